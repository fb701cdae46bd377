"""Wrong input, a double click, two people in one note, a session that ends, a browser without scripts: nothing is lost."""

import re

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import Welcome
from tests.journeys.pages import AppointmentForm, Dossier, InterventionForm
from tests.journeys.visitor import PHONE, Visitor

NOOR = "Noor Hoekstra"

#: Every form of the story: where it is, the button that sends it, and what makes it wrong.
FORMS: dict[str, tuple[str | re.Pattern[str], dict[str, str]]] = {
    "/dossiers/new": ("Dossier maken", {"Achternaam": "Zonderling"}),
    "/dossiers/{debt}/notes/new": ("Opslaan", {"Wat maakt u ervan?": "Alleen een duiding, zonder feiten."}),
    "/dossiers/{debt}/question": ("Opslaan", {"De vraag, in hun eigen woorden": "Ik wil rust."}),
    "/dossiers/{debt}/domains/money": ("Opslaan", {"Waarom is het nodig dat dit hier staat?": ""}),
    "/dossiers/{debt}/people/new": (re.compile("Opslaan|oevoegen"), {"Achternaam": "Zonderling"}),
    "/dossiers/{debt}/address": ("Opslaan", {"Postcode": "12"}),
    "/dossiers/{debt}/plan/new": (re.compile("Opslaan|oevoegen"), {}),
    "/dossiers/{debt}/network": ("Toevoegen", {}),
    "/dossiers/{debt}/interventions/new": ("Vastleggen", {"Waarom dit, en waarom nu?": "Zij vroeg er zelf om."}),
    "/dossiers/{debt}/appointments/new": ("Afspraak opslaan", {"Waar gaat het over?": "Het kasboek", "Van": ""}),
    "/dossiers/{debt}/phase": ("Opslaan", {"Wanneer kijkt u terug?": "2020-01-01"}),
    "/search": ("Zoek verder", {"Postcode": "nergens"}),
}


@pytest.mark.parametrize("path", FORMS)
def test_wrong_input_returns_the_form_with_what_was_typed_and_what_to_do(welcome: Welcome, path: str) -> None:
    button, typed = FORMS[path]
    visitor = welcome(NOOR).goes_to(path.format(debt=1))
    for label, text in typed.items():
        visitor.types(label, text)
    visitor.presses(button, inside=visitor.page.locator("main form"))
    then_the_form_is_back(visitor, typed)


def then_the_form_is_back(visitor: Visitor, typed: dict[str, str]) -> None:
    assert visitor.status == 400
    summary = visitor.page.locator("#errors")
    assert summary.evaluate("element => element === document.activeElement"), "the summary has the focus"
    links = summary.get_by_role("link")
    assert links.count(), summary.inner_text()
    for line in summary.locator("li").all_inner_texts():
        assert line.strip()[-1] in ".?!", line
        assert re.match(r"[A-Z]", line.strip()), line
    for label, text in typed.items():
        assert visitor.field(label).input_value() == text.strip(), label
    target = (links.first.get_attribute("href") or "")[1:]
    links.first.click()
    assert visitor.page.evaluate("document.activeElement.id") == target
    described = visitor.page.locator(f"[id='{target}']")
    assert described.get_attribute("aria-invalid") == "true" or visitor.page.locator(".group.is-wrong").count()


def clicks_twice(visitor: Visitor) -> None:
    """Where the browser ends is asked again and again: the second click breaks off the page that the first one began to fetch."""
    visitor.page.get_by_role("button", name="Opslaan").dblclick()
    expect(visitor.page).not_to_have_url(re.compile("/new$"))


def test_a_double_click_saves_once(welcome: Welcome) -> None:
    visitor = welcome(NOOR).goes_to("/dossiers/3/notes/new")
    before = visitor.town.rows("select count(*) from note")[0][0]
    visitor.types("Wat is er gebeurd?", "Twee keer gedrukt, één keer geschreven.")
    clicks_twice(visitor)
    visitor.goes_to("/dossiers/3/notes")
    assert visitor.text.count("Twee keer gedrukt") == 1
    assert visitor.town.rows("select count(*) from note")[0][0] == before + 1


def test_a_double_click_saves_once_without_scripts_too(welcome: Welcome) -> None:
    visitor = welcome(NOOR, scripts=False).goes_to("/dossiers/3/notes/new")
    visitor.types("Wat is er gebeurd?", "Ook zonder scripts één keer.")
    clicks_twice(visitor)
    visitor.goes_to("/dossiers/3/notes")
    assert visitor.text.count("Ook zonder scripts één keer.") == 1


def given_two_browsers_in_one_note(welcome: Welcome) -> tuple[Visitor, Visitor]:
    first = welcome(NOOR).goes_to("/dossiers/3/notes/new")
    first.types("Wat is er gebeurd?", "Jayden was er op tijd.").presses("Opslaan")
    first.goes_to("/dossiers/3/notes").follows(re.compile("vandaag|Noor"), inside=first.page.locator("main li").first)
    if first.page.get_by_role("link", name="Aanpassen").count():
        first.follows("Aanpassen")
    second = welcome(NOOR, size=PHONE).goes_to(first.page.url.replace(first.town.address, ""))
    return first, second


