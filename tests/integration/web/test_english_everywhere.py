"""Every page in English: no Dutch word is left, in headings, buttons, hints, lists of words, and what a bad form says."""

import html
import re
from collections.abc import Callable, Iterator
from itertools import product

import pytest
from flask.testing import FlaskClient
from sqlalchemy import Connection, text
from werkzeug.routing import Rule
from werkzeug.test import TestResponse

from app.web.guard import SchakelFlask
from tests.integration.imports import scene
from tests.world import World

#: Words that every Dutch sentence has some of and no English one has.
DUTCH = re.compile(
    r"\b(aan|alle|alleen|andere?|bij|dat|de|deze|dit|een|eerst|er|geen|gegevens|gevraagd|het|hier|hoe|huishoudens?|"
    r"iemand|kies|kiezen|komt|loopt|maak|maken|meer|mensen|met|naar|niet|nog|ook|onze?|opslaan|sinds|staat|tot|uw|vanaf|van|"
    r"voor|vul|waar|waarom|wat|welke|werkt|wie|wijzigen|wordt|zijn|zorg|zoeken|zonder|afspraak|afspraken|inzet|notities?|doel|"
    r"doelen|naam|buurt|gepland|handhaving|activering|regie|wijkteam|gemeente|uren?|dagen|maandag|januari)\b",
    re.IGNORECASE,
)
#: What keeps its Dutch name in English: names of people and places, of laws and bodies, and examples of what to type.
NAMES = re.compile(
    r"Organisatie \w+|De Buurtkamer|Nederlands|Van (?:der )?[A-Z]\w+|van der \w+|n\.hoekstra@wijkteam\.example|@[\w.-]+|"
    r"zz[\w.]+?zz|Wet [a-z ]+|art\. [\w. :]+|Burgerlijk Wetboek boek 7"
)
WORDS: dict[str, list[object]] = {
    "account_request_id": [1],
    "destruction_list_id": [1],
    "legal_hold_id": [1],
    "retention_rule_id": [1],
    "step": [1, 8],
    "code": ["money"],
    "to": ["done", "stopped"],
    "token": ["no-such-link"],
    "purpose": ["support"],
    "merge_id": [1],
    "knock_id": [1],
    "strand": ["care", "enforcement"],
    "kind": ["goal", "agreement", "plan_item"],
    "session_id": [1],
    "number": [1],
    "place": [0],
    "filename": ["none.css"],
    "insight_filter_id": [1],
    "insight_page": ["mix"],
    "insight_part": ["mix"],
    "research_export_id": [1],
}
TABLES = {
    "batch_id": "import_batch",
    "funding_id": "plan_funding",
    "item_id": "plan_item",
    "step_id": "plan_step",
}
LEAVING = ("sign_out", "end_session", "end_other_sessions", "set_language", "language", "static", "ics", "export")
READERS = ("noor", "coordinator", "community_officer", "administrator", "privacy_officer")
WRITERS = ("noor", "community_officer", "administrator")


def _values(name: str, world: World, owner: Connection) -> list[object]:
    if name in WORDS:
        return WORDS[name]
    if name == "dossier_id":
        return [world.dossier]
    named = {"organisation_id": world.organisations, "account_id": world.accounts, "product_id": world.products}
    if name in named:
        return [next(iter(named[name].values()))]
    table = TABLES.get(name, name.removesuffix("_id"))
    return [row.id for row in owner.execute(text(f'select id from "{table}" order by id limit 2'))]


def _paths(app: SchakelFlask, rule: Rule, world: World, owner: Connection) -> Iterator[str]:
    names = sorted(rule.arguments)
    adapter = app.url_map.bind("localhost")
    fixed = rule._converters
    for values in product(*(getattr(fixed[name], "items", None) or _values(name, world, owner) for name in names)):
        yield adapter.build(rule.endpoint, dict(zip(names, values, strict=True)))


def _rules(app: SchakelFlask, method: str) -> list[Rule]:
    rules = [rule for rule in app.url_map.iter_rules() if method in (rule.methods or ())]
    return [rule for rule in rules if rule.endpoint.rpartition(".")[2] not in LEAVING]


