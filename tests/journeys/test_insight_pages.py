"""A coordinator asks what follows what, who works beside whom and what closed situations teach; and keeps a question by name."""

from collections.abc import Iterator

import psycopg
import pytest

from tests.journeys.conftest import Welcome
from tests.journeys.serving import Town
from tests.journeys.visitor import PHONE

WOUTER = "Wouter Prins"
#: What was told long before the town's own time, by value: care, enforcement, activation.
_BEGAN = {
    "": (300, 220, 180),
    "after:care": (60, 30, 50), "after:enforcement": (90, 40, 20), "after:activation": (20, 20, 60),
    "turn:care.2": (40, 15, 30), "turn:care.3": (20, 15, 20), "turn:enforcement.2": (50, 20, 10), "turn:enforcement.3": (40, 20, 10),
    "turn:activation.2": (10, 10, 30), "turn:activation.3": (10, 10, 30),
    "gap:week": (20, 20, 20), "gap:month": (60, 40, 40), "gap:longer": (90, 30, 70),
    "along:own": (40, 20, 40), "along:handed": (40, 20, 20), "along:together": (50, 20, 40), "along:apart": (40, 30, 30),
    "worth:written": (200, 120, 100), "worth:missing": (100, 100, 80),
}  # fmt: skip
#: Closed situations, by first mix.
_CLOSED = {
    "closed": (40, 30, 30),
    "exit:low_flame": (30, 10, 20),
    "exit:at_work": (10, 20, 10),
    "turned:care": (0, 20, 10),
}
_STRANDS = ("care", "enforcement", "activation")
_ROW = (
    "insert into insight.told (level, place, span, starts, value, strand, number, homes, persons, orgs)"
    " values ('town', '', 'year', %s, %s, %s, %s, 40, 80, 3)"
)


@pytest.fixture
def told(town: Town) -> Iterator[None]:
    """Two years in the past of which there is enough to tell, whatever the size of the town."""
    with psycopg.connect(town.urls.owner.replace("+psycopg", "", 1)) as line:
        for year in ("2007-01-01", "2008-01-01"):
            for value, numbers in {**_BEGAN, **_CLOSED}.items():
                for strand, number in zip(("", *_STRANDS), (sum(numbers), *numbers), strict=True):
                    if number:
                        line.execute(_ROW, (year, value, strand, number))
        line.commit()
        yield
        line.execute("delete from insight.told where starts < '2009-01-01'")


@pytest.mark.usefixtures("told")
def test_it_shows_what_usually_comes_next_within_three_clicks(welcome: Welcome) -> None:
    visitor = welcome(WOUTER).follows("Inzicht").follows("Volgorde").sees("Wat volgt op wat?")
    visitor.goes_to("/insight/order?period=2008").sees(
        "Na handhaving komt het vaakst zorg: 60 procent.",
        "Van alle zorg die begon, kwam 30 procent meteen na handhaving.",
        "De helft van wat volgde, begon binnen een maand of eerder.",
    )
    assert visitor.page.locator("figure svg:visible").count() == 2, "this year and the year before, side by side"
    row = visitor.page.get_by_role("row").filter(has_text="na handhaving").last
    assert row.locator("td").all_inner_texts()[:4] == ["90", "40", "20", "150"]
    assert visitor.page.locator("a[href^='/dossiers']").count() == 0


@pytest.mark.usefixtures("told")
def test_it_shows_who_works_beside_whom_and_what_closed_situations_teach(welcome: Welcome) -> None:
    visitor = (
        welcome(WOUTER)
        .goes_to("/insight/roles?period=2008")
        .sees(
            "Van wat volgde, begon 26 procent naast een andere organisatie zonder gezamenlijk doel, afspraak of vraag.",
            "Bij 60 procent van de inzet is opgeschreven wat de eigen rol toevoegt.",
            "Alle organisaties",
        )
    )
    visitor.follows("Afgesloten").sees(
        "Dit is geen bewijs van wat werkt",
        "100 situaties zijn afgesloten in 2008",
        "60 procent werd afgesloten na een waakvlam",
    )


@pytest.mark.usefixtures("told")
def test_a_question_is_kept_by_name_and_thrown_away(welcome: Welcome) -> None:
    visitor = (
        welcome(WOUTER).goes_to("/insight/order?period=2008").follows("Bewaar deze vraag").sees("Hele gemeente, 2008")
    )
    visitor.page.get_by_label("Naam").fill("Volgorde van toen")
    visitor.presses("Bewaren").sees("Bewaard. Iedereen van uw organisatie").follows("Volgorde van toen").sees(
        "Wat volgt op wat?"
    )
    visitor.goes_to("/insight/kept").follows("Geef een andere naam: Volgorde van toen").sees("Hele gemeente, 2008")
    visitor.types("Naam", "Wat er volgde").presses("Bewaren").sees("De vraag heeft een andere naam.")
    visitor.goes_to("/insight/kept").presses("Gooi weg: Wat er volgde").sees("Er is nog geen vraag bewaard")


@pytest.mark.usefixtures("told")
def test_they_work_on_a_phone_without_a_script_and_in_english(welcome: Welcome) -> None:
    visitor = welcome(WOUTER, size=PHONE, scripts=False).goes_to("/insight/order?period=2008").sees("Wat volgt waarop")
    visitor.goes_to("/insight/roles?period=2008").sees("Wie doet wat?").goes_to("/insight/closed?period=2008").sees(
        "Waarmee begon het?"
    )
    visitor.presses("English").goes_to("/insight/order?period=2008").sees(
        "After enforcement, care comes most often: 60 percent.", "What follows what"
    )
    visitor.goes_to("/insight/roles?period=2008").sees("Who does what?", "How is this counted?")
    visitor.goes_to("/insight/closed?period=2008").sees("This is no proof of what works").presses("Nederlands")
