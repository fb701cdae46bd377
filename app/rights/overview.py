"""One person's overview (inzage, GDPR art. 15): everything that goes in it, with what others are to them instead of their names."""

import datetime as dt
from collections.abc import Callable, Collection
from dataclasses import dataclass, replace
from typing import Any

from app.access.scope import DossierScope
from app.db.clock import now, today
from app.dossiers.household_words import RELATIONS, words_for
from app.dossiers.queries.people import PersonCard, get_person
from app.rights import queries as read
from app.rights.queries import Acquaintance, LogLine, Member, Recipient, SealLine, Share
from app.rights.records import RecordLine, Wanted, count_withheld, list_records
from app.rights.redaction import Third, redactor
from app.rights.terms import KeptLine, list_kept
from app.rights.words import FIELDS, Holds
from app.web.i18n import by_language

#: Lines of the log on one page of the screen; paper and JSON hold them all.
PAGE = 100


@dataclass(frozen=True, slots=True)
class Other:
    """Somebody else whose name may come up: ``key`` is what a tick sends, ``offered`` whether the reviewer may let the name stay.

    ``person_ids``: of whom in the household the name tells something.
    """

    key: str
    name: str
    relation: str
    offered: bool
    kept: bool
    person_ids: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Overview:
    """What one person gets. Names of others in ``records`` and ``log`` were replaced, but for those that were ticked."""

    person: PersonCard
    made_at: dt.datetime
    records: tuple[RecordLine, ...]
    withheld: int
    withheld_until: dt.date | None
    recipients: tuple[Recipient, ...]
    shares: tuple[Share, ...]
    log: tuple[LogLine, ...]
    log_lines: int
    log_sights: int
    seals: tuple[SealLine, ...]
    others: tuple[Other, ...]
    kept: tuple[KeptLine, ...] = ()


@dataclass(frozen=True, slots=True)
class LogPart:
    """Which lines of the log: ``most`` None is all of them."""

    most: int | None = None
    skipped: int = 0


def make_overview(scope: DossierScope, person_id: int, *, kept: Collection[str], part: LogPart) -> Overview:
    """The overview of one person of this household. ``kept``: keys of others whose names may stay. Raises NotFound."""
    card = get_person(scope.id, person_id)
    members = read.list_members(scope.id)
    network = _network(scope, members, person_id)
    others = [*_members(members, person_id, kept), *_acquaintances(network, kept)]
    redact = redactor(_thirds(members, network, others), own_names=_own_names(members, person_id))
    unsafe = tuple(member.person_id for member in members if member.unsafe and member.person_id != person_id)
    wanted = Wanted(scope.id, person_id, lives_here=card.lives_here, unsafe=unsafe, today=today())
    found = [*list_records(wanted), *(() if unsafe or not card.lives_here else read.list_knocks(scope.id, person_id))]
    records = tuple(_redacted(line, redact) for line in found)
    withheld, until = count_withheld(wanted)
    lines, sights = read.count_log(person_id)
    log = read.list_log(person_id, most=part.most, skipped=part.skipped)
    return Overview(
        person=card,
        made_at=now(),
        records=records,
        withheld=withheld,
        withheld_until=until,
        recipients=tuple(read.list_recipients(scope.id, person_id)),
        shares=_shares(scope, records),
        log=tuple(replace(line, reason=redact(line.reason)) for line in log),
        log_lines=lines,
        log_sights=sights,
        seals=tuple(read.list_seals()),
        others=tuple(others),
        kept=list_kept(scope.id, person_id, records),
    )


def _relation(member: Member) -> str:
    return by_language(*words_for(RELATIONS, member.relation))


def _members(members: list[Member], person_id: int, kept: Collection[str]) -> list[Other]:
    """Others of the household. Of somebody who is not safe here no name is offered, so that no tick can give it away."""
    return [
        Other(
            key := f"p{member.person_id}",
            member.name,
            _relation(member),
            offered=not member.unsafe,
            kept=key in kept and not member.unsafe,
            person_ids=(member.person_id,),
        )
        for member in members
        if member.person_id != person_id
    ]


def _network(scope: DossierScope, members: list[Member], person_id: int) -> list[Acquaintance]:
    """People around the household. What they are to it is somebody's own words (*zus van Karim*), so names go from that too."""
    thirds = [Third("", _names(member), _relation(member)) for member in members if member.person_id != person_id]
    redact = redactor(thirds, own_names=_own_names(members, person_id))
    return [replace(one, relation=redact(one.relation)) for one in read.list_network(scope.id)]


def _acquaintances(network: list[Acquaintance], kept: Collection[str]) -> list[Other]:
    return [
        Other(
            key := f"n{one.id}", one.first_name, one.relation, offered=True, kept=key in kept, person_ids=one.person_ids
        )
        for one in network
    ]


def _own_names(members: list[Member], person_id: int) -> set[str]:
    return {name for member in members if member.person_id == person_id for name in _names(member)}


def _names(member: Member) -> tuple[str, ...]:
    """Every way in which somebody of the household is written."""
    surname = " ".join(filter(None, (member.prefix, member.surname)))
    return tuple(filter(None, (member.name, member.given_name, surname, member.stub)))


def _thirds(members: list[Member], network: list[Acquaintance], others: list[Other]) -> list[Third]:
    names = {f"p{member.person_id}": _names(member) for member in members}
    names |= {f"n{one.id}": (one.first_name,) for one in network}
    return [Third(other.key, names[other.key], other.relation) for other in others if not other.kept]


def _redacted(line: RecordLine, redact: Callable[[str], str]) -> RecordLine:
    """The record with its texts redacted. The person's own details are their own; words of lists name nobody."""
    if line.kind in {"person", "person_detail"}:
        return line

    def plain(name: str, value: Any) -> Any:
        return redact(value) if isinstance(value, str) and FIELDS[name].holds is Holds.TEXT else value

    return replace(line, said={name: plain(name, value) for name, value in line.said.items()})


def _shares(scope: DossierScope, records: tuple[RecordLine, ...]) -> tuple[Share, ...]:
    """Of the records that the person gets: to which organisation each was shown."""
    theirs = {(line.kind, line.item_id) for line in records}
    return tuple(share for share in read.list_shares(scope.id) if (share.kind, share.item_id) in theirs)
