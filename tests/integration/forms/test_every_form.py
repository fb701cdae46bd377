"""Each form of the URL map: bad input comes back with what was typed and what to do, a double click saves once, and two people
who change the same thing see each other's text.
"""

import html
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from sqlalchemy import Connection, text
from werkzeug.test import TestResponse

from app.db.base import Base
from app.web.guard import SchakelFlask
from tests.integration.forms.cases import CASES, ELSEWHERE, Case
from tests.integration.forms.sheet import HIDDEN, NONSENSE, Part, Sheet, form_of
from tests.integration.web.test_english_everywhere import _paths
from tests.world import World

ClientOf = Callable[[str], FlaskClient]
ROOT = Path(__file__).parents[3]
#: What is written whatever becomes of a form: the log, and that it was sent.
ALWAYS = frozenset({"submission", "access_log", "processing_log", "account_session"})
TOO_MUCH = "te lang " * 700
TYPED = "Tekst die niet weg mag"
#: Forms that write into no dossier: nobody reads along.
NOT_IN_A_DOSSIER = {name for name in CASES if name.startswith(("accounts.", "retention.", "setup."))} | {
    "insight.kept",
    "interventions.products",
    "meetings.create",
    "meetings.edit",
    "oversight.marks",
    "research.ask",
}
#: Forms before there is a dossier to read along in: what they say instead of names.
SAID_INSTEAD = {
    "stepback.themes": "Wat hier staat, leest alleen de casusregisseur.",
    "sharing.doorstep": "Wie de regie heeft, krijgt meteen bericht en ziet uw reden.",
    "sharing.emergency": "De casusregisseur en de privacyfunctionaris krijgen meteen bericht en zien uw reden.",
    "sharing.knock": "Het huishouden kan deze zin later lezen, met de naam van uw organisatie.",
}
EDITS = sorted(name for name, case in CASES.items() if case.text)
SENTENCE = re.compile(r"[A-Z‘“].*[.?!]$", re.DOTALL)


@dataclass
class Desk:
    """One form, opened by whom it is for."""

    client: FlaskClient
    path: str
    case: Case
    sheet: Sheet
    world: World

    def good(self, key: str) -> dict[str, list[str]]:
        """What a good form holds."""
        named = {**self.world.organisations, **self.world.accounts, **self.world.products, **self.world.persons}
        filled = {
            name: [str(each).format_map(named) for each in (value if isinstance(value, list) else [value])]
            for name, value in self.case.fill.items()
        }
        return {**self.sheet.data(), **filled, "submission_key": [key]}

    def send(self, data: dict[str, list[str]]) -> TestResponse:
        """Sends it."""
        return self.client.post(self.path + self.case.query.format_map(self.world.organisations), data=data)


@pytest.fixture
def opened(app: SchakelFlask, client_of: ClientOf, world: World, owner: Connection) -> Callable[..., Desk]:
    """``opened("plan.edit")``: its form, as the one whom it is for sees it; or another, ``who``."""

    def look(name: str, who: str = "") -> Desk:
        case = CASES[name]
        client = client_of(who or case.who)
        rule = next(rule for rule in app.url_map.iter_rules(name) if {"GET", "POST"} <= (rule.methods or set()))
        asked = "select id from involvement where account_id = :omar order by id"
        omar = owner.execute(text(asked), {"omar": world.accounts["omar"]}).scalars().first()
        end = case.at.format_map({**world.organisations, "omar_in_team": omar})
        paths = list(_paths(app, rule, world, owner))
        if end:
            paths = [re.sub(r"/\d+(/end|/persons)?$", end, paths[0])]
        for path in paths:
            answer = client.get(path + case.query.format_map(world.organisations))
            if answer.status_code == 200:
                return Desk(client, path, case, form_of(answer.text, path), world)
        raise AssertionError(f"{case.who} cannot open {rule.rule}")

    return look


def rows(desk: Desk, connection: Connection) -> dict[str, int]:
    """How many rows of each table the one who filled the form in sees now."""
    desk.client.get("/me")
    tables = [table for table in Base.metadata.tables.values() if table.name not in ALWAYS]
    found = {}
    for table in tables:
        if connection.execute(text("select has_any_column_privilege(:t, 'select')"), {"t": table.name}).scalar_one():
            found[table.name] = int(connection.execute(text(f'select count(*) from "{table.name}"')).scalar_one())
    return found


def bad_values(part: Part) -> list[tuple[str, list[str]]]:
    """What a field cannot take: (why, values)."""
    if part.name in HIDDEN or part.kind == "hidden":
        return []
    if part.kind == "checkbox":
        return [("unknown", ["no-such-choice"])] if part.options not in (["y"], []) else []
    found = [("unknown", [NONSENSE[part.kind]])] if part.kind in NONSENSE else [("too long", [TOO_MUCH.strip()])]
    return found + ([("empty", [""])] if part.required else [])


