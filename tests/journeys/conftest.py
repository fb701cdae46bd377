"""One town, one browser, and as many visitors as a story needs."""

import os
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.database import Cluster
from tests.journeys.serving import Town, served_town
from tests.journeys.visitor import DESKTOP, Visitor
from tools import chromium

Welcome = Callable[..., Visitor]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """All journeys go to one worker: they share the town and the browser."""
    here = os.path.dirname(__file__)  # noqa: PTH120 - compared with a string
    for item in items:
        if str(item.path).startswith(here):
            item.add_marker(pytest.mark.xdist_group("journeys"))
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def town(cluster: Cluster) -> Iterator[Town]:
    """The demo town, served."""
    with served_town(cluster) as served:
        yield served


@pytest.fixture(scope="session")
def chrome() -> Iterator[Browser]:
    """A real browser."""
    path = chromium.find()
    assert path is not None, "no Chromium; make test fetches one, or name it in CHROMIUM"
    with sync_playwright() as driver:
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
