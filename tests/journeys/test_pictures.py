"""The pictures of insight in a real browser: readable by day, by night, on a phone and on paper, under the policy of every page."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page, Route

from app.web.guard import SchakelFlask
from app.web.headers import CONTENT_POLICY
from tests.gallery import gallery_page
from tests.journeys import inspection
from tests.journeys.visitor import DESKTOP, PHONE

ADDRESS = "http://pictures.example/"

#: Texts of one picture that lie over each other as the browser measures them, and those that leave their picture.
_OVER = """() => [...document.querySelectorAll("main svg[role=img]")].filter((svg) => svg.clientWidth).flatMap((svg) => {
  const frame = svg.getBoundingClientRect();
  const texts = [...svg.querySelectorAll("text")].map((e) => [e.textContent, e.getBoundingClientRect()]);
  const away = texts.filter(([, b]) => b.left < frame.left - 2 || b.right > frame.right + 2 || b.bottom > frame.bottom + 2);
  const over = texts.flatMap(([a, one], i) => texts.slice(i + 1).filter(([, b]) =>
    one.left + 1 < b.right && b.left + 1 < one.right && one.top + 4 < b.bottom && b.top + 4 < one.bottom).map(([b]) => `${a} / ${b}`));
  return [...away.map(([text]) => `outside: ${text}`), ...over];
})"""
_SMALLEST = """() => Math.min(...[...document.querySelectorAll("main svg[role=img]")].filter((svg) => svg.clientWidth).map((svg) =>
  12 * svg.clientWidth / svg.viewBox.baseVal.width))"""
_SHOWN = """() => ["wide", "narrow"].filter((size) => document.querySelector(`.chart--${size}`).checkVisibility())"""


def serve(app: SchakelFlask, language: str) -> Callable[[Route], None]:
    """Answers with the page under the policy of every page, and with the files that it asks for."""
    client = app.test_client()

    def answer(route: Route) -> None:
        path = route.request.url.removeprefix(ADDRESS.rstrip("/"))
        if path == "/":
            headers = {"Content-Security-Policy": CONTENT_POLICY, "Content-Type": "text/html; charset=utf-8"}
            route.fulfill(body=gallery_page(app, language)[0], headers=headers)
        else:
            with client.get(path) as found:
                route.fulfill(body=found.get_data(), status=found.status_code, content_type=found.content_type)

    return answer


@pytest.fixture(params=[("nl", DESKTOP), ("en", DESKTOP), ("nl", PHONE), ("en", PHONE)], ids=str)
def looked_at(request: pytest.FixtureRequest, app: SchakelFlask, chrome: Browser) -> Iterator[Page]:
    language, (width, height) = request.param
    context = chrome.new_context(viewport={"width": width, "height": height})
    context.add_init_script(inspection.LISTEN)
    page = context.new_page()
    complaints: list[str] = []
    page.on("console", lambda message: complaints.extend(filter(None, [inspection.complaint(message)])))
    page.route(f"{ADDRESS}**", serve(app, language))
    page.goto(ADDRESS)
    assert complaints == []
    yield page
    context.close()


def test_everybody_can_read_the_pictures(looked_at: Page) -> None:
    assert looked_at.viewport_size
    phone = looked_at.viewport_size["width"] == PHONE[0]

    assert inspection.axe_in_both_lights(looked_at) == []
    assert inspection.frame(looked_at) == []
    assert looked_at.evaluate(_OVER) == []
    assert looked_at.evaluate(_SMALLEST) > 11
    assert looked_at.evaluate(_SHOWN) == ["narrow" if phone else "wide"]

    looked_at.emulate_media(media="print")
    assert looked_at.evaluate(_SHOWN) == ["wide"]
    looked_at.emulate_media(media="screen", forced_colors="active")
    assert inspection.axe(looked_at) == []
