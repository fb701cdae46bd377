"""The ecomap on a page: the picture, the equal list, the versions, and the same in two columns."""

from dataclasses import dataclass

from flask import url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from markupsafe import Markup

from app.access.scope import DossierScope
from app.access.vocabulary import Category
from app.accounts.words import function_name
from app.dossiers.queries.persons import PersonLine
from app.ecomap.drawing import Dot, drawn
from app.ecomap.queries import TieLine, VersionLine, WorkerLine
from app.ecomap.words import CIRCLES, DIRECTIONS, KINDS, STRENGTH_WORDS, SUPPORT, Words
from app.web.drawing import draw, once_per_content
from app.web.i18n import by_language, day


@dataclass(frozen=True, slots=True)
class TieView:
    """One tie in words, and where it is changed."""

    who: str
    with_whom: str
    circle: str
    what: tuple[str, ...]
    gives: str
    receives: str
    strain: bool
    words: str
    url: str

    def sentence(self) -> str:
        """Everything in one line, for paper: *Mina, buurvrouw: buren, sterke band, van beide kanten. Geeft: luisteren. "…"*."""
        who = _("%(who)s met %(other)s", who=self.who, other=self.with_whom) if self.with_whom else self.who
        about = ", ".join((*self.what, *([_("spanning")] if self.strain else [])))
        more = (
            _("Geeft: %(what)s", what=self.gives) if self.gives else "",
            _("Krijgt: %(what)s", what=self.receives) if self.receives else "",
        )
        said = f" “{self.words}”" if self.words else ""
        return ". ".join(filter(None, (f"{who}: {about}", *more))) + "." + said


@dataclass(frozen=True, slots=True)
class VersionView:
    """One version: its day, with whom, who drew it, and where it is."""

    day: str
    company: str
    author: str
    url: str
    is_newest: bool


@dataclass(frozen=True, slots=True)
class Tally:
    """How many people of the network stand on a version, how many ties are strong, and how many workers there were that day."""

    network: int
    strong: int
    strained: int
    workers: int

    @property
    def own_sentence(self) -> str:
        """*7 mensen uit het eigen netwerk*."""
        return ngettext("%(num)d mens uit het eigen netwerk", "%(num)d mensen uit het eigen netwerk", self.network)

    @property
    def sentence(self) -> str:
        """*7 mensen uit het eigen netwerk, 3 hulpverleners*."""
        return f"{self.own_sentence}, {ngettext('%(num)d hulpverlener', '%(num)d hulpverleners', self.workers)}"


@dataclass(frozen=True, slots=True)
class MapView:
    """One version with its picture and the equal list, which is empty when nobody is on it."""

    version: VersionView
    picture: Markup
    listed: Markup
    tally: Tally


def words_of(lists: dict[str, Words], *codes: str) -> str:
    """Codes of a list in the reader's language, in the order of the list."""
    return ", ".join(by_language(*words) for code, words in lists.items() if code in codes)


def first_names(persons: tuple[PersonLine, ...]) -> tuple[str, ...]:
    """Who lives there, by first name, for the middle of the map."""
    return tuple(person.name.partition(" ")[0] for person in persons)


def version_view(scope: DossierScope, line: VersionLine, *, newest: bool) -> VersionView:
    """One version in words."""
    return VersionView(
        day=day(line.drawn_on),
        company=_("samen met %(who)s", who=line.together_with) if line.together_with else "",
        author=line.author,
        url=url_for("ecomap.show", dossier_id=scope.id)
        if newest
        else url_for("ecomap.version", dossier_id=scope.id, ecomap_version_id=line.id),
        is_newest=newest,
    )


def tie_view(dossier_id: int, tie: TieLine, *, changes: bool) -> TieView:
    """One tie in words."""
    url = url_for("ecomap.tie", dossier_id=dossier_id, ecomap_tie_id=tie.id) if changes else ""
    what = (
        words_of(KINDS, tie.kind),
        by_language(*STRENGTH_WORDS[tie.strength]),
        words_of(DIRECTIONS, tie.direction),
    )
    return TieView(
        who=f"{tie.first_name}, {tie.relation}",
        with_whom=tie.other_name,
        circle=words_of(CIRCLES, tie.circle),
        what=what,
        gives=words_of(SUPPORT, *tie.gives),
        receives=words_of(SUPPORT, *tie.receives),
        strain=tie.strain,
        words=tie.words,
        url=url,
    )


def tally(ties: tuple[TieLine, ...], workers: tuple[WorkerLine, ...]) -> Tally:
    """The numbers of one version. Professionals whom the household itself put on the map count as workers, not as network."""
    own = [tie for tie in ties if tie.circle and tie.circle != "professional"]
    outside = sum(tie.circle == "professional" for tie in ties)
    return Tally(
        network=len(own),
        strong=sum(tie.strength == 3 for tie in own),
        strained=sum(tie.strain for tie in own),
        workers=len(workers) + outside,
    )


def grouped(
    dossier_id: int, ties: tuple[TieLine, ...], *, changes: bool
) -> tuple[tuple[str, tuple[TieView, ...]], ...]:
    """The ties in words, by circle from the household outwards and then those between others; no circle without ties."""
    views = [(tie, tie_view(dossier_id, tie, changes=changes)) for tie in ties]
    groups = [
        (by_language(*words), tuple(v for tie, v in views if tie.circle == code)) for code, words in CIRCLES.items()
    ]
    groups.append((_("banden tussen anderen"), tuple(view for tie, view in views if not tie.circle)))
    return tuple((name, lines) for name, lines in groups if lines)


@once_per_content(256)
def _listed(
    dossier_id: int, ties: tuple[TieLine, ...], workers: tuple[WorkerLine, ...], *, changes: bool, newest: bool
) -> Markup:
    """The equal list: per circle, then the ties between others, then who worked there."""
    lines = [f"{worker.name}, {function_name(worker.function)} ({worker.organisation})" for worker in workers]
    return draw("ecomap/parts.html", "lists", grouped(dossier_id, ties, changes=changes), lines, newest)


def map_view(
    scope: DossierScope,
    version: VersionView,
    ties: tuple[TieLine, ...],
    *,
    workers: tuple[WorkerLine, ...],
    middle: tuple[str, ...],
) -> MapView:
    """One version as picture and list. ``middle``: the first names of who lives there."""
    changes = version.is_newest and not scope.closed and scope.may_write(Category.NETWORK)
    base = url_for("ecomap.show", dossier_id=scope.id) + "/ties/" if changes else ""
    dots = tuple(Dot(worker.name.partition(" ")[0], function_name(worker.function)) for worker in workers)
    title = _("Netwerkkaart van %(day)s", day=version.day)
    return MapView(
        version=version,
        picture=drawn(ties, dots, middle, title=title, base_url=base),
        listed=_listed(scope.id, ties, workers, changes=changes, newest=version.is_newest),
        tally=tally(ties, workers),
    )
