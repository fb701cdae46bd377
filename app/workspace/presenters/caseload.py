"""View objects of the caseload, and its filters, sorting and columns."""

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from flask_babel import lazy_gettext as _l

from app.access.vocabulary import LEAD_ROW
from app.appointments.states import OPEN
from app.db.driver import Row
from app.dossiers.household_words import WEIGHTS
from app.dossiers.phases import PHASES, QUIET_DAYS, WORKING
from app.kernel.names import fold
from app.web.charts import Part, mix_parts
from app.web.drawing import once_per_content
from app.web.i18n import by_language, clock_time, day, last_day, near
from app.web.i18n import gettext as _

#: Columns that can be shown beside the name, in order, with their heading.
COLUMNS = {
    "phase": _l("Fase"),
    "weight": _l("Gewicht"),
    "mix": _l("Mix (6 mnd)"),
    "contact": _l("Laatste contact"),
    "next": _l("Volgende afspraak"),
    "review": _l("Terugkijken"),
    "lead": _l("Regie"),
    "case_no": _l("Nummer"),
}
DEFAULT_COLUMNS = ("phase", "weight", "mix", "contact", "next")
PARTNER_COLUMNS = ("case_no", "lead", "next", "mix")
#: What a coordinator may know of: the process, not the appointments and the interventions.
WIDE_COLUMNS = ("phase", "weight", "contact", "review", "lead")


@dataclass(frozen=True, slots=True)
class Household:
    """One line of the caseload."""

    id: int
    title: str
    case_no: str
    area: str
    phase: str
    phase_name: str
    weight: int
    weight_name: str
    mix: tuple[Part, ...]
    strands: tuple[tuple[str, int], ...]
    last_contact: str
    last_contact_on: dt.date | None
    next_day: str
    next_at: dt.datetime | None
    second: str
    second_open: bool
    review: str
    review_on: dt.date | None
    lead: str
    is_lead: bool
    quiet: bool
    until: str
    emergency: bool


def is_quiet(row: Row, now: dt.datetime) -> bool:
    """Whether nothing happened for a while in a household in which something should."""
    return bool(row.last_activity_at and row.phase in WORKING and now - row.last_activity_at > dt.timedelta(QUIET_DAYS))


@once_per_content(4096)
def household(row: Row, strands: tuple[tuple[str, int], ...], visit: Row | None, *, quiet: bool) -> Household:
    """One line from the rows of its statements."""
    return Household(
        id=row.id,
        title=row.title or row.case_no,
        case_no=row.case_no,
        area=row.area or "",
        phase=row.phase or "",
        phase_name=by_language(*PHASES[row.phase]) if row.phase else "",
        weight=row.weight or 0,
        weight_name=by_language(*WEIGHTS[row.weight]) if row.weight in WEIGHTS else "",
        mix=tuple(mix_parts(dict(strands))),
        strands=strands,
        last_contact=near(row.last_contact_on),
        last_contact_on=row.last_contact_on,
        next_day=f"{day(visit.starts_at, short=True)}, {clock_time(visit.starts_at)}" if visit else "",
        next_at=visit.starts_at if visit else None,
        second=second_in_short(visit),
        second_open=bool(visit and visit.state in OPEN),
        review=near(row.review_on),
        review_on=row.review_on,
        lead=row.lead_name or "",
        is_lead=row.row_name == LEAD_ROW,
        quiet=quiet,
        until=_("tot en met %(day)s", day=last_day(row.valid_until)) if row.valid_until else "",
        emergency=row.emergency,
    )


_IN_SHORT: dict[str, Callable[[], str]] = {
    "not_asked": lambda: _("nog vragen"),
    "asked": lambda: _("gevraagd"),
    "thinking": lambda: _("denkt na"),
    "rather_not": lambda: _("liever niet"),
}


