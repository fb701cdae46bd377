"""What a coordinator is told in numbers: nothing that stands for fewer than ten households, not even by asking twice."""

from collections.abc import Callable, Iterator

import pytest
from sqlalchemy import Connection, text
from sqlalchemy.exc import DBAPIError

from app.db.session import db
from tests.world import TOKENS, World

_HOMES = text(
    "insert into dossier (case_no, lead_org_id, created_by)"
    " select 'T-' || nextval('case_number'), :org, :noor from generate_series(1, :homes) returning id"
)
_AREA = text(
    "insert into household_area (dossier_id, owner_org_id, purpose_id, author_id, code, code_year, name)"
    " select id, :org, :purpose, :noor, :area, 2026, :area from unnest(cast(:ids as bigint[])) id"
)
_BEGUN = text(
    "insert into intervention (dossier_id, owner_org_id, purpose_id, author_id, strand, product_id, account_id, status, started_on)"
    " select id, :org, :purpose, :noor, :strand, :product, :noor, 'active',"
    " date_trunc('quarter', now())::date - make_interval(months => :ago) + interval '3 days' from unnest(cast(:ids as bigint[])) id"
)

Plant = Callable[..., None]


@pytest.fixture
def plant(owner: Connection, world: World) -> Iterator[Plant]:
    """``plant("Noord", "care", ago=1, homes=9)``: so many households with an intervention that began so many months ago."""
    owner.execute(text("select * from sec.open(:token)"), {"token": TOKENS["coordinator"]})
    fixed = {
        "org": world.organisations["area_team"],
        "purpose": world.purposes["area_team"],
        "noor": world.accounts["noor"],
    }

    def make(area: str, strand: str, *, ago: int, homes: int) -> None:
        values = {**fixed, "area": area, "strand": strand, "ago": ago, "homes": homes}
        ids = owner.execute(_HOMES, values).scalars().all()
        values |= {"ids": ids, "product": world.products[strand]}
        owner.execute(_AREA, values)
        owner.execute(_BEGUN, values)

    yield make
    owner.rollback()


@pytest.mark.parametrize("months", ["1", "2", "4", "7", "36", "0", "-3", "null"])
def test_nobody_chooses_another_period(acting: Callable[[str], None], months: str) -> None:
    acting("coordinator")
    with pytest.raises(DBAPIError, match="whole quarters only"):
        db.session.execute(text(f"select * from sec.team_lines({months})"))


def test_nobody_asks_for_days(acting: Callable[[str], None]) -> None:
    acting("coordinator")
    with pytest.raises(DBAPIError, match="does not exist"):
        db.session.execute(text("select * from sec.team_lines(current_date - 40)"))


@pytest.mark.parametrize("function", ["team_mix", "team_months"])
def test_the_mix_of_a_team_is_told_by_insight_alone(acting: Callable[[str], None], function: str) -> None:
    """By two rules it could be subtracted."""
    acting("coordinator")
    with pytest.raises(DBAPIError, match="does not exist"):
        db.session.execute(text(f"select * from sec.{function}(3)"))


_CAME = (
    (
        "insert into network_person (dossier_id, owner_org_id, purpose_id, author_id, first_name, relation)"
        " select id, :org, :purpose, :noor, 'Ans', 'zus' from unnest(cast(:ids as bigint[])) id returning id, dossier_id"
    ),
    (
        "insert into appointment (dossier_id, owner_org_id, purpose_id, author_id, starts_at, ends_at, place_kind, status)"
        " select id, :org, :purpose, :noor, q.at, q.at + interval '1 hour', 'home', 'held' from unnest(cast(:ids as bigint[])) id"
        " cross join (select date_trunc('quarter', now()) - interval '1 month' as at) q returning id, dossier_id"
    ),
)


@pytest.mark.parametrize("homes", [9, 10])
def test_team_lines_tell_nothing_of_nine_households_and_something_of_ten(
    plant: Plant, owner: Connection, world: World, homes: int
) -> None:
    plant("Noord", "care", ago=1, homes=homes)
    fixed = {
        "org": world.organisations["area_team"],
        "purpose": world.purposes["area_team"],
        "noor": world.accounts["noor"],
    }
    area = text("select array_agg(dossier_id) from household_area where name = 'Noord'")
    values = fixed | {"ids": owner.execute(area).scalar_one()}
    people, visits = ({row.dossier_id: row.id for row in owner.execute(text(line), values)} for line in _CAME)
    for dossier, person in people.items():
        second = {**fixed, "dossier": dossier, "person": person, "visit": visits[dossier]}
        owner.execute(
            text(
                "insert into second_person (dossier_id, owner_org_id, purpose_id, author_id, appointment_id, network_person_id, state)"
                " values (:dossier, :org, :purpose, :noor, :visit, :person, 'came')"
            ),
            second,
        )
    told = owner.execute(text("select network, professionals, score from sec.team_lines(3) order by quarter")).all()
    assert [line.network for line in told] == [None, None, homes if homes >= 10 else None][-len(told) :]
    assert all(line.score is None for line in told)
