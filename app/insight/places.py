"""Places by code and by every name that they had: district, neighbourhood, and the town as a whole."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, Final

from app.insight.codes import place_path
from app.web.i18n import gettext as _

TOWN: Final = ""


@dataclass(frozen=True, slots=True)
class Place:
    """A district or neighbourhood. ``former`` are the names that it had before, newest first."""

    code: str
    level: str
    name: str
    district: str
    former: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Found:
    """What somebody asked for; ``old_name`` when they asked for a name that it does not have any more."""

    place: Place
    old_name: str = ""


@dataclass(slots=True)
class Places:
    """All places of which anything was counted."""

    by_code: dict[str, Place] = field(default_factory=dict)

    @classmethod
    def of(cls, rows: Iterable[Any]) -> "Places":
        """From rows (code, year, level, name). A district without a name of its own is called by its number."""
        names: dict[str, list[str]] = {}
        levels: dict[str, str] = {}
        for row in sorted(rows, key=lambda row: row.year, reverse=True):
            levels[row.code] = row.level
            if row.name not in names.setdefault(row.code, []):
                names[row.code].append(row.name)
        made = cls({TOWN: Place(TOWN, "town", _("Hele gemeente"), TOWN)})
        for code, known in names.items():
            district = place_path(code)[0] if levels[code] == "neighbourhood" else code
            made.by_code[code] = Place(code, levels[code], known[0], district, tuple(known[1:]))
        for place in list(made.by_code.values()):
            if place.district not in made.by_code:
                made.by_code[place.district] = Place(place.district, "district", _district_name(place), place.district)
        return made

    def find(self, typed: str) -> Found | None:
        """The place with this code or name, also one that it had before; None when there is none."""
        wanted = typed.strip()
        if wanted in self.by_code:
            return Found(self.by_code[wanted])
        folded = wanted.casefold()
        for place in self.by_code.values():
            if place.name.casefold() == folded:
                return Found(place)
        for place in self.by_code.values():
            for name in place.former:
                if name.casefold() == folded:
                    return Found(place, name)
        return None

    def get(self, code: str) -> Place:
        """The place with this code; one that is not known is called by its code."""
        return self.by_code.get(code) or Place(code, "neighbourhood", code or _("Hele gemeente"), code)

    def above(self, place: Place) -> Place | None:
        """One step coarser: the district of a neighbourhood, the town of a district."""
        if place.level == "town":
            return None
        return self.get(place.district if place.level == "neighbourhood" else TOWN)

    def at(self, level: str) -> list[Place]:
        """The districts or neighbourhoods, by name."""
        return sorted((place for place in self.by_code.values() if place.level == level), key=lambda place: place.name)


def _district_name(one_of_it: Place) -> str:
    code = one_of_it.district
    return one_of_it.name if code.startswith("?") else _("Wijk %(code)s", code=code.removeprefix("WK"))
