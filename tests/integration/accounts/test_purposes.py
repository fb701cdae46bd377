"""Purposes are changed and ended by the administrator: what has one keeps it, and nothing new gets one that was ended."""

import datetime as dt
import re
from collections.abc import Callable
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import Connection, text
from sqlalchemy.exc import ProgrammingError

from app.access.actor import Actor
from app.accounts.services import purposes as service
from app.db.session import PRINCIPAL, db
from app.dossiers.queries.team import bsn_purposes
from app.dossiers.scope import load_scope
from app.kernel.clock import today_in_amsterdam
from app.kernel.errors import Forbidden
from tests.integration.accounts.conftest import version_in
from tests.world import PEOPLE, World

Client = Callable[[str], FlaskClient]
Acting = Callable[[str], None]
TODAY = today_in_amsterdam()


def _url(world: World, kind: str = "area_team", rest: str = "") -> str:
    return f"/administration/organisations/{world.organisations[kind]}/purposes/support{rest}"


def _texts(**more: str) -> dict[str, str]:
    return {
        "submission_key": f"key-{sorted(more.items())}",
        "text_nl": "ondersteuning thuis",
        "text_en": "support at home",
        "law": "Wmo 2015",
        "article": "2.3.2",
        "bsn_allowed": "y",
        **more,
    }


def _second(connection: Connection, world: World) -> None:
    """Another purpose of the team, so that the first may end; as the administrator who came last."""
    connection.execute(
        text(
            "insert into purpose (organisation_id, code, text_nl, text_en, law, article)"
            " values (:o, 'other', 'anders', 'other', 'Wmo 2015', '1')"
        ),
        {"o": world.organisations["area_team"]},
    )


def _rows(connection: Connection, world: World) -> list[Any]:
    statement = "select text_nl, valid_from, valid_until from purpose where organisation_id = :o and code = 'support' order by id"
    return list(connection.execute(text(statement), {"o": world.organisations["area_team"]}))


def _actor() -> Actor:
    who = db.session().info[PRINCIPAL]
    return Actor(
        who.account_id, who.name, who.function, who.organisation_id, who.organisation_name, who.organisation_kind,
        bsn_allowed=who.bsn_allowed, language="nl", session_id=who.session_id, person_id=who.person_id,
    )  # fmt: skip


def test_a_change_is_a_new_version(client_of: Client, connection: Connection, world: World) -> None:
    admin = client_of("administrator")
    page = admin.get(_url(world)).text
    answer = admin.post(_url(world), data=_texts(version=version_in(page)))
    assert answer.status_code == 303, answer.text
    assert _rows(connection, world) == [
        ("ondersteuning", dt.date(2020, 1, 1), TODAY),
        ("ondersteuning thuis", TODAY, None),
    ]
    page = admin.get(_url(world)).text
    assert "van 1 januari 2020 tot" in page
    again = admin.post(_url(world), data=_texts(version=version_in(page), submission_key="again"))
    assert again.status_code == 303
    assert len(_rows(connection, world)) == 2, "nothing changed, so there is no third version"


def test_two_who_change_it_see_each_other(client_of: Client, world: World) -> None:
    admin = client_of("administrator")
    read = version_in(admin.get(_url(world)).text)
    admin.post(_url(world), data=_texts(version=read))
    answer = admin.post(_url(world), data=_texts(version=read, text_nl="iets anders"))
    assert answer.status_code == 409
    assert "ondersteuning thuis" in answer.text
    assert "iets anders" in answer.text
    assert version_in(answer.text) != read


@pytest.mark.parametrize("missing", ["text_nl", "text_en", "law", "article"])
def test_it_asks_for_every_part(client_of: Client, connection: Connection, world: World, missing: str) -> None:
    admin = client_of("administrator")
    read = version_in(admin.get(_url(world)).text)
    assert admin.post(_url(world), data=_texts(version=read, **{missing: ""})).status_code == 400
    assert len(_rows(connection, world)) == 1


def test_relations_that_run_write_under_the_new_version(acting: Acting, world: World) -> None:
    acting("noor")
    assert load_scope(_actor(), world.dossier).purpose_id == world.purposes["area_team"]
    acting("administrator")
    given = service.PurposeInput(text_nl="a", text_en="a", law="a", article="a", bsn_allowed=False)
    place = (_actor(), world.organisations["area_team"], "support")
    service.change_purpose(*place, version=world.purposes["area_team"], given=given)
    db.session.commit()
    acting("noor")
    scope = load_scope(_actor(), world.dossier)
    assert scope.purpose_id is not None
    assert scope.purpose_id > world.purposes["area_team"]
    kept = db.session.execute(
        text("select count(*) from note where purpose_id = :p"), {"p": world.purposes["area_team"]}
    )
    assert kept.scalar_one() > 0, "what was written keeps the text of then"
    assert db.session.execute(text("select count(*) from sec.bsn_dossiers()")).scalar_one() == 0, (
        "no BSN any more, at once"
    )


def test_an_ended_one_is_not_offered_any_more(client_of: Client, connection: Connection, world: World) -> None:
    admin = client_of("administrator")
    read = version_in(admin.get(_url(world)).text)
    _second(connection, world)
    assert admin.post(_url(world, rest="/end"), data={"version": read}).status_code == 303
    page = admin.get(_url(world)).text
    assert "Ongedaan maken" in page
    assert "Niet meer te kiezen" in page
    assert "Niet meer te kiezen" in admin.get(_url(world).rsplit("/purposes", 1)[0]).text
    noor = client_of("noor")
    assert noor.get(f"/dossiers/{world.dossier}").status_code == 200
    assert "ondersteuning" not in noor.get("/dossiers/new").text


