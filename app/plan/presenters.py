"""The plan on a page."""

from dataclasses import dataclass

from flask import url_for
from flask_babel import gettext as _

from app.access.scope import DossierScope
from app.dossiers.domains import DOMAINS
from app.dossiers.presenters.readers import ReaderView, grouped
from app.plan.queries import ItemLine, ShareLine
from app.plan.sharing import Sharing
from app.plan.words import AIMS, KINDS, STATUSES
from app.web.i18n import by_language, day


@dataclass(frozen=True, slots=True)
class ItemView:
    """One goal or agreement."""

    text: str
    kind: str
    kind_words: str
    aim: str
    status: str
    is_open: bool
    facts: tuple[tuple[str, str], ...]
    url: str


@dataclass(frozen=True, slots=True)
class SharingView:
    """Who sees an agreement, said before it is saved."""

    anyway: list[ReaderView]
    possible: list[ReaderView]
    never: list[ReaderView]


def item_view(scope: DossierScope, line: ItemLine, shares: tuple[ShareLine, ...]) -> ItemView:
    """One item in words."""
    return ItemView(
        text=line.text,
        kind=line.kind,
        kind_words=by_language(*KINDS[line.kind]),
        aim=by_language(*AIMS[line.aim]) if line.aim in AIMS else "",
        status=by_language(*STATUSES[line.status]),
        is_open=line.status == "open",
        facts=tuple(_facts(line, shares)),
        url=url_for("plan.edit", dossier_id=scope.id, item_id=line.id),
    )


def _facts(line: ItemLine, shares: tuple[ShareLine, ...]) -> list[tuple[str, str]]:
    facts = []
    if line.in_words_of:
        facts.append((_("In de woorden van"), line.in_words_of))
    if line.domain in DOMAINS:
        domain = DOMAINS[line.domain]
        facts.append((_("Levensgebied"), by_language(domain.name_nl, domain.name_en)))
    if line.review_on:
        facts.append((_("Kijken hoe het gaat"), day(line.review_on)))
    if line.valid_until:
        facts.append((_("Geldt tot en met"), day(line.valid_until)))
    if shares:
        facts.append((_("Gedeeld met"), ", ".join(share.organisation for share in shares)))
    facts.append((_("Opgeschreven door"), f"{line.author}, {line.organisation}, {day(line.at)}"))
    return facts


def sharing_view(sharing: Sharing) -> SharingView:
    """Who sees it anyway, who only when it is shared, and whose function never reads the plan."""
    return SharingView(
        anyway=grouped(list(sharing.anyway)),
        possible=grouped(list(sharing.possible)),
        never=grouped(list(sharing.never)),
    )
