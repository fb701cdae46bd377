"""Making, moving, cancelling and holding an appointment: what is kept, and what comes back in the form."""

import datetime as dt
import re
from collections.abc import Callable

import pytest
from flask.testing import FlaskClient

from app.kernel.clock import AMSTERDAM, today_in_amsterdam
from tests.integration.appointments.helpers import AHEAD, BACK, fields, make, number, one, page
from tests.world import World

ClientOf = Callable[[str], FlaskClient]
Acting = Callable[[str], None]


def test_it_can_be_saved_as_it_comes(client_of: ClientOf, world: World) -> None:
    shown = client_of("noor").get(f"/dossiers/{world.dossier}/appointments/new")
    assert shown.status_code == 200, shown.text
    for expected in (
        'value="10:00"',
        'value="11:00"',
        "Wilt u iemand meenemen",
        "niet gevraagd: niet veilig",
        "ziet niemand",
    ):
        assert expected in shown.text, expected
    weekday = dt.date.fromisoformat(shown.text.split('name="day"')[1].split('value="')[1][:10]).weekday()
    assert weekday < 5


def test_it_makes_the_appointment_with_its_question(client_of: ClientOf, acting: Acting, world: World) -> None:
    key = make(
        client_of("noor"), world, state="coming", first_name="Wim", relation="kaartvriend", offer="een kaartmiddag"
    )
    acting("noor")
    row = one("select * from appointment where id = :id", id=key)
    assert row.starts_at == dt.datetime.combine(AHEAD, dt.time(10), AMSTERDAM)
    assert (row.status, row.sequence, row.person_ids) == ("planned", 0, [world.persons["samira"]])
    second = one(
        "select s.state, n.first_name, n.relation, n.role from second_person s"
        " join network_person n on n.id = s.network_person_id where s.appointment_id = :id",
        id=key,
    )
    assert tuple(second) == ("coming", "Wim", "kaartvriend", "other")
    assert one("select text from offer where appointment_id = :id", id=key).text == "een kaartmiddag"
    assert (
        number(
            "select count(*) from second_person_change c join second_person s on s.id = c.second_person_id"
            " where s.appointment_id = :id",
            id=key,
        )
        == 1
    )
    assert number("select count(*) from intervention") == 3


def test_it_records_nothing_when_nothing_is_offered(client_of: ClientOf, acting: Acting, world: World) -> None:
    acting("noor")
    before = number("select count(*) from offer")
    make(client_of("noor"), world, offer="  ")
    acting("noor")
    assert number("select count(*) from offer") == before


def test_it_saves_a_double_click_once(client_of: ClientOf, acting: Acting, world: World) -> None:
    client = client_of("noor")
    first = make(client, world)
    assert make(client, world) == first


def test_it_goes_on_past_midnight_and_says_so(client_of: ClientOf, world: World) -> None:
    noor = client_of("noor")
    made = make(noor, world, start="22:30", end="00:30")
    assert "22.30 tot de volgende dag 0.30 uur" in noor.get(page(world, made)).text
    again = noor.get(page(world, made, "edit")).text
    assert 'value="00:30"' in again
    assert "Dan is het de volgende dag." in again


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"day": ""}, "Kies een dag."),
        ({"day": "2027-02-30"}, "2027-02-30 bestaat niet"),
        ({"day": "31-02-2027"}, "31-02-2027 bestaat niet"),
        ({"day": "2099-01-01"}, "meer dan twee jaar vooruit"),
        ({"day": "1999-01-01"}, "meer dan tien jaar geleden"),
        ({"day": BACK.isoformat()}, "Was het gesprek er al?"),
        ({"already": "y"}, "moet nog komen"),
        ({"start": "tien uur"}, "Schrijf de tijd als 10:00."),
        ({"start": "25:00"}, "Schrijf de tijd als 10:00."),
        ({"start": "12:00"}, "Kies een eindtijd die later is dan de begintijd."),
        ({"place_kind": "elsewhere", "place": ""}, "Vul in waar u elkaar ziet."),
        ({"place_kind": "maan"}, "Kies iets uit de lijst."),
        ({"place": "x" * 121}, "Maak dit korter"),
        ({"attendees": None}, "Kies wie van ons erbij is."),
        ({"attendees": [999_999]}, "Kies iets uit de lijst."),
        ({"persons": [999_999]}, "Kies iets uit de lijst."),
        ({"state": "coming"}, "Kies wie er meekomt"),
        ({"state": "came"}, "Kies iets uit de lijst."),
        ({"state": "coming", "first_name": "Wim"}, "Vul in wat deze persoon is"),
        ({"offer": "x" * 301}, "Maak dit korter"),
    ],
)  # fmt: skip
def test_it_returns_what_was_typed_with_a_sentence(
    client_of: ClientOf, acting: Acting, world: World, changes: dict[str, object], sentence: str
) -> None:
    acting("noor")
    before = number("select count(*) from appointment")
    data = fields(world, about="over de brief", **changes)
    answer = client_of("noor").post(f"/dossiers/{world.dossier}/appointments/new", data=data)
    assert answer.status_code == 400
    assert sentence in answer.text
    assert "over de brief" in answer.text
    for name in ("day", "start", "first_name"):
        assert str(data.get(name, "")) in answer.text
    acting("noor")
    assert number("select count(*) from appointment") == before


