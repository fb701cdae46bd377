"""View objects of the register of processing."""

from dataclasses import dataclass

from flask_babel import gettext as _

from app.accounts.purposes import PURPOSES
from app.accounts.queries import PurposeRow
from app.accounts.words import function_name
from app.audit.words import CATEGORIES
from app.retention.presenters import term_words
from app.retention.words import RECORD_TYPES
from app.rights.register import Entry
from app.web.i18n import by_language, day


@dataclass(frozen=True, slots=True)
class EntryView:
    """One purpose in words. ``to_check``: no source confirmed the article; ``earlier``: what it said before, and when."""

    id: int
    title: str
    runs: bool
    to_check: bool
    facts: list[tuple[str, str]]
    earlier: list[tuple[str, str]]


def entry_view(entry: Entry) -> EntryView:
    """One purpose of the register."""
    row, default = entry.newest, PURPOSES.get(entry.newest.code)
    facts = [
        (_("Grondslag"), f"{row.law}, {row.article}"),
        (_("Taak"), by_language(default.task_nl, default.task_en) if default else _said(row)),
        (_("Functies"), ", ".join(function_name(code) for code in entry.functions)),
        (_("Gegevens"), ", ".join(by_language(*CATEGORIES[name]) for name in entry.categories) or _("geen dossiers")),
        (_("BSN"), _("ja") if row.bsn_allowed else _("nee")),
        (_("Bewaartermijn"), _kept(entry)),
        (_("Geldt"), _when(row)),
    ]
    return EntryView(
        row.id,
        _said(row),
        entry.runs,
        default is None or default.to_check,
        facts,
        [(_when(old), f"{_said(old)} ({old.law}, {old.article})") for old in entry.earlier],
    )


def _said(row: PurposeRow) -> str:
    return by_language(row.text_nl, row.text_en)


def _when(row: PurposeRow) -> str:
    if row.valid_until is None:
        return _("vanaf %(start)s", start=day(row.valid_from))
    return _("van %(start)s tot %(end)s", start=day(row.valid_from), end=day(row.valid_until))


def _kept(entry: Entry) -> str:
    said = [
        f"{by_language(*RECORD_TYPES[term.record_type])}: {term_words(term)} ({term.source})" for term in entry.kept
    ]
    return "; ".join(said) or _("nog niet vastgesteld: de privacyfunctionaris zoekt dit uit")
