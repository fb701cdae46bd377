"""The demo town's people on the sign-in page. Only in demo mode: then there are no real people in the database."""

from dataclasses import dataclass

from sqlalchemy import text

from app.accounts.words import function_name
from app.db.session import db

#: Shown on the sign-in page of the demo town, and of no use anywhere else.
DEMO_PASSWORD = "samen-aan-tafel-2026"  # noqa: S105

_PEOPLE = text("select name, function, organisation_name, organisation_kind, email from sec.demo_people()")


@dataclass(frozen=True, slots=True)
class DemoPerson:
    """Somebody to practise as."""

    name: str
    function: str
    line: str
    email: str


def list_people() -> list[DemoPerson]:
    """The people of the demo town by function, in the order that the town gives."""
    rows = db.session.execute(_PEOPLE)
    return [
        DemoPerson(row.name, row.function, f"{function_name(row.function)} · {row.organisation_name}", row.email)
        for row in rows
    ]
