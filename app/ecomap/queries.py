"""Every question to the ecomap. Row-level security decides what comes back."""

import datetime as dt
from dataclasses import dataclass

from app.access.vocabulary import NO_PROFESSIONALS
from app.db.clock import today
from app.db.question import Question
from app.kernel.clock import amsterdam_day
from app.kernel.errors import NotFound

_VERSIONS = Question(
    """
    select v.id, v.drawn_on, v.together_with, a.name as author, v.version
      from ecomap_version v join account a on a.id = v.author_id
     where v.dossier_id = :dossier order by v.drawn_on desc, v.id desc
    """
)

_COLUMNS = """
    select t.id, t.ecomap_version_id as version_id, t.network_person_id, n.first_name, n.relation, t.other_id,
           coalesce(o.first_name, '') as other_name, coalesce(t.circle, '') as circle, t.kind, t.strength, t.direction, t.gives,
           t.receives, t.strain, t.words, t.person_ids || n.person_ids || coalesce(o.person_ids, '{}') as person_ids, t.version,
           t.sealed or n.sealed or coalesce(o.sealed, false) as sealed,
           n.restricted or coalesce(o.restricted, false) as restricted
      from ecomap_tie t
      join network_person n on n.id = t.network_person_id
      left join network_person o on o.id = t.other_id
"""

#: Whoever is no longer around stays on the maps of before, and goes off the newest when it is drawn anew.
_TIES = Question(
    _COLUMNS
    + """
     where t.dossier_id = :dossier and t.ecomap_version_id = :version and t.withdrawn_at is null
     order by t.circle is null, array_position(array['household','family','neighbourhood','professional'], t.circle),
              n.first_name, n.id, o.first_name, o.id
    """
)
_ONE = Question(_COLUMNS + "where t.dossier_id = :dossier and t.id = :tie and t.withdrawn_at is null")

_WORKERS = Question(
    """
    select distinct a.id, a.name, a.function, o.name as organisation
      from involvement i join account a on a.id = i.account_id join organisation o on o.id = i.organisation_id
     where i.dossier_id = :dossier and i.valid_from < :until and (i.valid_until is null or i.valid_until >= :since)
       and (i.withdrawn_at is null or i.withdrawn_at >= :until) and a.function <> all(:not_workers)
     order by o.name, a.name, a.id
    """
)
_STANDS = Question(
    """
    select v.drawn_on, t.circle, t.kind, t.strength, t.strain
      from ecomap_tie t join ecomap_version v on v.id = t.ecomap_version_id
     where t.dossier_id = :dossier and t.network_person_id = :person and t.circle is not null and t.withdrawn_at is null
     order by v.drawn_on desc, v.id desc
    """
)
_WRITTEN = Question(
    """
    select n.created_at, a.name, o.name as organisation, o.contact_name, o.contact_phone
      from network_person n join account a on a.id = n.author_id join organisation o on o.id = n.owner_org_id
     where n.dossier_id = :dossier and n.id = :person
    """
)


@dataclass(frozen=True, slots=True)
class VersionLine:
    """The map of one day: with whom it was filled in, and who drew it."""

    id: int
    drawn_on: dt.date
    together_with: str
    author: str
    version: int


@dataclass(frozen=True, slots=True)
class TieLine:
    """One tie on one version. ``other_id`` None: with the household, and then ``circle`` says where.

    ``person_ids``: whose network it is, of both ends, for the log. ``sealed``: it is, or somebody at one of its ends.
    ``restricted``: somebody at one of its ends is not to be used while a request runs.
    """

    id: int
    version_id: int
    network_person_id: int
    first_name: str
    relation: str
    other_id: int | None
    other_name: str
    circle: str
    kind: str
    strength: int
    direction: str
    gives: tuple[str, ...]
    receives: tuple[str, ...]
    strain: bool
    words: str
    person_ids: tuple[int, ...]
    version: int
    sealed: bool = False
    restricted: bool = False


@dataclass(frozen=True, slots=True)
class OpenMap:
    """One version of the map with its ties, and all versions, the newest first. ``version`` None: nothing was drawn yet."""

    versions: tuple[VersionLine, ...]
    version: VersionLine | None
    ties: tuple[TieLine, ...]

    @property
    def is_newest(self) -> bool:
        """Whether it is the map that is worked on."""
        return self.version is None or self.version == self.versions[0]


@dataclass(frozen=True, slots=True)
class WorkerLine:
    """Somebody who worked in the household on a day: drawn in the outer circle, counted beside the network."""

    id: int
    name: str
    function: str
    organisation: str


@dataclass(frozen=True, slots=True)
class StandLine:
    """How somebody stands on the map of one day."""

    drawn_on: dt.date
    circle: str
    kind: str
    strength: int
    strain: bool


@dataclass(frozen=True, slots=True)
class WrittenLine:
    """Who wrote somebody down, when, and whom to call about it."""

    at: dt.datetime
    author: str
    organisation: str
    contact: str
    phone: str


def list_versions(dossier_id: int) -> tuple[VersionLine, ...]:
    """Every version of the map that the asker may see, the newest first."""
    return tuple(VersionLine(*row) for row in _VERSIONS.rows(dossier=dossier_id))


def find_newest(dossier_id: int) -> VersionLine | None:
    """The map that is worked on; None while nothing was drawn."""
    return next(iter(list_versions(dossier_id)), None)


def open_map(dossier_id: int, version_id: int | None = None) -> OpenMap:
    """One version of this household's map, or the newest. Raises NotFound."""
    versions = list_versions(dossier_id)
    chosen = next((line for line in versions if version_id in {None, line.id}), None)
    if chosen is None and version_id is not None:
        raise NotFound
    return OpenMap(versions, chosen, list_ties(dossier_id, chosen.id) if chosen else ())


def list_ties(dossier_id: int, version_id: int) -> tuple[TieLine, ...]:
    """The ties of a version: those with the household first, by circle and name."""
    return tuple(TieLine(*row) for row in _TIES.rows(dossier=dossier_id, version=version_id))


def get_tie(dossier_id: int, tie_id: int) -> TieLine:
    """One tie that is on a map of this household. Raises NotFound."""
    row = _ONE.row(dossier=dossier_id, tie=tie_id)
    if row is None:
        raise NotFound
    return TieLine(*row)


def list_stands(dossier_id: int, network_person_id: int) -> tuple[StandLine, ...]:
    """On which maps somebody of the network stands, the newest first; words of the resident are not among it."""
    return tuple(StandLine(*row) for row in _STANDS.rows(dossier=dossier_id, person=network_person_id))


def find_written(dossier_id: int, network_person_id: int) -> WrittenLine | None:
    """Since when somebody of the network is written down, by whom and for which organisation."""
    row = _WRITTEN.row(dossier=dossier_id, person=network_person_id)
    return WrittenLine(*row) if row else None


def list_workers(dossier_id: int, day: dt.date | None = None) -> tuple[WorkerLine, ...]:
    """Whoever worked in the household on ``day`` (today without one), by organisation and name, as far as the asker may know."""
    since, until = amsterdam_day(day or today())
    rows = _WORKERS.rows(dossier=dossier_id, since=since, until=until, not_workers=sorted(NO_PROFESSIONALS))
    return tuple(WorkerLine(*row) for row in rows)
