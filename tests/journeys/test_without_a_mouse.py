"""With the keyboard only: the skip link, the menu, an intervention; what has the focus can be seen, what is pressed can be hit."""

import pytest
from playwright.sync_api import Page

from tests.journeys.conftest import Welcome
from tests.journeys.visitor import DESKTOP, PHONE, Visitor

NOOR = "Noor Hoekstra"

_FOCUS = """() => {
  const element = document.activeElement;
  const drawn = [element, element.closest("label")].filter(Boolean).map((e) => getComputedStyle(e));
  const box = element.getBoundingClientRect();
  const middle = document.elementFromPoint(box.x + box.width / 2, box.y + Math.min(box.height, innerHeight) / 2);
  return {
    name: (element.getAttribute("aria-label") || element.innerText || element.value || element.id || "").trim(),
    kind: element.tagName.toLowerCase(),
    type: element.type || "",
    outlined: drawn.some((s) => (s.outlineStyle !== "none" && parseFloat(s.outlineWidth) >= 2) || s.boxShadow !== "none"),
    uncovered: !middle || element.contains(middle) || middle.contains(element) || element.labels?.[0]?.contains(middle),
  };
}"""

#: Buttons and fields; links inside a text are left to axe, which knows the exceptions of the criterion.
_SMALL = """() => [...document.querySelectorAll("button, input:not([type=hidden]), select, textarea, summary, a.utrecht-button, .bar a")]
  .filter((e) => e.offsetParent !== null && !e.closest("[hidden], .visually-hidden, .skip"))
  .map((e) => ({ e, box: (e.closest("label.choice") || e).getBoundingClientRect() }))
  .filter(({ e, box }) => box.width > 1 && (box.height < 24 || box.width < 24)
)
  .map(({ e, box }) => `${e.outerHTML.slice(0, 100)} ${Math.round(box.width)}x${Math.round(box.height)}`)"""


def focus(page: Page) -> dict[str, object]:
    found: dict[str, object] = page.evaluate(_FOCUS)
    return found


def tabs_to(visitor: Visitor, name: str, *, most: int = 60) -> None:
    """Presses Tab until something of that name has the focus; everything on the way can be seen."""
    before: dict[str, object] = {}
    for _step in range(most):
        visitor.page.keyboard.press("Tab")
        seen = focus(visitor.page)
        # Inside a field for a date the browser itself shows which part has the focus.
        if seen["kind"] != "body" and not (seen == before and seen["type"] in {"date", "time"}):
            assert seen["outlined"], f"no outline on {seen}"
            assert seen["uncovered"], f"something lies over {seen}"
        before = seen | {"outlined": False}
        if str(seen["name"]).startswith(name):
            return
    raise AssertionError(f"{name!r} is not reached with Tab")


def enters(visitor: Visitor) -> None:
    with visitor.page.expect_navigation():
        visitor.page.keyboard.press("Enter")
    visitor.inspects()


def test_the_first_tab_skips_to_the_content(welcome: Welcome) -> None:
    visitor = welcome(NOOR)
    visitor.page.keyboard.press("Tab")
    assert focus(visitor.page)["name"] == "Naar de inhoud"
    visitor.page.keyboard.press("Enter")
    assert visitor.page.evaluate("document.activeElement.id") == "content"


def test_the_order_of_tab_is_the_order_of_the_page(welcome: Welcome) -> None:
    visitor = welcome(NOOR)
    seen = []
    for _step in range(7):
        visitor.page.keyboard.press("Tab")
        seen.append(str(focus(visitor.page)["name"]))
    assert seen[:4] == ["Naar de inhoud", "Schakel", "Vandaag", "Caseload"]


