"""One town for each file of stories, a browser with it, and as many visitors as a story needs."""

import os
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Playwright, sync_playwright

from tests.database import Cluster
from tests.journeys.serving import FilledTown, Town, filled_town, served_town
from tests.journeys.visitor import DESKTOP, Visitor
from tools import chromium

Welcome = Callable[..., Visitor]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """All journeys go to one worker: they share the filled town and what drives the browser."""
    here = os.path.dirname(__file__)  # noqa: PTH120 - compared with a string
    for item in items:
        if str(item.path).startswith(here):
            item.add_marker(pytest.mark.xdist_group("journeys"))
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def filled(cluster: Cluster) -> Iterator[FilledTown]:
    """The demo town as it was filled."""
    with filled_town(cluster) as town:
        yield town


@pytest.fixture(scope="module")
def town(cluster: Cluster, filled: FilledTown) -> Iterator[Town]:
    """The demo town, served, as no other file of stories left it: they run in any order and change what they meet."""
    with served_town(cluster, filled) as served:
        yield served


@pytest.fixture(scope="session")
def driver() -> Iterator[Playwright]:
    """What drives browsers; there can be one at a time."""
    with sync_playwright() as playwright:
        yield playwright


@pytest.fixture(scope="module")
def chrome(driver: Playwright) -> Iterator[Browser]:
    """A real browser, a fresh one for each file of stories: one that falls over takes no others with it."""
    path = chromium.find()
    assert path is not None, "no Chromium; make test fetches one, or name it in CHROMIUM"
    browser = driver.chromium.launch(executable_path=path, args=["--no-sandbox", "--disable-dev-shm-usage"])
    yield browser
    browser.close()


@pytest.fixture
def welcome(town: Town, chrome: Browser) -> Iterator[Welcome]:
    """``welcome("Noor Hoekstra", size=PHONE)``: a visitor with a browser of their own, signed in when named."""
    visitors: list[Visitor] = []

    def come(
        name: str | None = None, *, size: tuple[int, int] = DESKTOP, scripts: bool = True, touch: bool = False
    ) -> Visitor:
        visitor = Visitor(chrome, town, size=size, scripts=scripts, touch=touch)
        visitors.append(visitor)
        return visitor.signs_in_as(name) if name else visitor

    yield come
    for visitor in visitors:
        visitor.leaves()