def test_an_ended_one_stays_where_it_is_and_the_database_gives_it_to_nothing_new(acting: Acting, world: World) -> None:
    acting("administrator")
    _second(db.session.connection(), world)
    service.end_purpose(_actor(), world.organisations["area_team"], "support", version=world.purposes["area_team"])
    db.session.commit()
    acting("noor")
    assert load_scope(_actor(), world.dossier).purpose_id == world.purposes["area_team"]
    with pytest.raises(ProgrammingError, match="may not lead"), db.session.begin_nested():
        db.session.execute(text("select sec.create_dossier(:p)"), {"p": world.purposes["area_team"]})
    join = text(
        "insert into involvement (dossier_id, account_id, organisation_id, purpose_id, valid_from, created_by)"
        " values (:d, :tess, :o, :p, sec.now(), :noor)"
    )
    values = {
        "d": world.dossier,
        "tess": world.accounts["tess"],
        "o": world.organisations["area_team"],
        "p": world.purposes["area_team"],
        "noor": world.accounts["noor"],
    }
    with pytest.raises(ProgrammingError, match="row-level security"), db.session.begin_nested():
        db.session.execute(join, values)


def test_ending_is_undone(client_of: Client, connection: Connection, world: World) -> None:
    admin = client_of("administrator")
    read = version_in(admin.get(_url(world)).text)
    _second(connection, world)
    admin.post(_url(world, rest="/end"), data={"version": read})
    for _twice in range(2):
        assert admin.post(_url(world, rest="/resume")).status_code == 303
    assert _rows(connection, world) == [("ondersteuning", dt.date(2020, 1, 1), TODAY), ("ondersteuning", TODAY, None)]


def test_the_last_one_does_not_end_and_a_stale_one_neither(
    client_of: Client, connection: Connection, world: World
) -> None:
    admin = client_of("administrator")
    read = version_in(admin.get(_url(world)).text)
    answer = admin.post(_url(world, rest="/end"), data={"version": read}, follow_redirects=True)
    assert "Dit is het enige doel van deze organisatie." in answer.text
    _second(connection, world)
    admin.post(_url(world), data=_texts(version=read))
    answer = admin.post(_url(world, rest="/end"), data={"version": read, "submission_key": "2"}, follow_redirects=True)
    assert "Een collega heeft dit doel intussen gewijzigd." in answer.text
    assert _rows(connection, world)[-1].valid_until is None


def test_every_act_leaves_a_line(client_of: Client, connection: Connection, world: World) -> None:
    admin = client_of("administrator")
    read = version_in(admin.get(_url(world)).text)
    _second(connection, world)
    admin.post(_url(world, rest="/end"), data={"version": read})
    admin.post(_url(world, rest="/resume"))
    client_of("privacy_officer").get("/me")
    lines = connection.execute(
        text("select operation, action from access_log where reason = 'support' order by id")
    ).all()
    assert [tuple(line) for line in lines] == [("purpose.end", "withdraw"), ("purpose.resume", "restore")]


def test_nobody_else_comes_near(client_of: Client, world: World, acting: Acting) -> None:
    for name in PEOPLE:
        if name != "administrator":
            client = client_of(name)
            assert client.get(_url(world)).status_code == 403, name
            for rest in ("", "/end", "/resume"):
                assert client.post(_url(world, rest=rest), data=_texts(version="1")).status_code == 403, (name, rest)
    acting("noor")
    with pytest.raises(Forbidden):
        service.resume_purpose(_actor(), world.organisations["area_team"], "support")


def test_a_purpose_that_is_not_there(client_of: Client, world: World) -> None:
    assert client_of("administrator").get(_url(world).replace("support", "nothing")).status_code == 404


def test_a_conflict_says_that_the_bsn_was_switched(client_of: Client, world: World) -> None:
    admin = client_of("administrator")
    read = version_in(admin.get(_url(world)).text)
    admin.post(_url(world), data={name: v for name, v in _texts(version=read).items() if name != "bsn_allowed"})
    answer = admin.post(_url(world), data=_texts(version=read, submission_key="second"))
    assert answer.status_code == 409
    assert re.search(r"<h3[^>]*>[^<]*BSN[^<]*</h3>.*?\bnee\b", answer.text, re.DOTALL)


def test_who_changes_an_ended_one_is_told(client_of: Client, connection: Connection, world: World) -> None:
    admin = client_of("administrator")
    read = version_in(admin.get(_url(world)).text)
    _second(connection, world)
    admin.post(_url(world, rest="/end"), data={"version": read})
    answer = admin.post(_url(world), data=_texts(version=read))
    assert answer.status_code == 409
    assert 'role="alert"' in answer.text


def test_completing_the_purposes_leaves_an_ended_one_ended(
    client_of: Client, connection: Connection, world: World
) -> None:
    admin = client_of("administrator")
    read = version_in(admin.get(_url(world)).text)
    _second(connection, world)
    admin.post(_url(world, rest="/end"), data={"version": read})
    assert admin.post(_url(world).replace("/support", ""), data={"submission_key": "complete"}).status_code == 303
    assert [row.valid_until for row in _rows(connection, world)] == [TODAY]


def test_a_purpose_that_lost_the_bsn_asks_for_none_in_a_new_dossier(acting: Acting, world: World) -> None:
    acting("administrator")
    given = service.PurposeInput(text_nl="a", text_en="a", law="a", article="a", bsn_allowed=False)
    organisation = world.organisations["area_team"]
    assert bsn_purposes(organisation) == {world.purposes["area_team"]}
    service.change_purpose(_actor(), organisation, "support", version=world.purposes["area_team"], given=given)
    assert bsn_purposes(organisation) == frozenset()
