"""The pages of the stories: where things are, so that a story says only what somebody does."""

import re

from tests.journeys.visitor import Visitor

SEARCH = "Zoek een huishouden"


def _starts(word: str) -> re.Pattern[str]:
    return re.compile(rf"^\s*{re.escape(word)}\b")


class Search:
    """The search field in the bar of every page."""

    def __init__(self, visitor: Visitor) -> None:
        """Belongs to a visitor."""
        self.visitor = visitor

    def finds(self, words: str) -> Visitor:
        """Types in the bar and presses Enter: typing is not a click."""
        field = self.visitor.page.get_by_label(SEARCH)
        field.fill(words)
        with self.visitor.page.expect_navigation():
            field.press("Enter")
        return self.visitor.sees("Zoeken")


class InterventionForm:
    """Recording an intervention on one screen."""

    def __init__(self, visitor: Visitor) -> None:
        """Belongs to a visitor."""
        self.visitor = visitor

    def is_of(self, strand: str) -> "InterventionForm":
        """Chooses the strand; the list of products follows it."""
        self.visitor.clicks += 1
        choice = self.visitor.page.get_by_role("radio", name=_starts(strand))
        if not self.visitor.scripts:
            choice.check()
            return self
        with self.visitor.page.expect_response(re.compile("interventions/new")):
            choice.check()
        self.visitor.settles()
        return self

    def does(self, product: str, *, paused: bool = False) -> "InterventionForm":
        """Picks the product; when it is a step in enforcement the pause appears."""
        self.visitor.picks("Wat gaat u doen?", rf"^{re.escape(product)}$")
        if paused and self.visitor.scripts:
            self.visitor.page.get_by_text("Even pauze vóór handhaving").wait_for()
        return self

    def because(self, why: str) -> "InterventionForm":
        """Why this and why now."""
        self.visitor.types("Waarom dit, en waarom nu?", why)
        return self

    def stands(self, stance: str) -> "InterventionForm":
        """How one stands in it."""
        self.visitor.clicks += 1
        self.visitor.page.get_by_role("radio", name=_starts(stance)).check()
        return self

    def saves(self) -> Visitor:
        """Presses the button."""
        return self.visitor.presses("Vastleggen")


class AppointmentForm:
    """Making an appointment; asking who comes along is part of it."""

    def __init__(self, visitor: Visitor) -> None:
        """Belongs to a visitor."""
        self.visitor = visitor

    def asked(self, state: str) -> "AppointmentForm":
        """What came of asking for a second person."""
        self.visitor.clicks += 1
        self.visitor.page.get_by_role("radio", name=_starts(state)).check()
        return self

    def names(self, who: str) -> "AppointmentForm":
        """Who comes along, from the people around the household."""
        self.visitor.clicks += 1
        group = self.visitor.page.get_by_role("radiogroup", name="Wie?", exact=False)
        group.get_by_role("radio", name=_starts(who)).check()
        return self

    def saves(self) -> Visitor:
        """Presses the button."""
        return self.visitor.presses("Afspraak opslaan")


class Dossier:
    """The page of a household."""

    def __init__(self, visitor: Visitor, story: str = "") -> None:
        """Belongs to a visitor; ``story`` is opened at once."""
        self.visitor = visitor
        if story:
            visitor.goes_to(f"/dossiers/{visitor.town.stories[story]}")

    def lane(self, strand: str) -> int:
        """How many interventions the picture says that there are in a lane."""
        drawn = self.visitor.page.locator(".timeline--wide, .timeline--narrow").locator("visible=true").first
        text = drawn.locator("svg").text_content() or ""
        found = re.search(rf"{strand}\s*(\d+) inzet", text)
        return int(found[1]) if found else 0

    def order(self) -> list[str]:
        """The order in which the strands came."""
        return [line.strip(" →\n") for line in self.visitor.page.locator("ol.order li").all_inner_texts()]

    def listed(self) -> str:
        """The list that says the same as the picture."""
        lanes = self.visitor.card("Inzet in drie banen")
        lanes.get_by_text("Als lijst").click()
        return lanes.get_by_role("table").inner_text()
