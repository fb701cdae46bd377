"""What the tests of appointments share: a day ahead, the fields of the form, ids of rows."""

import datetime as dt
from typing import Any

from flask.testing import FlaskClient
from sqlalchemy import text
from werkzeug.test import TestResponse

from app.db.session import db
from app.kernel.clock import today_in_amsterdam
from tests.world import World

AHEAD = today_in_amsterdam() + dt.timedelta(days=9)
BACK = today_in_amsterdam() - dt.timedelta(days=2)


def fields(world: World, **changes: Any) -> dict[str, Any]:
    """The form of a new appointment as it comes, with ``changes``; None leaves a field out."""
    values: dict[str, Any] = {
        "submission_key": "one-form",
        "day": AHEAD.isoformat(),
        "start": "10:00",
        "end": "11:00",
        "place_kind": "office",
        "place": "spreekkamer 2",
        "persons": [world.persons["samira"]],
        "attendees": [world.accounts["noor"]],
        "state": "not_asked",
        **changes,
    }
    return {name: value for name, value in values.items() if value is not None}


def make(client: FlaskClient, world: World, **changes: Any) -> int:
    """Makes an appointment through the form; returns its id."""
    answer = client.post(f"/dossiers/{world.dossier}/appointments/new", data=fields(world, **changes))
    assert answer.status_code == 303, answer.text
    return int(answer.location.rsplit("/", 1)[1])


def page(world: World, appointment: int, name: str = "") -> str:
    """The address of a page of an appointment."""
    return f"/dossiers/{world.dossier}/appointments/{appointment}" + (f"/{name}" if name else "")


def ask(client: FlaskClient, world: World, appointment: int, **values: Any) -> TestResponse:
    """Records an answer about the second person."""
    return client.post(page(world, appointment, "second"), data={"submission_key": "ask", "version": "1", **values})


def one(statement: str, **values: Any) -> Any:
    """One row, as the person who is acting reads it."""
    return db.session.execute(text(statement), values).one_or_none()


def number(statement: str, **values: Any) -> int:
    """One number, as the person who is acting reads it."""
    return int(db.session.execute(text(statement), values).scalar_one())