def test_an_intervention_is_recorded_without_a_mouse(welcome: Welcome) -> None:
    visitor = welcome(NOOR)
    visitor.page.keyboard.press("/")
    assert visitor.page.evaluate("document.activeElement.id") == "search"
    visitor.page.keyboard.type("rosaria")
    enters(visitor)
    tabs_to(visitor, "Rosaria")
    enters(visitor)
    tabs_to(visitor, "Inzet vastleggen")
    enters(visitor)
    visitor.page.get_by_role("radio").first.focus()
    with visitor.page.expect_response(lambda answer: "interventions/new" in answer.url):
        visitor.page.keyboard.press("Space")
    visitor.settles()
    assert focus(visitor.page)["type"] == "radio", "the focus stays where it was"
    visitor.page.keyboard.press("Tab")
    assert focus(visitor.page)["type"] == "radio" or focus(visitor.page)["kind"] == "select"
    while focus(visitor.page)["kind"] != "select":
        visitor.page.keyboard.press("Tab")
    visitor.page.keyboard.type("Jongeren")
    while focus(visitor.page)["kind"] != "textarea":
        visitor.page.keyboard.press("Tab")
    visitor.page.keyboard.type("Jayden vroeg om iemand die naast hem gaat staan.")
    visitor.page.keyboard.press("Tab")
    visitor.page.keyboard.press("Space")
    tabs_to(visitor, "Vastleggen")
    enters(visitor)
    visitor.sees("Jongerencoach")


def test_single_keys_are_listed_and_can_be_switched_off(welcome: Welcome) -> None:
    visitor = welcome(NOOR)
    visitor.goes_to("/today")
    keys = visitor.page.get_by_role("dialog", name="Sneltoetsen")
    visitor.page.keyboard.press("?")
    assert keys.is_visible()
    visitor.inspects()
    visitor.page.keyboard.press("/")
    assert visitor.page.evaluate("document.activeElement.id") != "search", "a window in front comes first"
    visitor.page.keyboard.press("Escape")
    assert not keys.is_visible()
    visitor.goes_to("/me").presses("Zet de sneltoetsen uit")
    visitor.sees("Staan uit")
    visitor.page.keyboard.press("/")
    visitor.page.keyboard.press("?")
    assert visitor.page.evaluate("document.activeElement.id") != "search"
    assert not keys.is_visible()
    visitor.presses("Zet de sneltoetsen aan")
    visitor.page.keyboard.press("?")
    assert keys.is_visible()


def test_the_menu_on_a_phone_opens_and_closes_with_the_keyboard(welcome: Welcome) -> None:
    visitor = welcome(NOOR, size=PHONE)
    tabs_to(visitor, "Meer")
    visitor.page.keyboard.press("Enter")
    out = visitor.page.locator(".more__list").get_by_role("button", name="Uitloggen")
    assert out.is_visible()
    visitor.page.keyboard.press("Escape")
    assert not out.is_visible()
    assert str(focus(visitor.page)["name"]).startswith("Meer")


@pytest.mark.parametrize("size", [DESKTOP, PHONE])
def test_what_can_be_pressed_is_large_enough(welcome: Welcome, size: tuple[int, int]) -> None:
    visitor = welcome(NOOR, size=size)
    for path in ("/today", "/caseload", "/dossiers/1", "/dossiers/1/interventions/new", "/dossiers/1/appointments/new"):
        visitor.goes_to(path)
        assert visitor.page.evaluate(_SMALL) == [], path


def test_text_twice_as_large_still_fits_a_phone(welcome: Welcome) -> None:
    visitor = welcome(NOOR, size=(640, 900))
    for path in ("/today", "/caseload", "/dossiers/1", "/dossiers/1/interventions/new"):
        visitor.goes_to(path)
        visitor.page.set_viewport_size({"width": 320, "height": 450})  # 640 px wide at twice the size
        visitor.inspects()
        visitor.page.set_viewport_size({"width": 640, "height": 900})


def test_a_filter_waits_for_the_button_when_keys_walk_through_its_list(welcome: Welcome) -> None:
    visitor = welcome(NOOR).goes_to("/caseload")
    visitor.page.locator("#phase").focus()
    visitor.page.keyboard.press("ArrowDown")
    visitor.page.keyboard.press("ArrowDown")
    assert "phase=" not in visitor.page.url
    tabs_to(visitor, "Toon")
    enters(visitor)
    assert "phase=exploration" in visitor.page.url