def test_it_refuses_an_hour_that_the_clock_skips(client_of: ClientOf, world: World) -> None:
    year = today_in_amsterdam().year + 1
    sunday = max(dt.date(year, 3, day) for day in range(25, 32) if dt.date(year, 3, day).weekday() == 6)
    data = fields(world, day=sunday.isoformat(), start="02:30", end="03:30")
    answer = client_of("noor").post(f"/dossiers/{world.dossier}/appointments/new", data=data)
    assert answer.status_code == 400
    assert "de klok gaat die nacht een uur vooruit" in answer.text


def test_it_can_be_written_down_afterwards(client_of: ClientOf, acting: Acting, world: World) -> None:
    data = {"day": BACK.isoformat(), "already": "y", "state": "came", "first_name": "Wim", "relation": "buurman"}
    key = make(client_of("noor"), world, **data)
    acting("noor")
    assert one("select status from appointment where id = :id", id=key).status == "held"
    assert one("select last_contact_on from dossier_process").last_contact_on == BACK


def test_it_moves_in_the_same_row_and_calendars_follow(client_of: ClientOf, acting: Acting, world: World) -> None:
    client = client_of("noor")
    key = make(client, world)
    later = AHEAD + dt.timedelta(days=1)
    data = fields(world, day=later.isoformat(), version="1", about="nieuw")
    assert client.post(page(world, key, "edit"), data=data).status_code == 303
    acting("noor")
    row = one("select * from appointment where id = :id", id=key)
    assert (row.starts_at, row.sequence, row.about) == (dt.datetime.combine(later, dt.time(10), AMSTERDAM), 1, "nieuw")
    again = fields(world, day=later.isoformat(), version="2", about="alleen het onderwerp")
    assert client.post(page(world, key, "edit"), data=again).status_code == 303
    acting("noor")
    assert one("select sequence from appointment where id = :id", id=key).sequence == 1


def test_two_who_move_it_see_each_other(client_of: ClientOf, world: World) -> None:
    key = make(client_of("noor"), world)
    theirs = fields(world, start="14:00", end="15:00", version="1", about="eerst de post")
    assert client_of("omar").post(page(world, key, "edit"), data=theirs).status_code == 303
    mine = client_of("noor").post(page(world, key, "edit"), data=fields(world, version="1", about="eerst de huur"))
    assert mine.status_code == 409
    assert "eerst de post" in mine.text
    assert "eerst de huur" in mine.text
    assert 'name="version" type="hidden" value="2"' in mine.text


def test_it_is_cancelled_with_a_reason_and_that_can_be_undone(
    client_of: ClientOf, acting: Acting, world: World
) -> None:
    client = client_of("noor")
    key = make(client, world)
    empty = client.post(page(world, key, "cancel"), data={"version": "1", "reason": " "})
    assert empty.status_code == 400
    assert "Schrijf kort waarom" in empty.text
    answer = client.post(page(world, key, "cancel"), data={"version": "1", "reason": "ziek"}, follow_redirects=True)
    assert "De afspraak is afgezegd." in answer.text
    assert page(world, key, "restore") in answer.text
    acting("noor")
    assert one("select status from appointment where id = :id", id=key).status == "cancelled"
    for _twice in range(2):
        assert client.post(page(world, key, "restore")).status_code == 303
    acting("noor")
    row = one("select status, cancelled_because, sequence from appointment where id = :id", id=key)
    assert tuple(row) == ("planned", "", 2)


