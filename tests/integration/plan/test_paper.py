"""Paper: what somebody of the household gets in their hands, marked and logged, and never what is not theirs to read."""

import datetime as dt
from collections.abc import Callable
from io import BytesIO

import pytest
from flask.testing import FlaskClient
from pypdf import PdfReader
from sqlalchemy import Connection, text

from app.kernel.clock import today_in_amsterdam
from tests.world import World, token

ClientOf = Callable[[str], FlaskClient]
SHEETS = ("plan/plan.pdf", "card.pdf")


def url(world: World, sheet: str, who: str = "samira", language: str = "nl") -> str:
    return f"/dossiers/{world.dossier}/{sheet}?person={world.persons[who]}&language={language}"


def words(client: FlaskClient, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, answer.text
    assert answer.mimetype == "application/pdf"
    reader = PdfReader(BytesIO(answer.data))
    assert reader.trailer["/Root"]["/MarkInfo"]["/Marked"]  # type: ignore[index]
    return " ".join(" ".join(page.extract_text() for page in reader.pages).split())


def test_the_plan_says_the_question_the_goal_and_who_does_what_on_one_sheet(client_of: ClientOf, world: World) -> None:
    answer = client_of("noor").get(url(world, "plan/plan.pdf"))
    assert len(PdfReader(BytesIO(answer.data)).pages) == 1
    found = words(client_of("noor"), url(world, "plan/plan.pdf"))
    for table, category in (("resident_question", "domains"), ("plan_item", "plan"), ("plan_step", "plan"),
                            ("plan_direction", "plan"), ("goal_signature", "plan")):  # fmt: skip
        assert token(table, category) in found, table
    for jargon in ("casusregisseur", "interventie", "inzet", "levensgebied", "caseload"):
        assert jargon not in found.lower(), jargon


def test_the_card_says_when_what_and_whom_to_call(client_of: ClientOf, world: World) -> None:
    found = words(client_of("noor"), url(world, "card.pdf"))
    for expected in (
        "Wie doet wat voor Samira",
        token("plan_item", "plan"),
        token("product", "care"),
        "Noor",
        "058 000 00 00",
    ):
        assert expected in found, expected
    assert "Who does what for Samira" in words(client_of("noor"), url(world, "card.pdf", language="en"))


@pytest.mark.parametrize("sheet", SHEETS)
def test_it_is_marked_for_whom_when_and_by_whom_and_logged(
    client_of: ClientOf, world: World, connection: Connection, sheet: str
) -> None:
    found = words(client_of("noor"), url(world, sheet))
    assert "Voor Samira" in found
    assert "door Noor, Organisatie area_team" in found
    client_of("privacy_officer").get("/me")
    line = connection.execute(
        text("select l.action, p.person_id from access_log l join processing_log p on p.trace_id = l.trace_id"
             " where l.action = 'print' and p.person_id = :who limit 1"),
        {"who": world.persons["samira"]},
    ).one()  # fmt: skip
    assert tuple(line) == ("print", world.persons["samira"])


@pytest.mark.parametrize("sheet", SHEETS)
@pytest.mark.parametrize(
    "name",
    [
        "enforcement_officer",
        "income_consultant",
        "housing_officer",
        "debt_counsellor",
        "volunteer",
        "coordinator",
        "tess",
    ],
)
def test_who_does_not_read_the_whole_plan_makes_no_paper(
    client_of: ClientOf, world: World, name: str, sheet: str
) -> None:
    assert client_of(name).get(url(world, sheet)).status_code in {403, 404}
    assert client_of(name).get(f"/dossiers/{world.dossier}/plan/paper").status_code in {403, 404}


@pytest.mark.parametrize("sheet", SHEETS)
def test_a_resident_makes_paper_for_themselves_and_for_nobody_else(
    client_of: ClientOf, world: World, sheet: str
) -> None:
    assert "Samira" in words(client_of("resident"), url(world, sheet))
    assert client_of("resident").get(url(world, sheet, "sami")).status_code == 404
    assert client_of("noor").get(f"/dossiers/{world.dossier}/{sheet}?person=999999").status_code == 404


def test_a_child_gets_no_words_about_somebody_else_that_a_child_does_not_read(
    client_of: ClientOf, world: World
) -> None:
    found = words(client_of("noor"), url(world, "card.pdf", "sami"))
    assert token("product", "care") not in found  # it is about Samira
    assert token("resident_question", "domains") not in found
    assert token("plan_item", "plan") in found


@pytest.mark.parametrize("sheet", SHEETS)
def test_nothing_goes_home_with_somebody_whose_partner_is_unsafe_nor_about_them_with_others(
    client_of: ClientOf, world: World, connection: Connection, sheet: str
) -> None:
    noor = client_of("noor")
    assert noor.get("/me").status_code == 200
    connection.execute(text("update person set partner_unsafe = true where id = :id"), {"id": world.persons["samira"]})
    refused = noor.get(url(world, sheet))
    assert refused.status_code in {400, 409, 422}
    assert "Vertel het zelf" in refused.text
    found = words(noor, url(world, sheet, "sami"))
    for table in ("plan_item", "plan_step", "goal_signature", "appointment"):
        assert token(table, "plan") not in found, table  # they are also about Samira
    assert token("resident_question", "domains") not in found


def test_what_somebody_typed_is_text_on_paper(client_of: ClientOf, world: World) -> None:
    noor = client_of("noor")
    data = {"kind": "goal", "aim": "keep", "text": '#panic("x") *vet* <script> {{ 7*7 }} $x$'}
    assert noor.post(f"/dossiers/{world.dossier}/plan/new", data=data).status_code == 303
    found = words(noor, url(world, "plan/plan.pdf"))
    for piece in ('#panic("x")', "*vet*", "<script>", "{{ 7*7 }}", "$x$"):
        assert piece in found, piece


def notice(client: FlaskClient, address: str) -> str:
    """What the browser's own print command prints of a page; it stands first, so nothing else of the page is printed."""
    content = client.get(address).text.partition("<main")[2].partition(">")[2].lstrip()
    assert content.startswith('<p class="print-only paper-instead">'), address
    return content.partition("</p>")[0]


@pytest.mark.parametrize("page", ["", "/plan", "/plan/interests", "/plan/money", "/plan/{goal}/sign", "/ecomap"])
def test_the_browsers_own_print_points_to_the_paper(
    client_of: ClientOf, world: World, owner: Connection, page: str
) -> None:
    goal = owner.execute(text("select min(id) from plan_item where shared_goal")).scalar_one()
    base = f"/dossiers/{world.dossier}"
    assert f"{base}/plan/paper" in notice(client_of("noor"), base + page.format(goal=goal))


def test_an_appointment_is_not_printed_but_invited_to(client_of: ClientOf, world: World, owner: Connection) -> None:
    key = owner.execute(text("select min(id) from appointment")).scalar_one()
    page = f"/dossiers/{world.dossier}/appointments/{key}"
    assert f"{page}/invitation" in notice(client_of("noor"), page)
    assert "Hiervan is geen afdruk" in notice(client_of("mental_health_worker"), page), (
        "who invites nobody has no paper"
    )


def test_paper_of_the_team_alone_stays_in_schakel(client_of: ClientOf, world: World, owner: Connection) -> None:
    meeting = owner.execute(text("select min(id) from meeting")).scalar_one()
    for page in (f"/meetings/{meeting}", f"/dossiers/{world.dossier}/capsule"):
        assert "Hiervan is geen afdruk" in notice(client_of("noor"), page)
        assert "data-print" not in client_of("noor").get(page).text


def test_a_residents_own_page_leads_to_paper_and_a_partners_does_not(client_of: ClientOf, world: World) -> None:
    page = client_of("resident").get(f"/dossiers/{world.dossier}").text
    assert "plan/paper" in page
    assert "paper-instead" in page
    assert "plan/paper" in client_of("noor").get(f"/dossiers/{world.dossier}").text
    for name in ("housing_officer", "enforcement_officer", "income_consultant"):
        assert "plan/paper" not in client_of(name).get(f"/dossiers/{world.dossier}").text, name


def test_the_invitation_is_a_marked_pdf(client_of: ClientOf, world: World, owner: Connection) -> None:
    key = owner.execute(text("select min(id) from appointment")).scalar_one()
    noor, base = client_of("noor"), f"/dossiers/{world.dossier}/appointments/{key}"
    found = words(noor, f"{base}/invitation.pdf?bring=yes")
    assert "Voor Samira" in found
    assert f"{today_in_amsterdam().day} " in found
    assert "invitation.pdf" in noor.get(f"{base}/invitation").text
    assert "Printen" not in noor.get(f"{base}/invitation").text


def test_a_long_plan_is_whole_on_paper(client_of: ClientOf, world: World, connection: Connection) -> None:
    """A plan of eight goals with four steps each."""
    noor, base = client_of("noor"), f"/dossiers/{world.dossier}/plan"
    due = (today_in_amsterdam() + dt.timedelta(days=30)).isoformat()
    for goal in range(8):
        data = {
            "kind": "goal",
            "aim": "keep",
            "text": f"Doel {goal}: elke week iets dat lukt.",
            "submission_key": f"g{goal}",
        }
        noor.post(f"{base}/new", data=data)
        key = connection.execute(text("select max(id) from plan_item")).scalar_one()
        for step in range(4):
            data = {"text": f"Stap {step} van doel {goal}", "who_kind": "resident", "who": "Samira", "due_on": due}
            noor.post(f"{base}/{key}/steps/new", data=data | {"submission_key": f"s{goal}-{step}"})

    found = words(noor, url(world, "plan/plan.pdf"))
    for goal in range(8):
        assert f"Doel {goal}: elke week iets dat lukt." in found
        assert f"Stap 3 van doel {goal}" in found
