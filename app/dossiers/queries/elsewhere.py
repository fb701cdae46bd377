"""Whether households are known to another team: whom to ask, nothing else, and not without end."""

import datetime as dt
import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from flask_babel import gettext as _
from sqlalchemy import text

from app.db.door import proof
from app.db.session import PRINCIPAL, db
from app.kernel.errors import RuleBroken

#: Typed by hand, or read from somebody's own list: each has its own bound per hour (``sec.known_elsewhere``).
BY_HAND, BY_LIST = "hand", "list"

_ASK = text(
    "select * from sec.known_elsewhere(:questions, :why, :way, :proof) order by n, organisation_name, contact_name"
)


@dataclass(frozen=True, slots=True)
class Question:
    """One person with a birth date, or one door, of the household that the asker calls ``number``."""

    number: int
    key: str
    born: dt.date | None
    postcode: str
    door: int | None


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """A team that knows a household like this: whom to ask, nothing else."""

    organisation: str
    contact_name: str
    contact_phone: str


class TooMuchAsked(RuleBroken):
    """More different households were asked about in an hour than somebody at work needs."""

    def __init__(self) -> None:
        """The sentence that explains it."""
        super().__init__(
            "",
            _(
                "Te veel gevraagd: u zocht het afgelopen uur naar veel huishoudens die niet van u zijn. Dat is begrensd, zodat niemand"
                " een buurt kan afzoeken. Probeer het over een uur opnieuw, of bel het wijkteam."
            ),
        )


def ask_elsewhere(
    questions: Iterable[Question], *, why: str, way: str = BY_HAND
) -> Mapping[int, tuple[Elsewhere, ...]]:
    """By household number the teams that lead a household like it, outside the asker's own. Sensitive ones are silent.

    The database notes the search with its reason. Raises TooMuchAsked.
    """
    asked = {
        (q.number, q.key, q.born.isoformat() if q.born else None, q.postcode, q.door): None
        for q in questions
        if (q.key and q.born) or (q.postcode and q.door)
    }
    if not asked:
        return {}
    words = json.dumps([dict(zip(("n", "key", "born", "postcode", "number"), each, strict=True)) for each in asked])
    account = db.session().info[PRINCIPAL].account_id
    values = {"questions": words, "why": why, "way": way, "proof": proof("known_elsewhere", account, way, words)}
    found: dict[int, list[Elsewhere]] = defaultdict(list)
    for row in db.session.execute(_ASK, values):
        if row.too_much:
            raise TooMuchAsked
        found[row.n].append(Elsewhere(row.organisation_name, row.contact_name, row.contact_phone))
    return {number: tuple(dict.fromkeys(teams)) for number, teams in found.items()}
