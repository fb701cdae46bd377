"""View objects of the people of a dossier: who is involved, who lives there, who stands around them."""

from collections.abc import Callable, Sequence
from typing import Any

from app.access.vocabulary import LEAD_ROW, MEMBER_ROW
from app.accounts.words import function_name
from app.dossiers.household_words import RELATIONS, words_for
from app.web.i18n import by_language, day, last_day, ngettext
from app.web.i18n import gettext as _
from app.workspace.presenters.shapes import NetworkLine, PartyLine, PersonLine
from app.workspace.presenters.sight import in_short

Rows = Sequence[Any]


def row_of(party: Any) -> str:
    """The row of the matrix in which somebody involved stands."""
    if party.function == "generalist":
        return LEAD_ROW if party.is_lead else MEMBER_ROW
    return str(party.function)


def parties(rows: Rows, look: Callable[[int], str] | None = None) -> list[PartyLine]:
    """Everybody involved, the lead first; ``look`` gives the address of the regiekaart as a partner has it."""
    return [
        PartyLine(
            name=row.name,
            function=function_name(row.function),
            organisation=row.organisation,
            phone=row.contact_phone or row.phone,
            until=_("tot en met %(day)s", day=last_day(row.valid_until)) if row.valid_until else "",
            sees=in_short(row_of(row)),
            is_lead=row.is_lead,
            as_url=look(row.account_id) if look and row_of(row) not in {LEAD_ROW, MEMBER_ROW} else "",
        )
        for row in rows
    ]


def persons(rows: Rows) -> list[PersonLine]:
    """The household: full names where they are open, else first name and initial."""
    lines = []
    for row in rows:
        full = " ".join(filter(None, (row.given_name, row.prefix, row.surname))) if row.given_name else row.stub
        relation = by_language(*words_for(RELATIONS, row.relation)) if row.relation else ""
        about = ", ".join(filter(None, (relation, str(row.birth_date.year) if row.birth_date else "")))
        gone = ""
        if row.deceased_on:
            gone = _("overleden %(day)s", day=day(row.deceased_on))
        elif row.left_on:
            gone = _("vertrokken %(day)s", day=day(row.left_on))
        lines.append(PersonLine(full, ", ".join(filter(None, (about, gone))), bool(gone)))
    return lines


def network(rows: Rows) -> list[NetworkLine]:
    """People around the household, those who came most often first."""
    return [
        NetworkLine(
            name=row.first_name,
            relation=row.relation,
            came=ngettext("kwam %(num)d keer mee", "kwam %(num)d keer mee", row.times_came) if row.times_came else "",
            offers=row.offers or "",
        )
        for row in rows
    ]
