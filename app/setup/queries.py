"""The steps of an organisation, its covenant, and what the matrix gives its functions."""

import datetime as dt
from dataclasses import dataclass

from app.access.matrix import load_matrix
from app.access.vocabulary import Category, Term
from app.accounts.kinds import functions_of
from app.db.question import Question
from app.kernel.errors import NotFound
from app.setup.words import STEPS

_STEPS = Question("select step, text, done_on, version from setup_step where organisation_id = :organisation")
_COVENANT = Question(
    "select c.id, c.signed_on, c.file_name, a.name as who, c.added_at from setup_covenant c join account a on a.id = c.added_by"
    " where c.organisation_id = :organisation order by c.id desc limit 1"
)
_FILE = Question(
    "select file_name, content from setup_covenant where organisation_id = :organisation order by id desc limit 1"
)


@dataclass(frozen=True, slots=True)
class StepRow:
    """One step; ``version`` 0: nothing was written down yet."""

    step: int
    text: str
    done_on: dt.date | None
    version: int


@dataclass(frozen=True, slots=True)
class CovenantRow:
    """What was signed on which day, and who put it here."""

    id: int
    signed_on: dt.date
    file_name: str
    who: str
    added_at: dt.datetime


def list_steps(organisation_id: int) -> list[StepRow]:
    """All eight, in order."""
    known = {row.step: StepRow(*row) for row in _STEPS.rows(organisation=organisation_id)}
    return [known.get(step, StepRow(step, "", None, 0)) for step in STEPS]


def get_step(organisation_id: int, step: int) -> StepRow:
    """One of the eight. Raises NotFound."""
    if step not in STEPS:
        raise NotFound
    return list_steps(organisation_id)[step - 1]


def find_covenant(organisation_id: int) -> CovenantRow | None:
    """The last covenant, or None."""
    row = _COVENANT.row(organisation=organisation_id)
    return CovenantRow(*row) if row else None


def get_file(organisation_id: int) -> tuple[str, bytes]:
    """Name and content of the last covenant. Raises NotFound."""
    row = _FILE.row(organisation=organisation_id)
    if row is None:
        raise NotFound
    return row.file_name, bytes(row.content)


#: What leads to content or to facts of a household, rather than to a count or to that something is there.
_SEES = frozenset({Term.WRITE, Term.READ, Term.OWN, Term.SUMMARY, Term.DISCLOSED})


def categories_of(kind: str) -> list[tuple[str, list[Category]]]:
    """Each function of a kind of organisation, with the categories of which it can come to read something in a household."""
    matrix = load_matrix()
    found = []
    for function in functions_of(kind):
        seen = {
            category
            for (row, category), grants in matrix.items()
            if row in function.rows and any(grant.term in _SEES for grant in grants)
        }
        found.append((function.code, [category for category in Category if category in seen]))
    return found