def test_two_people_who_edit_one_note_see_each_other(welcome: Welcome) -> None:
    first, second = given_two_browsers_in_one_note(welcome)
    first.types("Wat is er gebeurd?", "Jayden was er op tijd, met zijn oom.").presses("Opslaan")
    second.types("Wat is er gebeurd?", "Jayden was er op tijd en bleef.").presses("Opslaan")
    assert second.status == 409
    second.sees("Jayden was er op tijd, met zijn oom.")
    assert second.page.get_by_label("Wat is er gebeurd?").input_value() == "Jayden was er op tijd en bleef."
    second.types("Wat is er gebeurd?", "Jayden was er op tijd, met zijn oom, en bleef.").presses("Opslaan")
    assert second.status == 200
    second.goes_to("/dossiers/3/notes").sees("Jayden was er op tijd, met zijn oom, en bleef.")


def test_what_was_typed_comes_along_when_the_session_ends(welcome: Welcome) -> None:
    visitor = welcome(NOOR).goes_to("/dossiers/2/notes/new")
    visitor.types("Wat is er gebeurd?", "Lang gesproken aan de keukentafel over de muziek.")
    other = welcome(NOOR).follows("Mijn account")
    other.presses(re.compile("overal|andere", re.IGNORECASE), inside=other.page.locator("main"))
    visitor.presses("Opslaan")
    assert visitor.status == 401
    visitor.sees("Log opnieuw in")
    visitor.presses(re.compile("^Noor Hoekstra")).sees("Uw tekst is er nog", "Lang gesproken aan de keukentafel")
    visitor.presses("Alsnog opslaan")
    visitor.goes_to("/dossiers/2/notes").sees("Lang gesproken aan de keukentafel over de muziek.")


def test_somebody_else_does_not_get_what_was_typed(welcome: Welcome) -> None:
    visitor = welcome(NOOR).goes_to("/dossiers/2/notes/new")
    visitor.types("Wat is er gebeurd?", "Dit is alleen voor wie het schreef.")
    other = welcome(NOOR).follows("Mijn account")
    other.presses(re.compile("overal|andere", re.IGNORECASE), inside=other.page.locator("main"))
    visitor.presses("Opslaan").presses(re.compile("^Karin Dijkstra"))
    visitor.sees_nothing_of("Dit is alleen voor wie het schreef.")
    visitor.goes_to("/dossiers/2/notes/new").sees_nothing_of("Dit is alleen voor wie het schreef.")


def test_the_main_story_works_without_scripts(welcome: Welcome) -> None:
    visitor = welcome(NOOR, scripts=False)
    Dossier(visitor, "youth")
    visitor.follows("Inzet vastleggen")
    form = InterventionForm(visitor).is_of("Activering").does("Maatje").because("Jayden wil met iemand gaan vissen.")
    form.stands("zorgen dat").saves().sees("Maatje")
    Dossier(visitor, "youth")
    visitor.follows("Afspraak maken")
    AppointmentForm(visitor).asked("er komt iemand mee").names("Glenn").saves().sees("Glenn komt mee")


def test_the_pause_works_without_scripts(welcome: Welcome) -> None:
    visitor = welcome("Karin Dijkstra", scripts=False).goes_to("/dossiers/2/interventions/new")
    form = InterventionForm(visitor).does("Waarschuwing overlast").because("Het was weer laat.").stands("overnemen")
    form.saves().sees("Even pauze vóór handhaving")
    visitor.types("Waarom gaat dit nu toch door?", "De afspraak was helder.")
    visitor.types("Wie sprak u hierover?", "Henk Veenstra").presses("Vastleggen").sees("Waarschuwing overlast")


def test_a_double_click_makes_one_appointment(welcome: Welcome) -> None:
    visitor = welcome(NOOR).goes_to("/dossiers/3/appointments/new")
    before = visitor.town.rows("select count(*) from appointment")[0][0]
    visitor.types("Waar gaat het over?", "Twee keer gedrukt, één keer afgesproken.")
    with visitor.page.expect_navigation():
        visitor.page.get_by_role("button", name="Afspraak opslaan").dblclick()
    visitor.page.wait_for_load_state()
    assert visitor.town.rows("select count(*) from appointment")[0][0] == before + 1


def test_two_people_who_move_one_appointment_see_each_other(welcome: Welcome) -> None:
    first = welcome(NOOR).goes_to("/dossiers/3/appointments/new")
    first.types("Waar gaat het over?", "De sleutels").presses("Afspraak opslaan")
    made = first.town.rows("select max(id) from appointment")[0][0]
    page = f"/dossiers/3/appointments/{made}/edit"
    first.goes_to(page)
    second = welcome(NOOR, size=PHONE).goes_to(page)
    first.types("Waar gaat het over?", "De sleutels en de meter").presses("Opslaan", inside=first.page.locator("main"))
    second.types("Waar gaat het over?", "De sleutels en de fiets").presses(
        "Opslaan", inside=second.page.locator("main")
    )
    assert second.status == 409
    second.sees("De sleutels en de meter")
    assert second.field("Waar gaat het over?").input_value() == "De sleutels en de fiets"
    second.types("Waar gaat het over?", "De sleutels, de meter en de fiets")
    second.presses("Opslaan", inside=second.page.locator("main"))
    assert second.status == 200
    assert (
        second.town.rows(f"select about from appointment where id = {made}")[0][0]
        == "De sleutels, de meter en de fiets"
    )
