"""View objects of a copy that is given: where it stands, its texts to look at, and one text."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from flask import url_for
from flask_babel import gettext as _

from app.access.scope import DossierScope
from app.dossiers.presenters.readers import PartView, grouped
from app.dossiers.queries.readers import list_involved
from app.rights.blackening import LOG, Text, black_out
from app.rights.handing import may_black_out
from app.rights.handouts import APPROVED, GIVEN, MADE, RETURNED, REVIEW, HandoutLine, MarkLine, by_place
from app.rights.leaving_out import GROUNDS, LeftOutLine, list_left_out, may_account
from app.rights.words import FIELDS, KINDS
from app.web.i18n import by_language, day, moment

_STATES: dict[str, Callable[[HandoutLine], str]] = {
    MADE: lambda _line: _("wordt gemaakt"),
    REVIEW: lambda line: _("wordt nagelezen door %(name)s", name=line.second),
    RETURNED: lambda line: _("teruggestuurd door %(name)s", name=line.second),
    APPROVED: lambda line: _("goedgekeurd door %(name)s", name=line.second),
    GIVEN: lambda line: _("gegeven op %(day)s", day=day(line.given_on)),
}


@dataclass(frozen=True, slots=True)
class HandoutView:
    """One copy in words; the addresses are empty as long as it may not be given."""

    title: str
    state: str
    url: str
    facts: tuple[tuple[str, str], ...]
    emptied: bool
    copy_url: str
    pdf_urls: tuple[tuple[str, str], ...]
    json_url: str


@dataclass(frozen=True, slots=True)
class TextView:
    """One text of a copy: what it is, how it stands there and how it is given, what was found in it, and where it is changed."""

    title: str
    owner: str
    text: str
    given: str
    notes: tuple[str, ...]
    marks: tuple[str, ...]
    url: str


@dataclass(frozen=True, slots=True)
class LeftOutView:
    """Sealed compartments that are not in a copy: each account of why, whether one still waits for it, and where it is written."""

    accounts: tuple[str, ...]
    waits: bool
    url: str


def handout_view(scope: DossierScope, line: HandoutLine, name: str) -> HandoutView:
    """The copy for ``name``."""
    at: dict[str, Any] = {"dossier_id": scope.id, "handout_id": line.id}
    may_go = line.state == APPROVED and scope.is_lead and not line.emptied
    return HandoutView(
        title=_("Kopie voor %(name)s", name=name),
        state=state_words(line),
        url=copy_url(scope, line),
        facts=tuple(_facts(line)),
        emptied=line.emptied and line.given_on is None,
        copy_url=url_for("rights.handout_copy", **at) if may_go else "",
        pdf_urls=(
            (_("PDF in het Nederlands"), url_for("rights.handout_pdf", **at, language="nl")),
            (_("PDF in het Engels"), url_for("rights.handout_pdf", **at, language="en")),
        )
        if may_go
        else (),
        json_url=url_for("rights.handout_json", **at) if may_go else "",
    )


def copy_url(scope: DossierScope, line: HandoutLine) -> str:
    """The page of a copy."""
    return url_for("rights.handout", dossier_id=scope.id, handout_id=line.id)


def state_words(line: HandoutLine) -> str:
    """Where the copy stands, and with whom."""
    return _STATES[line.state](line)


def _facts(line: HandoutLine) -> Iterable[tuple[str, str]]:
    yield _("Gemaakt"), _("%(when)s door %(who)s", when=moment(line.made_at), who=line.maker)
    yield _("Leest het na"), line.second
    if line.looked_at is not None:
        yield _("Nagelezen"), moment(line.looked_at)
    if line.remark:
        yield _("Opmerking van de lezer"), line.remark


def text_view(scope: DossierScope, line: HandoutLine, text: Text, marks: list[MarkLine]) -> TextView:
    """One text of the copy with what is blacked out of it."""
    here = [mark for mark in marks if mark.place == text.place]
    pieces = by_place(here).get(text.place, [])
    at: dict[str, Any] = {"dossier_id": scope.id, "handout_id": line.id, "place": text.place}
    return TextView(
        title=_title(text),
        owner=text.owner,
        text=text.text,
        given=black_out(text.text, pieces) if pieces else "",
        notes=tuple(_notes(text)),
        marks=tuple(_("%(who)s: %(why)s", who=mark.who, why=mark.reason) for mark in here),
        url=url_for("rights.handout_text", **at) if may_black_out(scope, line) else "",
    )


def left_out_view(scope: DossierScope, line: HandoutLine) -> LeftOutView | None:
    """Which sealed compartments are not in the copy and why; None for whoever reads none, so that the page says nothing of it."""
    lines = list_left_out(scope, line)
    if not lines:
        return None
    at: dict[str, Any] = {"dossier_id": scope.id, "handout_id": line.id}
    return LeftOutView(
        accounts=tuple(_account(one) for one in lines if one.ground is not None),
        waits=any(one.ground is None for one in lines),
        url=url_for("rights.handout_left_out", **at) if may_account(scope, line) else "",
    )


def _account(one: LeftOutLine) -> str:
    return _(
        "%(who)s, %(when)s: %(why)s Grond: %(ground)s.",
        who=one.who,
        when=moment(one.at),
        why=one.reason,
        ground=by_language(*GROUNDS[one.ground or ""]),
    )


def mark_words(text: Text, mark: MarkLine) -> str:
    """What was blacked out and why, as a choice."""
    return _("“%(piece)s”: %(why)s", piece=text.text[mark.starts : mark.ends][:80], why=mark.reason)


def _title(text: Text) -> str:
    if text.kind == LOG:
        return _("Reden in het logboek")
    return f"{by_language(*KINDS[text.kind])}: {by_language(*FIELDS[text.field].name).lower()}"


def _notes(text: Text) -> Iterable[str]:
    if text.names:
        yield _("Er staat een naam in: %(names)s.", names=", ".join(text.names))
    if text.replaced:
        yield _("Een naam is vervangen.")
    if text.is_others:
        yield _("Dit komt van een ander, of gaat ook over een ander.")


def readers(scope: DossierScope, second_id: int | None) -> list[PartView]:
    """Who reads a copy: whoever leads, and the colleague who reads it before it is given."""
    return [
        PartView(
            "",
            grouped(party for party in list_involved(scope.id) if party.is_lead or party.account_id == second_id),
            "",
        )
    ]
