"""What residents say to records, for every page on which such a record stands: asked once per page."""

from collections import defaultdict
from dataclasses import dataclass

from flask import g, url_for
from flask_babel import gettext as _

from app.access.scope import DossierScope
from app.access.vocabulary import Category
from app.audit import trail
from app.db.session import db
from app.dossiers.queries.statements import StatementLine, list_statements
from app.web.i18n import day


@dataclass(frozen=True, slots=True)
class StatementView:
    """Somebody's words, and who said them when."""

    text: str
    about: str


def statements_of(kind: str, item_id: int) -> list[StatementView]:
    """What was said to one record of the dossier of this request; noted in the log as shown."""
    scope: DossierScope = g.scope
    if "statements" not in g:
        found: dict[tuple[str, int], list[StatementLine]] = defaultdict(list)
        for line in list_statements(scope.id):
            found[line.kind, line.item_id].append(line)
        g.statements = found
    lines: list[StatementLine] = g.statements.get((kind, item_id), [])
    if lines:
        persons = {person for line in lines for person in line.person_ids}
        trail.saw(db.session(), dossier_id=scope.id, persons=persons, categories=[Category.NOTES])
    return [StatementView(line.text, _("%(who)s zelf, %(day)s", who=line.who, day=day(line.at))) for line in lines]


def add_statement_url(kind: str, item_id: int) -> str:
    """Where the lead writes down what somebody says to a record; nothing for others."""
    scope: DossierScope = g.scope
    if not scope.is_lead:
        return ""
    return url_for("dossiers.add_statement", dossier_id=scope.id, kind=kind, item_id=item_id)
