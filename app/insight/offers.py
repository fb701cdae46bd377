"""What began for a life domain at a place, as far as that is told: exact, nothing at all, or held back. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from app.insight.places import Place, Places
from app.web.charts import STRANDS


@dataclass(slots=True)
class Offers:
    """Told rows of one period: ``numbers`` by (place, domain, strand), where an empty domain is everything that began."""

    places: Places
    numbers: dict[tuple[str, str, str], int | None] = field(default_factory=dict)

    @classmethod
    def of(cls, rows: Iterable[Any], places: Places) -> "Offers":
        """From told rows with value '' or ``domain:money``."""
        found = {(row.place, row.value.partition(":")[2], row.strand): row.number for row in rows}
        return cls(places, found)

    def get(self, place: Place, domain: str) -> dict[str, int | None]:
        """How many of each strand began there for this life domain; None is held back."""
        whole = self.numbers.get((place.code, domain, ""))
        if whole is None:
            return dict.fromkeys(STRANDS, 0 if self._is_nothing(place, domain) else None)
        told = {strand: self.numbers.get((place.code, domain, strand)) for strand in STRANDS}
        is_all = sum(number or 0 for number in told.values()) == whole
        return {strand: 0 if number is None and is_all else number for strand, number in told.items()}

    def _is_nothing(self, place: Place, domain: str) -> bool:
        """Whether what is told leaves no other answer than that nothing began.

        What is held back has a row of its own where everything around it is told, but for the only domain of a place.
        """
        if (place.code, domain, "") in self.numbers or self.numbers.get((place.code, "", "")) is None:
            return False
        others = any(here == place.code and other not in {"", domain} for here, other, _strand in self.numbers)
        above = self.places.above(place)
        return others and (
            above is None or self.numbers.get((above.code, domain, "")) is not None or self._is_nothing(above, domain)
        )
