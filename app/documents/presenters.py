"""Documents on a page."""

import datetime as dt
from dataclasses import dataclass

from flask import url_for
from flask_babel import gettext as _

from app.access.scope import DossierScope
from app.documents.media import MEDIA
from app.documents.queries import PER_PAGE, DocumentLine, VersionLine
from app.documents.reading.names import safe_name
from app.documents.services import may_change
from app.documents.words import KINDS
from app.dossiers.openness import shut_words
from app.dossiers.presenters.paging import Paging, paging_of
from app.web.i18n import by_language, day
from app.web.links import url_if

_KB, _MB = 1024, 1024 * 1024


@dataclass(frozen=True, slots=True)
class VersionView:
    """One file: its address, or that it was withdrawn, by whom and why."""

    name: str
    label: str
    about: str
    url: str
    withdrawn: str


@dataclass(frozen=True, slots=True)
class DocumentView:
    """One document with its files, the newest first."""

    id: int
    title: str
    kind: str
    about: str
    withheld: str
    shared: str
    versions: tuple[VersionView, ...]
    own: bool
    url: str
    label: str
    version_url: str
    withdraw_url: str
    share_url: str

    @property
    def newest(self) -> VersionView | None:
        """The newest file that can be fetched."""
        return next((version for version in self.versions if version.url), None)


def document_view(scope: DossierScope, line: DocumentLine, today: dt.date) -> DocumentView:
    """One document in words."""
    own = may_change(scope, line)

    def url(endpoint: str) -> str:
        return url_for(f"documents.{endpoint}", dossier_id=scope.id, document_id=line.id)

    return DocumentView(
        id=line.id,
        title=line.title,
        kind=by_language(*KINDS[line.kind]),
        about=_("%(day)s, %(who)s, %(org)s", day=day(line.at), who=line.author, org=line.organisation),
        withheld="" if line.is_open(today) else shut_words(line.withheld_until, line.withheld_because),
        shared=_("Eerder nog niet open, nu opengesteld voor het huishouden.") if line.shared else "",
        versions=tuple(_version_view(scope, version) for version in line.versions),
        own=own,
        url=url("document"),
        label=_("Aanpassen") if own else _("Bekijken"),
        version_url=url("add_version") if own else "",
        withdraw_url=url("withdraw") if own and line.is_there else "",
        share_url=url_if("sharing.share", dossier_id=scope.id, item_kind="document", item_id=line.id)
        if own and line.is_there and (scope.is_lead or not scope.is_team)
        else "",
    )


def _version_view(scope: DossierScope, line: VersionLine) -> VersionView:
    media = MEDIA[line.media]
    return VersionView(
        name=line.file_name,
        label=_("Versie %(number)d", number=line.number),
        about=_(
            "%(kind)s, %(size)s, %(day)s, %(who)s",
            kind=by_language(media.name_nl, media.name_en),
            size=size_words(line.size),
            day=day(line.at),
            who=line.author,
        ),
        url=url_for("documents.download", dossier_id=scope.id, document_id=line.document_id, number=line.number)
        if line.is_there
        else "",
        withdrawn=_(
            "Teruggetrokken op %(day)s door %(who)s: %(why)s",
            day=day(line.withdrawn_at),
            who=line.withdrawn_by,
            why=line.withdrawn_because,
        )
        if line.withdrawn_at
        else "",
    )


def size_words(size: int) -> str:
    """*340 kB* or *2,4 MB*."""
    if size < _MB:
        return _("%(number)d kB", number=-(-size // _KB))
    return _("%(whole)d,%(tenth)d MB", whole=size // _MB, tenth=size % _MB * 10 // _MB)


def download_name(line: VersionLine) -> str:
    """Under which name a file is handed out: safe on any desk, with the ending of what it is."""
    ending = line.file_name.rpartition(".")[2].lower()
    endings = MEDIA[line.media].endings
    return safe_name(line.file_name, ending if ending in endings else endings[0])


def paging(scope: DossierScope, page: int, total: int) -> Paging:
    """The way through the pages of the list."""
    return paging_of("documents.documents", scope.id, page=page, pages=-(-total // PER_PAGE))