def complaints(page: str, name: str) -> list[str]:
    """The sentences at a field: its own, or those of the summary that lead to it."""
    at_field = re.findall(rf'id="{re.escape(name)}-error"[^>]*>(.*?)</p>', page, re.DOTALL)
    summary = re.findall(rf'<li><a href="#{re.escape(name)}[^"]*">(.*?)</a>', page, re.DOTALL)
    texts = [re.sub(r"<span class=\"visually-hidden\">.*?</span>|<[^>]+>", "", each) for each in at_field + summary]
    return [html.unescape(" ".join(each.split())) for each in texts]


def typed_in(data: dict[str, list[str]], sheet: Sheet) -> set[str]:
    """The words that were typed."""
    kinds = {"text", "textarea", "email", "tel"}
    return {value for name, part in sheet.parts.items() if part.kind in kinds for value in data.get(name, []) if value}


def test_every_route_that_takes_a_form_is_tried_here_or_named_with_its_reason(app: SchakelFlask) -> None:
    routes = {rule.endpoint for rule in app.url_map.iter_rules() if "POST" in (rule.methods or ())}
    assert routes == set(CASES) | set(ELSEWHERE)
    assert not set(CASES) & set(ELSEWHERE)
    for name, why in ELSEWHERE.items():
        place = why.rpartition(": ")[2]
        assert (ROOT / place).is_file(), (name, place)


@pytest.mark.parametrize("name", CASES)
def test_bad_input_comes_back_with_what_was_typed_and_what_to_do(
    opened: Callable[..., Desk], connection: Connection, name: str
) -> None:
    desk = opened(name)
    before, wrong, tried = rows(desk, connection), [], 0
    for part in desk.sheet.parts.values():
        if part.name in desk.case.free:
            continue
        for why, values in bad_values(part):
            tried += 1
            data = desk.good(f"{name}-{tried}")
            for field, other in desk.sheet.parts.items():
                if field != part.name and other.kind == "textarea" and data.get(field):
                    data[field] = [f"{TYPED} {field}."]
            data[part.name] = values
            answer = desk.send(data)
            where = f"{part.name} ({part.kind}) {why}"
            if answer.status_code != 400:
                wrong.append(f"{where}: answered {answer.status_code}")
                continue
            lost = [each[:40] for each in typed_in(data, desk.sheet) if each not in html.unescape(answer.text)]
            wrong += [f"{where}: lost {lost}"] if lost else []
            said = complaints(answer.text, part.name)
            wrong += [] if said and all(map(SENTENCE.match, said)) else [f"{where}: said {said}"]
    assert tried
    assert not wrong, "\n".join(wrong)
    assert rows(desk, connection) == before


@pytest.mark.parametrize("name", CASES)
def test_a_double_click_saves_once(opened: Callable[..., Desk], connection: Connection, name: str) -> None:
    desk = opened(name)
    data = desk.good(f"twice-{name}")
    first = desk.send(data)
    assert first.status_code == 303, (
        first.status_code,
        re.findall(r'class="error".*?</p>|<li><a href="#.*?</a>', first.text),
    )
    after = rows(desk, connection)
    second = desk.send(data)
    assert second.status_code == 303
    assert second.location == first.location
    assert rows(desk, connection) == after


@pytest.mark.parametrize("name", EDITS)
def test_two_people_in_one_thing_see_each_other(opened: Callable[..., Desk], connection: Connection, name: str) -> None:
    first, second = opened(name), opened(name)
    field = first.case.text
    mine, theirs = "Dit schreef de eerste", "Dit schreef de tweede"
    saved = first.send({**first.good("first"), field: [mine]})
    assert saved.status_code == 303, complaints(saved.text, field)
    before = rows(second, connection)
    answer = second.send({**second.good("second"), field: [theirs]})
    assert answer.status_code == 409, answer.status_code
    shown = html.unescape(answer.text)
    assert theirs in shown
    assert mine in shown
    assert rows(second, connection) == before
    again = form_of(answer.text, second.path)
    assert again.parts["version"].values != second.sheet.parts["version"].values


def test_every_form_with_a_version_is_tried_by_two(opened: Callable[..., Desk]) -> None:
    versioned = {name for name in CASES if opened(name).sheet.parts.get("version", Part("", "", [""])).values != [""]}
    # Two who note how it went, or who move a meeting, choose from lists: their own tests have them both.
    assert versioned - {"appointments.agreed", "meetings.edit"} == set(EDITS)


@pytest.mark.parametrize("name", [name for name in CASES if name not in NOT_IN_A_DOSSIER])
def test_it_says_before_saving_who_reads_it(opened: Callable[..., Desk], name: str) -> None:
    desk = opened(name)
    page = desk.client.get(desk.path + desk.case.query.format_map(desk.world.organisations)).text
    if name in SAID_INSTEAD:
        assert SAID_INSTEAD[name] in page
        return
    assert 'id="readers"' in page
    card = page[page.index('id="readers"') :]
    assert re.search(r"<li[^>]*><strong>[^<]+</strong>", card[: card.index("</section>")])
