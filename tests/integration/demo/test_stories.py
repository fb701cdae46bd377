"""Each story that docs/demo.md tells is in the database, with the facts that it claims, and opens for its lead."""

from pathlib import Path

import pytest
from sqlalchemy import Connection, text

from app.accounts.demo import DEMO_PASSWORD
from app.cli.demo.stories import STORIES
from app.kernel.clock import in_amsterdam
from app.web.guard import SchakelFlask
from tests.integration.demo.conftest import TODAY, run

DOC = Path(__file__).parents[3] / "docs" / "demo.md"


def table(first: str) -> list[list[str]]:
    """The lines of the table whose heading begins with a word."""
    lines = [line.strip("| \n").split(" | ") for line in DOC.read_text().splitlines() if line.startswith("| ")]
    start = next(number for number, line in enumerate(lines) if line[0] == first)
    width = len(lines[start])
    return [line for line in lines[start + 1 :] if len(line) == width and not line[0].startswith("--")]


CLAIMS = {line[0]: line[1:] for line in table("Story")}


@pytest.mark.parametrize("name", STORIES)
def test_it_holds_what_the_document_tells(demo_app: SchakelFlask, town: Connection, name: str) -> None:
    _code, address = run(demo_app, "demo-story", name)
    dossier = int(address.strip().rpartition("/")[2])
    case, household, phase, strands, around, second = CLAIMS[name]
    row = town.execute(
        text(
            "select d.case_no, t.title || ', ' || a.street || ' ' || a.number as household, p.phase from dossier d"
            " join household_title t on t.dossier_id = d.id join household_address a on a.dossier_id = d.id"
            " join dossier_process p on p.dossier_id = d.id where d.id = :id"
        ),
        {"id": dossier},
    ).one()
    assert row.case_no.endswith(case.removeprefix("…"))
    assert (row.household, row.phase) == (household, phase)
    counted: dict[str, int] = dict(
        town.execute(
            text("select strand, count(*) from intervention where dossier_id = :id group by 1"), {"id": dossier}
        ).all()
    )
    assert " / ".join(str(counted[strand]) for strand in ("care", "enforcement", "activation")) == strands
    names = town.execute(
        text("select first_name from network_person where dossier_id = :id order by id"), {"id": dossier}
    )
    assert ", ".join(names.scalars()) == around
    last = text(
        "select s.state from appointment a join second_person s on s.appointment_id = a.id where a.dossier_id = :id"
        " order by a.starts_at desc limit 1"
    )
    assert town.execute(last, {"id": dossier}).scalar_one() == second


def test_it_brings_mina_three_times_and_today(town: Connection) -> None:
    rows = town.execute(
        text(
            "select a.starts_at, s.state, n.first_name from appointment a join second_person s on s.appointment_id = a.id"
            " join network_person n on n.id = s.network_person_id where a.dossier_id = 1 order by a.starts_at desc limit 4"
        )
    ).all()
    assert [row.state for row in rows] == ["coming", "came", "came", "came"]
    assert {row.first_name for row in rows} == {"Mina"}
    assert in_amsterdam(rows[0].starts_at).date() == TODAY


def test_it_keeps_the_pause_of_mr_visser_and_the_unsafe_talk_of_jayden(town: Connection) -> None:
    pause = text("select count(*) from intervention i join intervention_body b on b.intervention_id = i.id where i.dossier_id = 2"
                 " and i.status = 'active' and i.paused_at is not null and i.consulted like '%Noor%' and b.pause_reason <> ''")  # fmt: skip
    assert town.execute(pause).scalar_one() == 1
    unsafe = text(
        "select count(*), bool_and(hidden_from_household) from second_person where dossier_id = 3 and state = 'unsafe'"
    )
    assert town.execute(unsafe).one() == (1, True)


def test_it_shows_an_agreement_to_the_organisation_that_made_it(town: Connection) -> None:
    shown = text("select o.name from disclosure x join plan_item p on p.id = x.item_id and x.item_kind = 'plan_item'"
                 " join organisation o on o.id = x.to_org_id where x.dossier_id = 1 and p.text like 'De huur %' order by 1")  # fmt: skip
    assert list(town.execute(shown).scalars()) == ["Kredietbank Waterstad", "Woningstichting De Schans"]