def _said(response: TestResponse) -> str:
    """What somebody reads or hears: text, and the attributes that are read aloud."""
    page = re.sub(r"(?s)<(script|style)\b.*?</\1>|<!--.*?-->", " ", response.get_data(as_text=True))
    page = re.sub(r'(?s)<div lang="nl">.*?</main>|<(\w+)[^>]*\blang="nl"[^>]*>.*?</\1>', " ", page)
    spoken = re.findall(r'(?:aria-label|title|alt|placeholder|data-label|data-hint-text|data-\w+-text)="([^"]*)"', page)
    return html.unescape(re.sub(r"<[^>]+>", " | ", page) + " | " + " | ".join(spoken))


def _dutch(response: TestResponse, where: str) -> list[str]:
    if not (response.mimetype or "").startswith("text/html") or response.status_code in {301, 302, 303}:
        return []
    found = []
    for part in _said(response).split("|"):
        words = NAMES.sub(" ", " ".join(part.split()))
        if DUTCH.search(words):
            found.append(f"{where}: {' '.join(part.split())[:160]}")
    return found


def _in_english(client: FlaskClient) -> FlaskClient:
    client.post("/language", data={"language": "en", "submission_key": "english"})
    return client


@pytest.mark.slow
@pytest.mark.parametrize("name", READERS)
def test_no_page_holds_a_dutch_word(
    app: SchakelFlask, client_of: Callable[[str], FlaskClient], world: World, owner: Connection, name: str
) -> None:
    client = _in_english(client_of(name))
    found: list[str] = []
    for rule in _rules(app, "GET"):
        for path in _paths(app, rule, world, owner):
            found += _dutch(client.get(path), path)
    assert not found, "\n".join(dict.fromkeys(found))


@pytest.mark.slow
@pytest.mark.parametrize("name", WRITERS)
def test_no_answer_to_an_empty_form_holds_a_dutch_word(
    app: SchakelFlask, client_of: Callable[[str], FlaskClient], world: World, owner: Connection, name: str
) -> None:
    client = _in_english(client_of(name))
    found: list[str] = []
    for number, rule in enumerate(_rules(app, "POST")):
        for path in _paths(app, rule, world, owner):
            found += _dutch(client.post(path, data={"submission_key": f"empty-{number}"}), path)
    assert not found, "\n".join(dict.fromkeys(found))


#: Something wrong in every column, in words that are Dutch nowhere.
LIST = """Name;Date of birth;BSN;Street and number;Postcode;Strand;Product;Organisation;Status;Start;End;Second person;Remarks
Ann Baker;01-02-1980;123456789;Mill Lane;1234 SS;care;Social work;Qwerty Ltd;busy;01-01-2027;01-01-2026;Bill;has ADHD
Ann Baker;31-02-1980;;Mill Lane 4;9999 AB;blorp;Xyzzy;;on hold;;;unsafe;=1+1
Carl Cook;02-03-1971;999990019;Mill Lane 4;9999 AB;care;Social work;;active;;;asked Dora;police record
;01-02-1980;;Mill Lane 9;9999 AB;care;Social work;;active;01-01-2026;;;
Carl Cook;02-03-1971;999990019;Mill Lane 4;9999 AB;care;Social work;;active;;;asked Dora;police record
"""


def test_no_step_of_an_import_holds_a_dutch_word(client_of: Callable[[str], FlaskClient], world: World) -> None:
    client = _in_english(client_of("noor"))
    uploaded = scene.send(client, LIST.encode(), "list.csv")
    batch = scene.batch_of(uploaded)
    preview = client.get(f"/import/{batch}/preview")
    pages = [client.get(f"/import/{batch}/columns"), preview]
    pages += [client.get(path) for path in dict.fromkeys(re.findall(r"/import/\d+/problems/\w+", preview.text))]
    scene.answer_all(client, batch)
    pages += [client.get(f"/import/{batch}/preview"), scene.run(client, batch)]
    pages += [client.get(f"/import/{batch}/{step}") for step in ("progress", "result")]
    pages += [
        scene.send(client, bad, "list.xlsx", f"bad-{len(bad)}") for bad in (b"", b"\0", b"PK\3\4x", b"a;b\n1;2\n")
    ]
    found = [line for page in pages for line in _dutch(page, page.request.path)]
    assert not found, "\n".join(dict.fromkeys(found))
