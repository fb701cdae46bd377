"""What somebody hands in: the words of a body, a period, the pause, and a whole new intervention."""

import datetime as dt
from dataclasses import asdict, dataclass, field


@dataclass(frozen=True, slots=True)
class Words:
    """The body as it is written: why this and why now, how one stands in it, and what may be added."""

    why: str
    stance: str
    superfluous_when: str = ""
    network_could: str = ""
    alternatives: str = ""
    own_role: str = ""
    coordinated_with: str = ""
    plan_item_id: int | None = None

    def columns(self) -> dict[str, object]:
        """The words by the name of their column."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class Period:
    """From when until when; planned or actual, as the status says."""

    start: dt.date | None = None
    end: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Pause:
    """The enforcement pause: why it goes ahead (body) and who was consulted (header)."""

    reason: str = ""
    consulted: str = ""


@dataclass(frozen=True, slots=True)
class Draft:
    """A new intervention."""

    strand: str
    product_id: int
    status: str
    persons: tuple[int, ...]
    words: Words
    period: Period = field(default_factory=Period)
    pause: Pause = field(default_factory=Pause)
