"""What a coordinator is told in numbers: nothing that stands for fewer than ten households, not even by asking twice."""

from collections.abc import Callable, Iterator
from itertools import combinations, product
from random import Random

import pytest
from sqlalchemy import Connection, text
from sqlalchemy.exc import DBAPIError

from app.db.session import db
from tests.world import TOKENS, World

PERIODS = (3, 6, 12, 24)
STRANDS = ("care", "enforcement", "activation")
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
Mix = Callable[[int], dict[tuple[str, str], int | None]]


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


@pytest.fixture
def mix(owner: Connection) -> Mix:
    """What is told about a period, by (neighbourhood, strand)."""

    def ask(months: int) -> dict[tuple[str, str], int | None]:
        rows = owner.execute(text("select area, strand, number from sec.team_mix(:months)"), {"months": months})
        return {(row.area, row.strand): row.number for row in rows}

    return ask


@pytest.mark.parametrize("function", ["team_mix", "team_months"])
@pytest.mark.parametrize("months", ["1", "2", "4", "7", "36", "0", "-3", "null"])
def test_nobody_chooses_another_period(acting: Callable[[str], None], function: str, months: str) -> None:
    acting("coordinator")
    with pytest.raises(DBAPIError, match="whole quarters only"):
        db.session.execute(text(f"select * from sec.{function}({months})"))


@pytest.mark.parametrize("function", ["team_mix", "team_months"])
def test_nobody_asks_for_days(acting: Callable[[str], None], function: str) -> None:
    acting("coordinator")
    with pytest.raises(DBAPIError, match="does not exist"):
        db.session.execute(text(f"select * from sec.{function}(current_date - 40)"))


def test_nine_households_are_no_number_and_ten_are(plant: Plant, mix: Mix) -> None:
    plant("Noord", "care", ago=1, homes=9)
    plant("Zuid", "activation", ago=1, homes=10)
    told = mix(3)
    assert told["Noord", "care"] is None
    assert told["Zuid", "activation"] == 10
    assert told["Zuid", "care"] is None


def test_today_is_not_counted_until_its_quarter_is_over(plant: Plant, mix: Mix) -> None:
    plant("Noord", "care", ago=0, homes=30)
    assert ("Noord", "care") not in mix(3)


def test_a_longer_period_does_not_tell_what_a_few_households_add(plant: Plant, mix: Mix) -> None:
    plant("Noord", "care", ago=1, homes=12)
    plant("Noord", "care", ago=5, homes=3)
    assert mix(3)["Noord", "care"] == 12
    assert mix(6)["Noord", "care"] is None
    plant("Noord", "care", ago=8, homes=7)
    assert mix(12)["Noord", "care"] == 22, "ten households more than what was told last"


def test_the_months_do_not_tell_what_a_neighbourhood_holds_back(plant: Plant, mix: Mix) -> None:
    for area, homes in {"Noord": 12, "Oost": 4, "Zuid": 30}.items():
        plant(area, "care", ago=1, homes=homes)
    told = mix(3)
    assert told["Oost", "care"] is None
    assert told["Noord", "care"] is None, "else the sum minus the others is Oost"
    assert told["Zuid", "care"] == 30


def test_a_quarter_with_a_small_month_is_told_by_no_month(plant: Plant, owner: Connection) -> None:
    for ago, homes in {3: 20, 2: 4, 1: 20, 6: 20, 5: 15, 4: 11}.items():
        plant("Noord", "care", ago=ago, homes=homes)
    rows = owner.execute(text("select number from sec.team_months(6) order by month")).scalars().all()
    assert rows == [20, 15, 11, None, None, None]


@pytest.mark.parametrize("seed", range(12))
def test_no_two_answers_differ_by_a_few_households(plant: Plant, mix: Mix, seed: int) -> None:
    random = Random(seed)  # noqa: S311 - repeatable
    areas, ages = ("Noord", "Oost", "Zuid"), {3: 1, 6: 5, 12: 9, 24: 17}
    homes = {key: random.choice((0, 0, 3, 7, 10, 14, 25)) for key in product(areas, STRANDS, ages)}
    for (area, strand, age), number in homes.items():
        if number:
            plant(area, strand, ago=ages[age], homes=number)
    told = {months: mix(months) for months in PERIODS}

    def behind(area: str, strand: str, above: int, until: int) -> int:
        return sum(homes[area, strand, age] for age in ages if above < age <= until)

    for strand, months in product(STRANDS, PERIODS):
        given = {area for area in areas if told[months].get((area, strand)) is not None}
        held = [behind(area, strand, 0, months) for area in areas if area not in given]
        assert all(behind(area, strand, 0, months) >= 10 for area in given)
        assert not given or sum(held) not in range(1, 10), "what the sum leaves"
        assert not given or len([number for number in held if number]) != 1, "what the sum leaves"
    for (shorter, longer), area, strand in product(combinations(PERIODS, 2), areas, STRANDS):
        if None not in (told[shorter].get((area, strand)), told[longer].get((area, strand))):
            assert behind(area, strand, shorter, longer) not in range(1, 10)