def test_it_lets_noor_sign_in_and_open_a_story(demo_app: SchakelFlask) -> None:
    client = demo_app.test_client()
    answer = client.post("/sign-in", data={"email": "noor@wijkteam-oost.example", "password": DEMO_PASSWORD})
    assert answer.status_code == 303, answer.text
    page = client.get("/dossiers/1")
    assert page.status_code == 200
    assert "El Amrani" in page.text


def test_it_lists_the_demo_accounts_as_the_document_does(demo_app: SchakelFlask, town: Connection) -> None:
    code, output = run(demo_app, "demo-accounts")
    assert code == 0
    assert DEMO_PASSWORD in output
    people = table("Name")
    assert len(people) == len(output.splitlines()) - 1
    for (name, function, organisation, email), line in zip(people, output.splitlines()[1:], strict=True):
        for word in (name, function, organisation, email):
            assert word in line
    assert DEMO_PASSWORD in DOC.read_text()
    assert len(
        town.execute(text("select value from sec.setting where name = 'demo_people'")).scalar_one().split(",")
    ) == len(people)


def test_it_lets_somebody_knock_and_a_relation_run_out(town: Connection) -> None:
    """So that whoever opens the demo town sees on *Vandaag* what giving access is about."""
    knocked = text("select a.function, k.answer from knock k join account a on a.id = k.asked_by")
    assert town.execute(knocked).all() == [("attendance_officer", None)]
    ending = text(
        "select count(*) from involvement where not is_lead and valid_until::date between :today and cast(:today as date) + 30"
    )
    assert town.execute(ending, {"today": TODAY}).scalar_one() >= 1


def test_it_shows_what_is_kept_and_destroyed(town: Connection) -> None:
    """A list that waits for its second person, one that was carried out with its certificate, and a hold that runs."""
    lists = text(
        "select first_at is not null, second_at is not null, destroyed_at is not null from destruction_list order by id"
    )
    assert [tuple(line) for line in town.execute(lists)] == [(True, True, True), (True, False, False)]
    assert town.execute(text("select sum(records) from destruction_certificate")).scalar_one() == 14
    assert town.execute(text("select count(*) from legal_hold where released_at is null")).scalar_one() == 1


def test_a_meeting_was_called_off_and_a_partner_is_invited_to_the_next(town: Connection) -> None:
    off = "select count(*) from meeting where called_off_at < starts_at"
    assert town.execute(text(off)).scalar_one() == 1
    invited = (
        "select a.name from meeting_household h join meeting m on m.id = h.meeting_id join account a on a.id = any(h.invited_ids)"
        " where h.invited_ids <> '{}'"
    )
    assert town.execute(text(invited)).scalars().all() == ["Tjeerd Dijkstra"]


def test_a_step_of_the_plan_is_carried_by_somebody_who_reads_it(town: Connection) -> None:
    carried = (
        "select a.function from plan_step s join involvement i on i.dossier_id = s.dossier_id and i.organisation_id = s.carrier_org_id"
        " join account a on a.id = i.account_id where s.status = 'open'"
    )
    assert "youth_protection" in town.execute(text(carried)).scalars().all()


def test_somebody_got_a_copy_and_has_a_note_that_is_not_used(demo_app: SchakelFlask, town: Connection) -> None:
    _code, address = run(demo_app, "demo-story", "youth")
    asked = {"id": int(address.strip().rpartition("/")[2])}
    given = "h.given_on is not null and h.content is null and l.approved and l.author_id = h.account_id"
    copies = f"select {given} from handout h join handout_look l on l.handout_id = h.id where h.dossier_id = :id"
    assert town.execute(text(copies), asked).scalar_one() is True
    rests = "select r.kind, n.restricted from restriction r join note n on n.id = r.record_id"
    assert town.execute(text(f"{rests} where r.dossier_id = :id and r.lifted_at is null"), asked).all() == [
        ("note", True)
    ]
    others = "select count(*) from note where restricted and dossier_id <> :id"
    assert town.execute(text(others), asked).scalar_one() == 0
