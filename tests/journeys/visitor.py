"""Somebody with a browser: what they do, in the words of the stories, and what every page that they see is held to."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import ClassVar, Self

from playwright.sync_api import Browser, BrowserContext, Locator, Page, Response

from tests.journeys import inspection
from tests.journeys.serving import Town
from tests.pages import stands_in

DESKTOP, PHONE = (1280, 900), (390, 844)
_SECONDS = 10_000


class Visitor:
    """One browser of one person. Every page that comes into view is inspected, each kind of page once per run."""

    inspected: ClassVar[set[tuple[str, ...]]] = set()

    def __init__(
        self,
        browser: Browser,
        town: Town,
        *,
        size: tuple[int, int] = DESKTOP,
        scripts: bool = True,
        touch: bool = False,
    ) -> None:
        """A fresh browser, with nothing in it. ``touch``: of a screen that feels fingers."""
        self.town, self.size, self.scripts = town, size, scripts
        self.who = "nobody"
        self.clicks = 0
        self.complaints: list[str] = []
        self.context: BrowserContext = browser.new_context(
            base_url=town.address,
            viewport={"width": size[0], "height": size[1]},
            locale="nl-NL",
            timezone_id="Europe/Amsterdam",
            java_script_enabled=scripts,
            has_touch=touch,
            accept_downloads=True,
        )
        self.context.add_init_script(inspection.LISTEN)
        self.page: Page = self.context.new_page()
        self.page.set_default_timeout(_SECONDS)
        self.page.on("console", self._hear)
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.status = 0
        self.page.on("response", self._note)

    def _hear(self, message: object) -> None:
        said = inspection.complaint(message)  # type: ignore[arg-type]
        if said:
            self.complaints.append(said)

    def _note(self, response: Response) -> None:
        if response.request.is_navigation_request() and response.frame == self.page.main_frame:
            self.status = response.status

    # ---- getting about ----

    def goes_to(self, path: str) -> Self:
        """Types an address."""
        self.page.goto(path)
        return self._arrived()

    def signs_in_as(self, name: str) -> Self:
        """Presses a name on the sign-in page of the demo town."""
        self.goes_to("/sign-in")
        self.who = name
        return self.presses(re.compile(rf"^{re.escape(name)}"))

    def follows(self, name: str | re.Pattern[str], inside: Locator | None = None) -> Self:
        """Follows a link."""
        self.clicks += 1
        with self.page.expect_navigation():
            (inside or self.page).get_by_role("link", name=name).first.click()
        return self._arrived()

    def presses(self, name: str | re.Pattern[str], inside: Locator | None = None) -> Self:
        """Presses a button that sends a form."""
        self.clicks += 1
        with self.page.expect_navigation():
            (inside or self.page).get_by_role("button", name=name).first.click()
        return self._arrived()

    # ---- filling in ----

    def types(self, label: str | re.Pattern[str], text: str) -> Self:
        """Types in a field; typing is not a click."""
        self.field(label).fill(text)
        return self

    def field(self, label: str | re.Pattern[str]) -> Locator:
        """A field that takes text, by its label."""
        return self.page.get_by_label(label).and_(self.page.locator("input, textarea")).first

    def chooses(self, label: str | re.Pattern[str]) -> Self:
        """Ticks a box or chooses a card."""
        self.clicks += 1
        self.page.get_by_label(label).first.check()
        return self

    def picks(self, label: str, option: str | re.Pattern[str]) -> Self:
        """Picks a line of a list."""
        self.clicks += 1
        field = self.page.get_by_label(label).first
        text = next(t for t in field.locator("option").all_inner_texts() if re.search(option, t))
        field.select_option(label=text)
        return self

    def settles(self) -> None:
        """Waits until a part of the page that was fetched stands in its place."""
        self.page.locator(".htmx-request, .htmx-swapping, .htmx-settling").first.wait_for(state="detached")

    @contextmanager
    def counting(self, most: int) -> Iterator[None]:
        """What happens inside takes at most so many clicks."""
        before = self.clicks
        yield
        used = self.clicks - before
        assert used <= most, f"{used} clicks; at most {most}"

    def drags(self, start: tuple[float, float], end: tuple[float, float]) -> None:
        """Puts a finger down, moves it and lifts it, as a touch screen tells it."""
        line = self.context.new_cdp_session(self.page)
        steps = [(start[0] + (end[0] - start[0]) * at / 8, start[1] + (end[1] - start[1]) * at / 8) for at in range(9)]
        for kind, (x, y) in zip(["touchStart", *["touchMove"] * 8], steps, strict=True):
            line.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": [{"x": x, "y": y}]})
        line.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})

    # ---- seeing ----

    @property
    def text(self) -> str:
        """What stands on the page, as it is seen (folded lists excluded)."""
        return self.page.locator("main").inner_text()

    @property
    def heading(self) -> str:
        """What the page is called."""
        return self.page.locator("h1").inner_text()

    def sees(self, *texts: str) -> Self:
        """Every one of these stands on the page."""
        seen = self.text
        for text in texts:
            assert text in seen, f"{text!r} is not on {self.page.url}:\n{seen[:1500]}"
        return self

    def sees_nothing_of(self, *texts: str) -> Self:
        """None of these words is in the page, also not where no eye comes."""
        source = self.page.content()
        for text in texts:
            assert not stands_in(text, source), f"{text!r} is on {self.page.url}"
        return self

    def card(self, name: str | re.Pattern[str]) -> Locator:
        """A card of the page, by its heading."""
        return self.page.get_by_role("region", name=name)

    def _arrived(self) -> Self:
        assert self.status < 500, f"{self.status} at {self.page.url}"
        self.inspects()
        return self

    def inspects(self) -> None:
        """Holds the page to what every page is held to."""
        assert not self.complaints, self.complaints
        if not self.scripts:
            return
        wrong = inspection.frame(self.page)
        kind = (re.sub(r"\d+", "0", self.page.url), self.heading, str(self.status), self.who, str(self.size[0]))
        if kind not in self.inspected:
            self.inspected.add(kind)
            wrong += inspection.axe_in_both_lights(self.page)
        assert not wrong, f"{self.page.url} for {self.who} at {self.size[0]} px: " + "\n".join(wrong)
        assert not self.complaints, self.complaints

    def leaves(self) -> None:
        """Closes the browser."""
        self.context.close()
