"""Every text of a screen goes through the catalogue: with a catalogue that puts marks around each text, nothing stands outside them.

The test in English looks for Dutch words; this one needs no list of words. What may stand outside the marks is what people
typed, names, numbers and dates.
"""

import gc
import html
import re
from collections.abc import Callable, Iterator
from functools import _lru_cache_wrapper
from gettext import NullTranslations

import pytest
from bs4 import BeautifulSoup
from bs4.element import NavigableString
from flask.testing import FlaskClient
from flask_babel import Domain  # type: ignore[attr-defined]
from sqlalchemy import Connection
from werkzeug.test import TestResponse

from app.web.guard import SchakelFlask
from app.web.i18n import by_language
from tests.integration.web.test_english_everywhere import READERS, WRITERS, _paths, _rules
from tests.world import PEOPLE, World

FIRST, LAST = "⟦", "⟧"
SPOKEN = ("aria-label", "title", "alt", "placeholder", "data-label", "data-hint-text")
SILENT = {"script", "style", "template", "article"}
#: A letter is in the language of its reader, which somebody chooses beside it; it has tests of its own.
LETTER = re.compile(r"Uitnodiging – Schakel")
DATES = (
    r"\b(?:maandag|dinsdag|woensdag|donderdag|vrijdag|zaterdag|zondag|januari|februari|maart|april|mei|juni|juli|augustus|"
    r"september|oktober|november|december|(?:ma|di|wo|do|vr|za|zo) \d+ (?:jan|feb|mrt|apr|mei|jun|jul|aug|sep|okt|nov|dec))\b"
)
#: Names of the small world, as its people are called.
PEOPLE_NAMES = "|".join(sorted((name.replace("_", " ").capitalize() for name in PEOPLE), key=len, reverse=True))
#: What an ecomap has room for.
FIRST_NAMES = "|".join(sorted({name.split("_")[0].capitalize() for name in PEOPLE}))
#: Names, addresses, numbers of laws and what is meant for machines.
NAMES = re.compile(
    rf"(?i:{DATES})|\b(?:{PEOPLE_NAMES}|{FIRST_NAMES}|{'|'.join(PEOPLE)}|Samira|Sami|Ria Bos|Rust|Waterstad|zus|Contactpunt)\b|"
    r"\b(?:Schakel|English|Nederlands|BSN|voorbeeld|example)\b|zz[\w.]+?(?:zz|…)|/dossiers/\S+|Organisatie \w+|"
    r"/api/v1/\w+|Authorization: Bearer …|"
    r"[\w.+-]+@[\w.-]+|\bW-\d{4}-\d+|\bBU\d+|\b\d{4} ?[A-Z]{2}\b|"
    r"\b(?:Wmo|Wgs|AVG|Wpg|BW|Jeugdwet|Participatiewet|Leerplichtwet|Gemeentewet|Politiewet|Wvggz|Zvw|Selectielijst|NEN|rijksoverheid\.nl|"
    r"Wet gemeentelijke schuldhulpverlening)\b[^|]*"
)


class Marked(NullTranslations):
    """A catalogue in which every text is itself, between marks."""

    def gettext(self, message: str) -> str:
        """The text between marks."""
        return f"{FIRST}{message}{LAST}"

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        """The form for this number between marks."""
        return f"{FIRST}{msgid1 if n == 1 else msgid2}{LAST}"

    ugettext, ungettext = gettext, ngettext


def _between_marks(nl: str, en: str) -> str:
    return f"⟦{nl}⟧" if en else nl


def _forget() -> None:
    """What was put together in another language is not shown again."""
    for kept in [found for found in gc.get_objects() if isinstance(found, _lru_cache_wrapper)]:
        if (getattr(kept, "__module__", "") or "").startswith("app."):
            kept.cache_clear()


@pytest.fixture
def marked(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Puts the marked catalogue in the place of every other, for data with two languages too."""
    _forget()
    monkeypatch.setattr(Domain, "get_translations", lambda _self: Marked())
    monkeypatch.setattr(by_language, "__code__", _between_marks.__code__)
    yield
    _forget()


def _texts(response: TestResponse) -> Iterator[str]:
    page = BeautifulSoup(response.get_data(as_text=True), "html5lib")
    for node in page.find_all(string=True):
        if type(node) is NavigableString and not any(tag.name in SILENT for tag in node.parents):
            yield str(node)
    for tag in page.find_all():
        yield from (str(tag[name]) for name in SPOKEN if tag.has_attr(name))


def outside(said: str) -> str:
    """What stands outside the marks."""
    kept, depth = [], 0
    for sign in said:
        depth += (sign == FIRST) - (sign == LAST)
        if depth == 0 and sign != LAST:
            kept.append(sign)
    return " ".join("".join(kept).split())


def bare(response: TestResponse, where: str) -> list[str]:
    """Texts of a page that did not go through the catalogue."""
    if not (response.mimetype or "").startswith("text/html") or response.status_code in {301, 302, 303}:
        return []
    found = []
    for said in _texts(response):
        left = NAMES.sub(" ", LETTER.sub(" ", outside(html.unescape(said))))
        if re.search(r"[^\W\d_]{2,}", left):
            found.append(f"{where}: {' '.join(said.split())[:140]!r} leaves {left.strip()[:60]!r}")
    return found


@pytest.mark.slow
@pytest.mark.usefixtures("marked")
@pytest.mark.parametrize("name", READERS)
def test_no_text_of_a_page_stands_outside_the_catalogue(
    app: SchakelFlask, client_of: Callable[[str], FlaskClient], world: World, owner: Connection, name: str
) -> None:
    client = client_of(name)
    found: list[str] = []
    for rule in _rules(app, "GET"):
        for path in _paths(app, rule, world, owner):
            found += bare(client.get(path), path)
    assert not found, "\n".join(dict.fromkeys(found))


@pytest.mark.slow
@pytest.mark.usefixtures("marked")
@pytest.mark.parametrize("name", WRITERS)
def test_no_answer_to_an_empty_form_stands_outside_the_catalogue(
    app: SchakelFlask, client_of: Callable[[str], FlaskClient], world: World, owner: Connection, name: str
) -> None:
    client = client_of(name)
    found: list[str] = []
    for number, rule in enumerate(_rules(app, "POST")):
        for path in _paths(app, rule, world, owner):
            found += bare(client.post(path, data={"submission_key": f"marked-{number}"}), path)
    assert not found, "\n".join(dict.fromkeys(found))