def second_in_short(visit: Any) -> str:
    """*Mina komt*, *nog vragen*: the second person in two words; nothing when it is not for the reader."""
    if visit is None or not visit.state:
        return ""
    if visit.state == "coming":
        return _("%(name)s komt", name=visit.first_name) if visit.first_name else _("er komt iemand")
    return _IN_SHORT[visit.state]() if visit.state in _IN_SHORT else ""


@dataclass(frozen=True, slots=True)
class Choice:
    """What the reader wants to see, as it stands in the address: filters and sorting. Unknown words are ignored."""

    phase: str = ""
    strand: str = ""
    weight: str = ""
    only: str = ""
    sort: str = "title"
    down: bool = False

    @classmethod
    def read(cls, arguments: Mapping[str, str]) -> "Choice":
        """The choice in a query string."""
        sort = arguments.get("sort", "title")
        return cls(
            phase=arguments.get("phase", "") if arguments.get("phase", "") in PHASES else "",
            strand=arguments.get("strand", "")
            if arguments.get("strand") in {"care", "enforcement", "activation"}
            else "",
            weight=arguments.get("weight", "") if arguments.get("weight") in {"1", "3", "8"} else "",
            only=arguments.get("only", "") if arguments.get("only") in {"quiet", "alone", "lead"} else "",
            sort=sort if sort in SORTS else "title",
            down=arguments.get("down") == "1",
        )

    def keeps(self, line: Household) -> bool:
        """Whether a household passes the filters."""
        alone = line.next_at is not None and line.second_open
        tests = (
            not self.phase or line.phase == self.phase,
            not self.strand or self.strand in dict(line.strands),
            not self.weight or str(line.weight) == self.weight,
            self.only != "quiet" or line.quiet,
            self.only != "alone" or alone,
            self.only != "lead" or line.is_lead,
        )
        return all(tests)

    def arguments(self, **changes: str) -> dict[str, str]:
        """The query string for this choice with some words changed."""
        here = {"phase": self.phase, "strand": self.strand, "weight": self.weight, "only": self.only, "sort": self.sort}
        if self.down:
            here["down"] = "1"
        here.update(changes)
        return {name: value for name, value in here.items() if value and (name, value) != ("sort", "title")}


_FAR = dt.date(9999, 1, 1)

SORTS: dict[str, Callable[[Household], Any]] = {
    "title": lambda line: fold(line.title),
    "phase": lambda line: list(PHASES).index(line.phase) if line.phase else 99,
    "weight": lambda line: line.weight,
    "contact": lambda line: line.last_contact_on or dt.date.min,
    "next": lambda line: line.next_at.date() if line.next_at else _FAR,
    "review": lambda line: line.review_on or _FAR,
    "lead": lambda line: fold(line.lead),
    "case_no": lambda line: line.case_no,
    "mix": lambda line: -dict(line.strands).get("enforcement", 0),
}


def arrange(lines: list[Household], choice: Choice) -> list[Household]:
    """Filtered and sorted; equal ones by name."""
    kept = sorted((line for line in lines if choice.keeps(line)), key=SORTS["title"])
    return sorted(kept, key=SORTS[choice.sort], reverse=choice.down)


def load_sentence(load: Any, lines: list[Household]) -> str:
    """*31 huishoudens: 4 zwaar, 15 midden, 12 licht. Het team draagt samen …*: the team's load, never a ranking of people."""
    parts = [
        f"{sum(line.weight == weight for line in lines)} {name}"
        for weight, name in ((weight, by_language(*WEIGHTS[weight])) for weight in sorted(WEIGHTS, reverse=True))
    ]
    text = _("%(number)d huishoudens: %(weights)s.", number=len(lines), weights=", ".join(parts))
    if load is None or load.bandwidth_min is None:
        return text
    team = _(
        "Het team draagt samen %(points)d punten; de bandbreedte die het team koos is %(least)d tot %(most)d.",
        points=load.points,
        least=load.bandwidth_min,
        most=load.bandwidth_max,
    )
    return f"{text} {team}"
