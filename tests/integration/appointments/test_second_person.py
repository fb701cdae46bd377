"""The question at every appointment: what follows what, what happened before, and that unsafe stays hidden."""

import datetime as dt
from collections.abc import Callable

import pytest
from flask.testing import FlaskClient
from sqlalchemy import Connection, text

from app.appointments.queries import Habit
from app.db.session import db
from app.kernel.clock import today_in_amsterdam
from tests.integration.appointments.helpers import AHEAD, BACK, ask, make, number, one, page
from tests.pages import without_keys
from tests.world import TOKENS, World

ClientOf = Callable[[str], FlaskClient]
Acting = Callable[[str], None]
HOUSEHOLD = ("resident", "co_resident", "young_person")
AFTERWARDS = {"day": BACK.isoformat(), "already": "y"}


def test_it_records_each_answer_and_its_history(client_of: ClientOf, acting: Acting, world: World) -> None:
    noor = client_of("noor")
    key = make(noor, world)
    assert ask(noor, world, key, state="asked").status_code == 303
    answer = ask(noor, world, key, version="2", state="coming", first_name="Wim", relation="buurman", remark="fiets")
    assert answer.status_code == 303
    acting("noor")
    rows = db.session.execute(
        text("select c.state from second_person_change c join second_person s on s.id = c.second_person_id"
             " where s.appointment_id = :id order by c.id"), {"id": key},
    ).scalars().all()  # fmt: skip
    assert rows == ["not_asked", "asked", "coming"]


def test_it_knows_somebody_who_is_there_already(client_of: ClientOf, acting: Acting, world: World) -> None:
    noor = client_of("noor")
    make(noor, world, state="coming", first_name="Wim", relation="buurman")
    key = make(noor, world, state="coming", first_name="wim", relation="Buurman", submission_key="two")
    acting("noor")
    assert number("select count(*) from network_person where first_name = 'Wim'") == 1
    known = one("select network_person_id as id from second_person where appointment_id = :id", id=key).id
    third = make(noor, world, state="asked", who=str(known), submission_key="three")
    acting("noor")
    assert one("select network_person_id as id from second_person where appointment_id = :id", id=third).id == known


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"state": "did_not_come"}, "Kies iets uit de lijst."),
        ({"state": "coming"}, "Kies wie er meekomt"),
        ({"state": ""}, "Kies hoe het ermee staat."),
        ({"state": "coming", "who": "999999"}, "Kies iets uit de lijst."),
    ],
)
def test_it_refuses_what_cannot_be(client_of: ClientOf, world: World, values: dict[str, str], sentence: str) -> None:
    noor = client_of("noor")
    key = make(noor, world)
    answer = ask(noor, world, key, remark="nog bellen", **values)
    assert answer.status_code == 400
    assert sentence in answer.text
    assert "nog bellen" in answer.text


def test_two_who_answer_see_each_other(client_of: ClientOf, acting: Acting, world: World) -> None:
    noor = client_of("noor")
    key = make(noor, world)
    assert ask(noor, world, key, state="thinking", remark="belt vrijdag").status_code == 303
    late = ask(noor, world, key, submission_key="late", state="rather_not", remark="wil niemand erbij")
    assert late.status_code == 409
    for expected in ("denkt erover na", "belt vrijdag", "wil niemand erbij"):
        assert expected in late.text
    acting("noor")
    assert one("select state from second_person where appointment_id = :id", id=key).state == "thinking"


