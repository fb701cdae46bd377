"""What a request showed or changed, gathered while it runs and written in its own transaction before the response leaves.

One access line per dossier (or per list) and one processing line per person, with the categories that were shown of that
person and no others. Categories and ids only, never content.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

from sqlalchemy.orm import Session

from app.db.driver import array
from app.db.question import Question

TRAIL = "trail"


@dataclass(slots=True)
class Sight:
    """One thing that was shown or done: which categories, about which persons, of which dossier.

    ``persons`` has the categories per person: a page that shows everybody's name and one person's plan says just that.
    """

    action: str
    dossier_id: int | None
    categories: set[str]
    persons: dict[int, set[str]]
    objects: set[int]
    reason: str = ""
    outcome: str = "ok"
    purpose_id: int | None = None


@dataclass(slots=True)
class Trail:
    """Everything one request showed and did. ``operation`` is the name of the route's policy or of the command."""

    operation: str = ""
    network: str = ""
    rule: str = ""
    purpose_id: int | None = None
    #: Dossiers and their persons, when a list shows several at once: person → dossier.
    homes: dict[int, int] = field(default_factory=dict)
    sights: list[Sight] = field(default_factory=list)


def trail_of(session: Session) -> Trail:
    """The trail of this session's request; made on first use."""
    trail: Trail = session.info.setdefault(TRAIL, Trail())
    return trail


def begin(session: Session, *, operation: str, network: str = "") -> None:
    """Starts an empty trail for a request or command."""
    session.info[TRAIL] = Trail(operation=operation, network=network)


def saw(
    session: Session,
    *,
    dossier_id: int | None,
    persons: Iterable[int],
    categories: Iterable[str],
    objects: Iterable[int] = (),
) -> None:
    """Notes that data about ``persons`` in ``categories`` were shown."""
    _note(session, "read", dossier_id, categories, persons=persons, objects=objects)


def saw_list(
    session: Session, *, homes: dict[int, int], categories: Iterable[str], objects: Iterable[int] = ()
) -> None:
    """Notes that a list showed persons of several dossiers: person id → dossier id."""
    trail_of(session).homes.update(homes)
    _note(session, "read", None, categories, persons=homes, objects=objects)


def did(
    session: Session,
    action: str,
    *,
    dossier_id: int | None = None,
    category: str | None = None,
    persons: Iterable[int] = (),
    objects: Iterable[int] = (),
    reason: str = "",
) -> None:
    """Notes an act: create, update, withdraw, search, print, export, share … with the reason where one was asked."""
    _note(session, action, dossier_id, [category] if category else [], persons=persons, objects=objects, reason=reason)


def undo(session: Session) -> None:
    """Nothing was done, so nothing is noted as done; what was shown stays noted."""
    sights = trail_of(session).sights
    sights[:] = [sight for sight in sights if sight.action == "read"]


def unsee(session: Session) -> None:
    """Forgets what was read to check a form that is now saved: the answer leads on and shows none of it."""
    sights = trail_of(session).sights
    sights[:] = [sight for sight in sights if sight.action != "read"]


def _note(
    session: Session,
    action: str,
    dossier_id: int | None,
    categories: Iterable[str],
    *,
    persons: Iterable[int],
    objects: Iterable[int] = (),
    reason: str = "",
) -> None:
    sights, known = trail_of(session).sights, set(categories)
    sight = next((s for s in sights if s.action == action == "read" and s.dossier_id == dossier_id), None)
    if sight is None:
        sight = Sight(action, dossier_id, set(), {}, set(), reason)
        sights.append(sight)
    sight.categories |= known
    sight.objects.update(objects)
    for person in persons:
        sight.persons.setdefault(person, set()).update(known)


_WRITE = Question(
    """
    select sec.write_trail(
      :operation, :network, :rule, cast(:purpose as bigint),
      cast(:actions as text[]), cast(:outcomes as text[]), cast(:dossiers as bigint[]), cast(:categories as text[]),
      cast(:objects as text[]), cast(:reasons as text[]),
      cast(:person_places as bigint[]), cast(:persons as bigint[]), cast(:person_dossiers as bigint[]),
      cast(:person_categories as text[]))
    """
)


def write(session: Session) -> None:
    """Writes the trail in the session's transaction, in one statement, and empties it. Nothing noted: nothing written.

    In whose name and when is the database's to say (``sec.write_trail``).
    """
    trail = trail_of(session)
    if not trail.sights or session.info.get("principal") is None:
        return
    lines = [
        (place, person, trail.homes.get(person, sight.dossier_id), f'"{array(sorted(categories))}"')
        for place, sight in enumerate(trail.sights, 1)
        for person, categories in sorted(sight.persons.items())
    ]
    values = {
        "operation": trail.operation,
        "network": trail.network,
        "rule": trail.rule,
        "purpose": trail.purpose_id,
        "actions": [s.action for s in trail.sights],
        "outcomes": [s.outcome for s in trail.sights],
        "dossiers": array(s.dossier_id for s in trail.sights),
        "categories": [array(sorted(s.categories)) for s in trail.sights],
        "objects": [array(sorted(s.objects)) for s in trail.sights],
        "reasons": [s.reason for s in trail.sights],
        "person_places": array(line[0] for line in lines),
        "persons": array(line[1] for line in lines),
        "person_dossiers": array(line[2] for line in lines),
        "person_categories": array(line[3] for line in lines),
    }
    _WRITE.of(session, values)
    trail.sights.clear()
