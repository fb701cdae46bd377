"""Notes on a page."""

import datetime as dt
from dataclasses import dataclass

from flask import url_for
from flask_babel import gettext as _

from app.access.scope import DossierScope
from app.access.vocabulary import Category
from app.dossiers.openness import shut_words
from app.dossiers.presenters.paging import Paging, paging_of
from app.dossiers.queries.notes import PER_PAGE, NoteLine
from app.web.i18n import day


@dataclass(frozen=True, slots=True)
class NoteView:
    """One note: who wrote it and when, and the fields that the reader may see."""

    id: int
    about: str
    facts: str
    own_words: str
    interpretation: str
    withheld: str
    shared: str
    url: str
    label: str


def note_view(scope: DossierScope, line: NoteLine, today: dt.date) -> NoteView:
    """One note in words."""
    shut = not line.is_open(today)
    own = may_change(scope, line)
    return NoteView(
        id=line.id,
        about=_("%(day)s, %(who)s, %(org)s", day=day(line.at), who=line.author, org=line.organisation),
        facts=line.facts,
        own_words=line.own_words.strip("“”\"' "),
        interpretation=line.interpretation,
        withheld=shut_words(line.withheld_until, line.withheld_because) if shut else "",
        shared=_("Eerder nog niet open, nu opengesteld voor het huishouden.") if line.shared else "",
        url=url_for("dossiers.note", dossier_id=scope.id, note_id=line.id),
        label=_("Aanpassen") if own else _("Bekijken"),
    )


def may_change(scope: DossierScope, line: NoteLine) -> bool:
    """Whether the reader may change this note: it is of the own organisation, and the case is open."""
    return not scope.closed and line.organisation_id == scope.actor.organisation_id and scope.may_write(Category.NOTES)


def paging(scope: DossierScope, page: int, total: int) -> Paging:
    """The way through the pages of the list."""
    return paging_of("dossiers.notes", scope.id, page=page, pages=-(-total // PER_PAGE))