def test_it_is_held_only_once_it_began(client_of: ClientOf, world: World) -> None:
    client = client_of("noor")
    key = make(client, world)
    answer = client.post(page(world, key, "held"))
    assert answer.status_code == 400
    assert "moet nog komen" in answer.text


def test_a_colleague_makes_one_and_leaves_the_second_person_to_the_lead(
    client_of: ClientOf, acting: Acting, world: World
) -> None:
    form = client_of("omar").get(f"/dossiers/{world.dossier}/appointments/new")
    assert "casusregisseur noteert wie er meekomt" in form.text
    assert 'name="state"' not in form.text
    key = make(client_of("omar"), world, attendees=[world.accounts["omar"]], state="unsafe")
    acting("noor")
    assert number("select count(*) from second_person where appointment_id = :id", id=key) == 0
    answer = client_of("noor").post(page(world, key, "second"), data={"version": "0", "state": "asked"})
    assert answer.status_code == 303, answer.text
    shown = client_of("omar").get(page(world, key, "second"))
    assert shown.status_code == 200
    assert "Gevraagd, nog geen antwoord" in shown.text
    assert (
        client_of("omar").post(page(world, key, "second"), data={"version": "1", "state": "rather_not"}).status_code
        == 403
    )
    acting("noor")
    assert one("select state from second_person where appointment_id = :id", id=key).state == "asked"


def test_a_colleague_does_not_bring_another_organisation(client_of: ClientOf, world: World) -> None:
    data = fields(world, attendees=[world.accounts["omar"], world.accounts["housing_officer"]])
    answer = client_of("omar").post(f"/dossiers/{world.dossier}/appointments/new", data=data)
    assert answer.status_code == 400


def test_words_of_a_diagnosis_are_pointed_out_and_never_refused(client_of: ClientOf, world: World) -> None:
    data = fields(world, about="over de depressie van buurvrouw")
    first = client_of("noor").post(f"/dossiers/{world.dossier}/appointments/new", data=data)
    assert "Er is nog niets opgeslagen." in first.text
    assert "over de depressie van buurvrouw" in first.text
    again = client_of("noor").post(f"/dossiers/{world.dossier}/appointments/new", data={**data, "anyway": "depressie"})
    assert again.status_code == 303, again.text


def test_one_person_is_named_and_not_two(client_of: ClientOf, acting: Acting, world: World) -> None:
    acting("noor")
    mina = one("select id from network_person").id
    data = fields(world, state="coming", who=str(mina), first_name="Wim", relation="buurman")
    answer = client_of("noor").post(f"/dossiers/{world.dossier}/appointments/new", data=data)
    assert answer.status_code == 400
    assert "Kies een van beide." in answer.text


def test_why_rather_not_is_written_down_at_once(client_of: ClientOf, world: World) -> None:
    noor = client_of("noor")
    no = {"state": "rather_not", "no_reason": "quarrel", "no_words": "Even niet."}
    shown = noor.get(page(world, make(noor, world, **no))).text
    assert "In eigen woorden" in shown
    assert "Even niet." in shown
    kept = noor.post(f"/dossiers/{world.dossier}/appointments/new", data=fields(world, **no, place_kind="moon"))
    assert kept.status_code == 400
    assert 'value="Even niet."' in kept.text
    assert re.search(r'<details class="for-no" open>\s*<summary>Liever niet\?', kept.text)


def test_who_does_not_write_down_who_comes_is_not_asked_why_not(client_of: ClientOf, world: World) -> None:
    shown = client_of("youth_protection").get(f"/dossiers/{world.dossier}/appointments/new")
    assert shown.status_code == 200
    assert "no_reason" not in shown.text


def test_words_of_a_diagnosis_are_pointed_out_in_the_reason_too(client_of: ClientOf, world: World) -> None:
    typed = fields(world, state="rather_not", no_words="Hij heeft een depressie.")
    answer = client_of("noor").post(f"/dossiers/{world.dossier}/appointments/new", data=typed)
    assert answer.status_code == 200
    assert "depressie" in answer.text
