"""Every form: a save that breaks at any statement leaves nothing, and fields that are not on it change nothing."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import psycopg
import pytest
from sqlalchemy import Connection, DateTime, Uuid, text

from app.db.base import Base
from tests.integration.forms.cases import CASES
from tests.integration.forms.test_every_form import ALWAYS, Desk, rows
from tests.integration.forms.test_every_form import opened as opened  # a form, as the one for whom it is sees it
from tests.proof.extent import LONG, Tally, many
from tests.proof.reading import readable

pytestmark = pytest.mark.slow

#: What differs from one save to the next, whatever was sent: moments, numbers, and what is made at random.
_MOMENTS = {
    "id",
    "created_at",
    "updated_at",
    "changed_at",
    "at",
    "sealed_key",
    "token_hash",
    "case_no",
    "name_key",
    "code",
    "sealed_step.body",
}


#: Fields of a form that stand on its page in some cases only: here, in the pause before enforcement.
SOMETIMES = {"interventions.create": {"pause_reason"}}
#: What is sent in fields that are not on the form.
TOO_MANY = ("1", "7777", "true")


class BreaksAt:
    """Raises at one statement of a request, before the database sees it."""

    def __init__(self, number: int) -> None:
        """``number`` counts from 0."""
        self.left, self.broke = number, False

    def __call__(self, *_: object) -> None:
        self.left -= 1
        if self.left == -1:
            self.broke = True
            raise psycopg.OperationalError("planted")


@contextmanager
def breaking(desk: Desk, line: Connection, at: BreaksAt) -> Iterator[None]:
    """From here on each statement is counted, of the mapper and of the driver."""
    execute = psycopg.Cursor.execute

    def counted(cursor: psycopg.Cursor[Any], query: Any, *rest: Any, **named: Any) -> Any:
        if not str(query).lower().startswith(("savepoint", "rollback", "release")):
            at()
        return execute(cursor, query, *rest, **named)

    app = desk.client.application
    kept = app.config.get("PROPAGATE_EXCEPTIONS")
    app.config["PROPAGATE_EXCEPTIONS"] = False
    psycopg.Cursor.execute = counted  # type: ignore[method-assign,assignment]
    try:
        yield
    finally:
        psycopg.Cursor.execute = execute  # type: ignore[method-assign]
        app.config["PROPAGATE_EXCEPTIONS"] = kept
    assert not line.closed


@pytest.mark.parametrize("name", CASES)
def test_a_save_that_breaks_anywhere_leaves_nothing(
    opened: Callable[..., Desk], connection: Connection, tally: Tally, name: str
) -> None:
    desk = opened(name)
    before = rows(desk, connection)
    for number in range(0, 120, 1 if LONG else 12):
        at, point = BreaksAt(number), connection.begin_nested()
        with breaking(desk, connection, at):
            answer = desk.send(desk.good(f"break-{name}"))
        if not at.broke:
            point.rollback()
            break
        tally.check(answer.status_code in {500, 503}, f"statement {number}: {answer.status_code}")
        tally.check(rows(desk, connection) == before, f"statement {number}: something is left")
        point.rollback()


def _all_of(line: Connection, table: str, columns: list[str]) -> list[tuple[Any, ...]]:
    names = ", ".join(f'"{name}"' for name in columns)
    rows_of = line.execute(text(f'select {names} from "{table}"')).all()
    return sorted((tuple(map(_known, row._fields, row)) for row in rows_of), key=repr)


def _known(column: str, value: Any) -> Any:
    """Numbers of rows that were just made differ by themselves; those that are sent too much are told apart."""
    if column.endswith("_ids") and isinstance(value, list):
        return [_known("each_id", each) for each in value]
    return "another" if column.endswith("_id") and isinstance(value, int) and str(value) not in TOO_MANY else value


def what_is_there(desk: Desk, line: Connection) -> dict[str, list[tuple[Any, ...]]]:
    """Every row that the one who filled the form in sees, without what differs by itself."""
    desk.client.get("/me")
    may = readable(line)
    found = {}
    for table in Base.metadata.tables.values():
        if table.name in ALWAYS:
            continue
        names = [
            column.name
            for column in table.columns
            if (table.name, column.name) in may
            and not {column.name, str(column)} & _MOMENTS
            and not isinstance(column.type, (DateTime, Uuid))
        ]
        found[table.name] = _all_of(line, table.name, names) if names else []
    return found


def every_column() -> list[str]:
    """The name of every column of every table."""
    return sorted({column.name for table in Base.metadata.tables.values() for column in table.columns})


@pytest.mark.parametrize("name", list(CASES)[:: many(9, 1)])
def test_fields_that_are_not_on_the_form_change_nothing(
    opened: Callable[..., Desk], connection: Connection, tally: Tally, name: str
) -> None:
    desk = opened(name)
    own = {*desk.sheet.parts, *SOMETIMES.get(name, ())}
    extra = [column for column in every_column() if column not in own]
    ways: dict[str, dict[str, list[str]]] = {
        "as they are": {column: ["1"] for column in extra},
        "another number": {column: ["7777"] for column in extra},
        "twice": {column: ["true", "7777"] for column in extra},
        "in a list": {f"{column}[]": ["1"] for column in extra} | {f"{column}-0": ["1"] for column in extra},
        "inside something": {f"note[{column}]": ["1"] for column in extra}
        | {f"form.{column}": ["1"] for column in extra},
    }
    results, before = {}, what_is_there(desk, connection)
    # What is saved first in an empty table has the number 1, which is among what is sent too much: that save is not looked at.
    for way, more in {"first": {}, "alone": {}, **ways}.items():
        point = connection.begin_nested()
        answer = desk.send({**more, **desk.good("extra")})
        results[way] = (answer.status_code, what_is_there(desk, connection))
        point.rollback()
    for way in ways:
        same = results[way] == results["alone"]
        changed = [table for table, found in results[way][1].items() if found != results["alone"][1][table]]
        refused = results[way] == (400, before)
        tally.check(same or refused, f"{way}: {results[way][0]} {changed}")
        tally.tried += len(extra) - 1