def test_who_came_is_written_down_afterwards_and_makes_it_held(
    client_of: ClientOf, acting: Acting, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    noor = client_of("noor")
    key = make(noor, world, **AFTERWARDS, state="coming", first_name="Wim", relation="buurman")
    acting("noor")
    known = one("select network_person_id as id from second_person where appointment_id = :id", id=key).id
    db.session.execute(text("update appointment set status = 'planned' where id = :id"), {"id": key})
    db.session.execute(text("update dossier_process set last_contact_on = null"))
    db.session.commit()
    assert ask(noor, world, key, state="came", who=str(known)).status_code == 303
    acting("noor")
    assert one("select status from appointment where id = :id", id=key).status == "held"
    assert one("select last_contact_on from dossier_process").last_contact_on == BACK


def test_the_next_appointment_repeats_what_happened(client_of: ClientOf, world: World) -> None:
    noor = client_of("noor")
    made = make(noor, world, **AFTERWARDS, state="asked")
    assert ask(noor, world, made, state="thinking", first_name="Wim", relation="kaartvriend").status_code == 303
    new = noor.get(f"/dossiers/{world.dossier}/appointments/new").text
    assert "De vorige keer noemde het huishouden Wim." in new
    assert "gevraagd, dacht erover na, noemde Wim" in new
    key = make(noor, world, submission_key="two")
    assert "noemde Wim" in noor.get(page(world, key, "second")).text


def test_it_repeats_three_times_at_most(client_of: ClientOf, world: World) -> None:
    noor = client_of("noor")
    for days in range(1, 5):
        day = (today_in_amsterdam() - dt.timedelta(days=days * 7)).isoformat()
        make(noor, world, day=day, already="y", state="rather_not", submission_key=f"key{days}")
    assert noor.get(f"/dossiers/{world.dossier}/appointments/new").text.count("· liever niet") == 3


# ---- unsafe: nobody in the household may ever know ----


def _traces(world: World, key: int) -> dict[str, object]:
    """Everything about the second person of an appointment that the one who is acting can read."""
    return {
        "rows": number("select count(*) from second_person where appointment_id = :id", id=key),
        "history": number("select count(*) from second_person_change c where c.id > 0"
                          " and c.created_at >= (select created_at from appointment where id = :id)", id=key),
        "feed": db.session.execute(
            text("select category, verb, condition, person_ids, owner_org_id, author_id from activity"
                 " where object_id = :id and category in ('plan', 'network') order by id"), {"id": key}).all(),
        "appointment": one("select status, sequence, version, about, place from appointment where id = :id", id=key),
    }  # fmt: skip


@pytest.mark.parametrize("name", HOUSEHOLD)
def test_the_household_cannot_tell_unsafe_from_another_answer(
    client_of: ClientOf, acting: Acting, world: World, name: str
) -> None:
    noor = client_of("noor")
    who = [world.persons["samira" if name == "resident" else "sami"]]
    unsafe = make(noor, world, persons=who, state="unsafe")
    acting(name)
    at_once = _traces(world, unsafe)
    assert (at_once["rows"], at_once["history"]) == (0, 0)
    plain = make(noor, world, persons=who, submission_key="two")
    acting(name)
    assert _traces(world, plain)["feed"] == at_once["feed"]
    assert _traces(world, plain)["appointment"] == at_once["appointment"]


@pytest.mark.parametrize("name", ["resident", "young_person"])
def test_the_household_cannot_tell_that_it_became_unsafe(
    client_of: ClientOf, acting: Acting, world: World, name: str
) -> None:
    noor = client_of("noor")
    who = [world.persons["samira" if name == "resident" else "sami"]]
    one_way = make(noor, world, persons=who, state="asked")
    other_way = make(noor, world, persons=who, state="asked", submission_key="two")
    acting(name)
    assert number("select count(*) from second_person where appointment_id = :id", id=one_way) == 1
    assert ask(noor, world, one_way, state="unsafe").status_code == 303
    assert ask(noor, world, other_way, state="rather_not").status_code == 303
    acting(name)
    hidden, other = _traces(world, one_way), _traces(world, other_way)
    assert hidden["rows"] == 0
    assert hidden["feed"] == other["feed"]
    changes = "select count(*) from second_person_change c join second_person s on s.id = c.second_person_id"
    assert number(f"{changes} where s.appointment_id = :id", id=one_way) == 0
    history = text("select count(*) from second_person_change where state = 'unsafe' or hidden_from_household")
    assert db.session.execute(history).scalar_one() == 0
    shown, asked = client_of(name).get(page(world, one_way)), client_of(name).get(page(world, other_way))
    assert shown.status_code == asked.status_code == 200
    assert "Nog niet gevraagd" in shown.text
    assert "veilig" not in shown.text.lower()


def test_nothing_on_paper_or_in_a_calendar_tells_that_it_is_unsafe(client_of: ClientOf, world: World) -> None:
    noor = client_of("noor")
    unsafe = make(noor, world, state="unsafe")
    rather_not = make(noor, world, state="rather_not", submission_key="two")
    noor.get(f"/dossiers/{world.dossier}")  # what was saved is said here
    printed = [noor.get(page(world, key, "invitation")).text for key in (unsafe, rather_not)]
    letters = [without_keys(text) for text in printed]  # signed with the time
    assert letters[0].replace(f"/{unsafe}", "/n") == letters[1].replace(f"/{rather_not}", "/n")
    assert "Neem gerust iemand mee" not in letters[0]
    own = client_of("resident").get(page(world, unsafe, "invitation")).text
    assert "Neem gerust iemand mee" in own
    files = [noor.get(page(world, key, "calendar.ics")).text for key in (unsafe, rather_not)]
    assert files[0].replace(f"-{unsafe}@", "-n@") == files[1].replace(f"-{rather_not}@", "-n@")


def test_a_worker_sees_that_it_is_unsafe(client_of: ClientOf, world: World) -> None:
    key = make(client_of("noor"), world, state="unsafe")
    assert "Niemand in het huishouden kan dit zien." in client_of("omar").get(page(world, key)).text


@pytest.mark.parametrize("name", HOUSEHOLD)
def test_the_household_does_not_open_the_question(client_of: ClientOf, world: World, name: str) -> None:
    key = make(client_of("noor"), world, state="unsafe", persons=[world.persons["samira"]])
    assert client_of(name).get(page(world, key, "second")).status_code in {403, 404}
    assert client_of(name).get(f"/dossiers/{world.dossier}/appointments/new").status_code == 403


# ---- offers ----


def test_an_offer_is_closed_to_whoever_could_hold_it_against_them(
    client_of: ClientOf, acting: Acting, world: World
) -> None:
    everybody = [world.accounts[name] for name in ("noor", "housing_officer", "income_consultant", "youth_protection")]
    key = make(client_of("noor"), world, attendees=everybody, offer="tuinieren bij de kerk")
    for name in ("income_consultant", "housing_officer", "enforcement_officer", "youth_protection", "coordinator"):
        acting(name)
        assert number("select count(*) from offer") == 0, name
        assert number("select count(*) from activity where category = 'offers'") == 0, name
        assert "tuinieren" not in client_of(name).get(page(world, key)).text, name
    assert "tuinieren" in client_of("noor").get(page(world, key)).text
    assert "geweigerd" not in client_of("noor").get(page(world, key, "second")).text


# ---- the habit of the team ----


def _habit(owner: Connection, world: World, authors: tuple[str, ...], states: list[str], asker: str) -> object:
    """What ``asker`` is told about a week with these appointments, made by ``authors`` in turn."""
    for at, state in enumerate(states):
        common = {
            "dossier_id": world.dossier,
            "owner_org_id": world.organisations["area_team"],
            "purpose_id": world.purposes["area_team"],
            "author_id": world.accounts[authors[at % len(authors)]],
        }
        visit = _insert(
            owner,
            "appointment",
            **common,
            starts_at=dt.datetime.combine(AHEAD, dt.time(8 + at), dt.UTC),
            ends_at=dt.datetime.combine(AHEAD, dt.time(9 + at), dt.UTC),
            place_kind="office",
        )
        hidden = state == "unsafe"
        _insert(owner, "second_person", **common, appointment_id=visit, state=state, hidden_from_household=hidden)
    owner.execute(text("select set_config('schakel.token', :token, true)"), {"token": TOKENS[asker]})
    return owner.execute(text("select asked, total from sec.team_habit(:day)"), {"day": AHEAD}).one_or_none()


def _insert(owner: Connection, table: str, **values: object) -> int:
    marks = ", ".join(f":{name}" for name in values)
    statement = f"insert into {table} ({', '.join(values)}) values ({marks}) returning id"
    return int(owner.execute(text(statement), values).scalar_one())


TEAM = ("noor", "omar", "tess")
WEEK = ["asked", "rather_not", "not_asked", "thinking", "asked", "unsafe"]


def test_it_counts_how_often_the_team_asked(owner: Connection, world: World) -> None:
    assert _habit(owner, world, TEAM, WEEK, "noor") == (4, 5)


@pytest.mark.parametrize(
    ("authors", "states", "asker"),
    [
        (("noor", "omar"), ["asked"] * 8, "noor"),  # two workers are not a team
        (TEAM, ["asked"] * 4, "noor"),  # four times is not a habit
        (TEAM, WEEK, "housing_officer"),  # another organisation's
        (TEAM, WEEK, "resident"),
    ],
)
def test_it_says_nothing_when_it_would_say_something_about_somebody(
    owner: Connection, world: World, authors: tuple[str, ...], states: list[str], asker: str
) -> None:
    assert _habit(owner, world, authors, states, asker) is None


def test_the_page_tells_the_habit_to_the_team(
    client_of: ClientOf, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    noor = client_of("noor")
    key = make(noor, world)
    assert "Deze week vroeg het team" not in noor.get(page(world, key, "second")).text
    monkeypatch.setattr("app.appointments.pages.find_habit", lambda _day: Habit(14, 18))
    assert "Deze week vroeg het team het 14 van de 18 keer." in noor.get(page(world, key, "second")).text
