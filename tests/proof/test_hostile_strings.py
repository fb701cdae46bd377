"""Every text in every field of every form: kept as it was typed, or refused with a sentence. Never a fault, never half."""

import html
import re
from collections.abc import Callable
from dataclasses import dataclass
from itertools import islice
from urllib.parse import urlencode

import pytest
from sqlalchemy import Connection, Text, text
from werkzeug.test import TestResponse

from app.db.base import Base
from app.kernel.text import clean_text
from tests.integration.forms.cases import CASES
from tests.integration.forms.test_every_form import Desk, rows
from tests.integration.forms.test_every_form import opened as opened  # a form, as the one for whom it is sees it
from tests.proof.extent import LONG, Tally, many, until
from tests.proof.reading import readable
from tests.proof.strings import MOST, corpus, is_same

TEXTS = corpus()
KINDS = {"text", "textarea", "email", "tel", "search", "url"}
FIND = "zzq findme"
#: So many seconds at most for one form; the table says how many texts that were.
SECONDS = (1.0, 12.0)


def text_columns() -> set[tuple[str, str]]:
    """Every column that holds words."""
    return {
        (table.name, column.name)
        for table in Base.metadata.tables.values()
        for column in table.columns
        if isinstance(column.type, Text)
    }


@dataclass
class Place:
    """Where a field of a form is kept."""

    table: str
    column: str

    def newest(self, line: Connection) -> str:
        """What stands there in the row that was written last."""
        order = f"xmin::text::bigint desc, {'step' if self.table == 'setup_step' else 'id'} desc"
        found = line.execute(
            text(f'select "{self.column}" from "{self.table}" order by {order} limit 1')
        ).scalar_one_or_none()
        return str(found or "")


def fields(desk: Desk) -> list[str]:
    """The fields of a form in which somebody types."""
    return [part.name for part in desk.sheet.parts.values() if part.kind in KINDS and part.name not in desk.case.free]


def places(desk: Desk, line: Connection) -> dict[str, Place]:
    """For each field the column that keeps it, found by saving a word that stands nowhere else."""
    found = {}
    for number, name in enumerate(fields(desk)):
        word = f"{FIND} {number}"
        before = line.begin_nested()
        answer = desk.send({**desk.good(f"find-{number}"), name: [word]})
        if answer.status_code == 303:
            desk.client.get("/me")
            for table, column in sorted(readable(line) & text_columns()):
                if line.execute(
                    text(f'select count(*) from "{table}" where "{column}" = :word'), {"word": word}
                ).scalar_one():
                    found[name] = Place(table, column)
        before.rollback()
    return found


def send(desk: Desk, data: dict[str, list[str]]) -> TestResponse:
    """Sends it as bytes: what is no character in UTF-8 goes along as it is."""
    body = urlencode(data, doseq=True, errors="surrogatepass")
    where = desk.path + desk.case.query.format_map(desk.world.organisations)
    return desk.client.post(where, data=body, content_type="application/x-www-form-urlencoded")


def try_text(desk: Desk, line: Connection, kept: dict[str, Place], typed: str, key: str) -> list[str]:
    """What goes wrong with one text in all fields at once; what it wrote is taken back.

    Of a text in which nothing can be read nothing is kept; where a field may be left empty, no row is written for it then.
    """
    before = line.begin_nested()
    changed: dict[str, str] = {}
    try:
        answer = send(desk, {**desk.good(key), **{name: [typed] for name in fields(desk)}})
        if answer.status_code == 400:
            said = re.search(r'id="errors"|class="error"|role="alert"', answer.text)
            return [] if said else [f"{typed[:30]!r}: refused without a word"]
        if answer.status_code != 303:  # a second look, nobody found, or too much
            return [] if answer.status_code in {200, 413} else [f"{typed[:30]!r}: {answer.status_code}"]
        desk.client.get("/me")
        found = {name: place.newest(line) for name, place in kept.items()}
        changed = {name: text for name, text in found.items() if not is_same(text, typed)}
    finally:
        before.rollback()
    if changed and not clean_text(typed):
        changed = {name: text for name, text in changed.items() if text != kept[name].newest(line)}
    return [f"{typed[:30]!r} is kept as { {name: text[:30] for name, text in changed.items()} }"] if changed else []


@pytest.mark.slow
@pytest.mark.parametrize("name", CASES)
def test_every_text_is_kept_or_refused(
    opened: Callable[..., Desk], connection: Connection, tally: Tally, name: str
) -> None:
    desk = opened(name)
    if not fields(desk):
        pytest.skip("nobody types in it")
    kept, before = places(desk, connection), rows(desk, connection)
    start = sorted(CASES).index(name) * 37
    chosen = [TEXTS[(start + number) % MOST] for number in range(many(12, MOST))]
    for number, typed in zip(until(*SECONDS), islice(chosen, None), strict=False):
        wrong = try_text(desk, connection, kept, typed, f"{name}-{number}")
        tally.wrong += wrong
        tally.tried += len(fields(desk))
    assert rows(desk, connection) == before
    assert html.escape(FIND) not in desk.client.get(desk.path).text


def test_there_are_so_many_texts() -> None:
    assert len(set(TEXTS)) == MOST
    assert LONG or MOST == 1_500
