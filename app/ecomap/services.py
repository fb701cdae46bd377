"""Writes on the ecomap: a new version, ties, and where somebody stands; never committed here."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from flask_babel import gettext as _
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from app.access.scope import DossierScope
from app.access.vocabulary import Category, Right
from app.audit import trail
from app.db.clock import now, today
from app.db.session import db
from app.dossiers.services.activity import note_activity
from app.dossiers.services.checks import may_write
from app.dossiers.services.rows import columns
from app.dossiers.services.taking import take
from app.ecomap import queries as read
from app.ecomap.models import EcomapTie, EcomapVersion
from app.ecomap.queries import TieLine, VersionLine
from app.ecomap.words import BY_ROLE, CIRCLES, DIRECTIONS, ELSEWHERE, KINDS, STRENGTHS, SUPPORT
from app.kernel.errors import Forbidden, RuleBroken
from app.kernel.text import check_length, clean_line, clean_text
from app.network.queries import NetworkPersonLine, get_network_person, list_network_people
from app.web.i18n import day

LONGEST_WORDS = 200
LONGEST_COMPANY = 100
#: A map from longer ago is not drawn any more: nobody remembers it.
BACK = dt.timedelta(days=3650)


@dataclass(frozen=True, slots=True)
class TieWords:
    """How a tie should read. ``circle`` counts for a tie with the household only, so it is empty for one between two others."""

    kind: str
    strength: int
    direction: str
    circle: str = ""
    gives: tuple[str, ...] = ()
    receives: tuple[str, ...] = ()
    strain: bool = False
    words: str = ""


@dataclass(frozen=True, slots=True)
class Ends:
    """Who a tie is between: somebody from the network, and the household (None) or somebody else from the network."""

    network_person_id: int
    other_id: int | None = None


def may_look(scope: DossierScope) -> bool:
    """Whether the actor reads the whole network: a name and a relation make no map."""
    return scope.may(Right.READ, Category.NETWORK, own=False) or scope.may_write(Category.NETWORK)


def check_draws(scope: DossierScope) -> None:
    """Raises Forbidden for whoever does not draw on this map."""
    may_write(scope, Category.NETWORK)


def check_changes(scope: DossierScope, tie: TieLine) -> None:
    """Raises Forbidden when the asker does not draw here, or the tie is on a map of before."""
    check_draws(scope)
    newest = read.find_newest(scope.id)
    if newest is None or tie.version_id != newest.id:
        raise Forbidden(_("Deze kaart is van eerder en verandert niet meer. Werk de nieuwste kaart bij."))


def draw_anew(scope: DossierScope, *, drawn_on: dt.date, together_with: str) -> int:
    """A new version: the newest map as it stands, with a date of its own. Returns the id.

    Whoever is no longer around does not come along; what the asker may not see does not either. Raises Forbidden and RuleBroken.
    """
    check_draws(scope)
    opened = read.open_map(scope.id)
    _check_day(drawn_on, opened.version)
    row = _new_version(scope, drawn_on, together_with)
    around = {person.id: person.person_ids for person in list_network_people(scope.id)}
    for tie in opened.ties:
        ends = Ends(tie.network_person_id, tie.other_id)
        if {ends.network_person_id, ends.other_id} - {None} <= around.keys():
            db.session.add(_row(scope, row.id, ends, _as_it_was(tie), persons=around[ends.network_person_id]))
    db.session.flush()
    _tell(scope, "create", "ecomap.drawn", row)
    return row.id


def _check_day(drawn_on: dt.date, newest: VersionLine | None) -> None:
    if drawn_on > today():
        raise RuleBroken("drawn_on", _("Deze dag moet nog komen. Kies de dag waarop u de kaart samen invulde."))
    if drawn_on < today() - BACK:
        raise RuleBroken("drawn_on", _("Deze dag is meer dan tien jaar geleden. Kijk het jaartal na."))
    if newest is not None and drawn_on <= newest.drawn_on:
        raise RuleBroken(
            "drawn_on",
            _("Er is al een kaart van %(day)s. Kies een latere dag, of werk die kaart bij.", day=day(newest.drawn_on)),
        )


def _new_version(scope: DossierScope, drawn_on: dt.date, together_with: str) -> EcomapVersion:
    company = check_length(clean_line(together_with), field="together_with", longest=LONGEST_COMPANY)
    row = EcomapVersion(drawn_on=drawn_on, together_with=company, **columns(scope))
    try:
        with db.session.begin_nested():
            db.session.add(row)
    except IntegrityError:
        text = _("Iemand anders begon net een kaart van deze dag. Ga terug: u kunt daarop verder.")
        raise RuleBroken("drawn_on", text) from None
    return row


def _as_it_was(tie: TieLine) -> TieWords:
    return TieWords(tie.kind, tie.strength, tie.direction, tie.circle, tie.gives, tie.receives, tie.strain, tie.words)


def _here(scope: DossierScope) -> int:
    """The version that is worked on; the first tie begins it."""
    newest = read.find_newest(scope.id)
    return newest.id if newest else _new_version(scope, today(), "").id


def add_tie(scope: DossierScope, ends: Ends, words: TieWords) -> int:
    """Draws a tie on the newest map, which begins with it if there is none; returns its id.

    Raises NotFound for somebody of another household, Forbidden, and RuleBroken for a tie that cannot be or is there already.
    """
    check_draws(scope)
    person = get_network_person(scope.id, ends.network_person_id)
    checked = _checked(words, at_home=ends.other_id is None)
    version = _here(scope)
    _check_ends(scope, version, ends)
    row = _row(scope, version, ends, checked, persons=person.person_ids)
    try:
        with db.session.begin_nested():
            db.session.add(row)
    except IntegrityError:  # somebody drew the same one in this very moment
        _check_ends(scope, version, ends)
        raise
    _tell(scope, "create", "ecomap.changed", row)
    return row.id


def _row(scope: DossierScope, version: int, ends: Ends, words: TieWords, *, persons: Iterable[int]) -> EcomapTie:
    return EcomapTie(
        ecomap_version_id=version,
        network_person_id=ends.network_person_id,
        other_id=ends.other_id,
        **_columns(words),
        **columns(scope, persons),
    )


def _columns(words: TieWords) -> dict[str, object]:
    return {
        "circle": words.circle or None,
        "kind": words.kind,
        "strength": words.strength,
        "direction": words.direction,
        "gives": list(words.gives),
        "receives": list(words.receives),
        "strain": words.strain,
        "words": words.words,
    }


def _check_ends(scope: DossierScope, version: int, ends: Ends) -> None:
    """No tie of somebody with themselves, and none twice, from whichever side it is told. Raises RuleBroken."""
    if ends.other_id == ends.network_person_id:
        raise RuleBroken("other", _("Een band heeft twee mensen nodig. Kies iemand anders, of kies het huishouden."))
    if ends.other_id is not None:
        get_network_person(scope.id, ends.other_id)
    wanted = {ends.network_person_id, ends.other_id}
    for tie in read.list_ties(scope.id, version):
        if {tie.network_person_id, tie.other_id} == wanted:
            with_whom = tie.other_name or _("het huishouden")
            text = _(
                "De band tussen %(one)s en %(other)s staat er al. Werk die bij.", one=tie.first_name, other=with_whom
            )
            raise RuleBroken("other", text)


def _checked(words: TieWords, *, at_home: bool) -> TieWords:
    lists = (
        ("circle", words.circle, CIRCLES if at_home else {"": ()}, _("Kies in welke kring deze persoon staat.")),
        ("kind", words.kind, KINDS, _("Kies wat voor band het is.")),
        ("strength", str(words.strength), STRENGTHS, _("Kies hoe sterk de band is.")),
        ("direction", words.direction, DIRECTIONS, _("Kies van wie het contact vooral komt.")),
    )
    for field, value, known, sentence in lists:
        if value not in known:
            raise RuleBroken(field, sentence)
    for field, chosen in (("gives", words.gives), ("receives", words.receives)):
        if not set(chosen) <= SUPPORT.keys():
            raise RuleBroken(field, _("Kies iets uit de lijst."))
    said = check_length(clean_text(words.words), field="words", longest=LONGEST_WORDS)
    return TieWords(
        words.kind, words.strength, words.direction, words.circle, words.gives, words.receives, words.strain, said
    )


def edit_tie(scope: DossierScope, tie_id: int, words: TieWords, *, version: int) -> None:
    """Changes a tie on the newest map. Raises NotFound, Forbidden, RuleBroken, and StaleVersion with the tie as it is now."""
    row = _take(scope, tie_id, version)
    for name, value in _columns(_checked(words, at_home=row.other_id is None)).items():
        setattr(row, name, value)
    db.session.flush()
    _tell(scope, "update", "ecomap.changed", row)


def move(scope: DossierScope, tie_id: int, circle: str, *, version: int) -> None:
    """Puts somebody in another circle. Raises NotFound, Forbidden, RuleBroken and StaleVersion."""
    row = _take(scope, tie_id, version)
    if circle not in CIRCLES or row.other_id is not None:
        raise RuleBroken("circle", _("Kies in welke kring deze persoon staat."))
    row.circle = circle
    db.session.flush()
    _tell(scope, "update", "ecomap.changed", row)


def take_off(scope: DossierScope, tie_id: int, *, version: int) -> None:
    """Takes a tie off the newest map; with the household, the ties of that person go along. The person stays in the network.

    Raises NotFound, Forbidden, RuleBroken and StaleVersion.
    """
    row = _take(scope, tie_id, version)
    gone = {row.id}
    if row.other_id is None:
        ties = read.list_ties(scope.id, row.ecomap_version_id)
        gone |= {tie.id for tie in ties if row.network_person_id in (tie.network_person_id, tie.other_id)}
    for tie in db.session.scalars(select(EcomapTie).where(EcomapTie.id.in_(gone))):
        tie.withdrawn_at = now()
    db.session.flush()
    _tell(scope, "withdraw", "ecomap.changed", row)


def _take(scope: DossierScope, tie_id: int, version: int) -> EcomapTie:
    current = read.get_tie(scope.id, tie_id)
    check_changes(scope, current)
    return take(EcomapTie, tie_id, version, lambda: read.get_tie(scope.id, tie_id))


def place(scope: DossierScope, network_person_id: int) -> int:
    """Puts somebody on the newest map in one click, where their role puts them; returns the tie. Who is there already stays there.

    Raises NotFound and Forbidden.
    """
    check_draws(scope)
    person = get_network_person(scope.id, network_person_id)
    for tie in read.open_map(scope.id).ties:
        if tie.other_id is None and tie.network_person_id == person.id:
            return tie.id
    circle, kind = BY_ROLE.get(person.role, ELSEWHERE)
    return add_tie(scope, Ends(person.id), TieWords(kind, 2, "both", circle))


def list_beside(scope: DossierScope, ties: Iterable[TieLine]) -> tuple[NetworkPersonLine, ...]:
    """The people of the network whom none of these ties puts on the map yet, by first name."""
    there = {tie.network_person_id for tie in ties if tie.circle}
    return tuple(person for person in list_network_people(scope.id) if person.id not in there)


def _tell(scope: DossierScope, action: str, verb: str, row: EcomapTie | EcomapVersion) -> None:
    note_activity(scope, Category.NETWORK, verb, object_id=row.id, persons=row.person_ids)
    trail.did(
        db.session(), action, dossier_id=scope.id, category=Category.NETWORK, persons=row.person_ids, objects=[row.id]
    )
