"""Matching the organisation that a line names to the organisations that are known."""

from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import fuzz

from app.imports.parsing.model import Organisation
from app.kernel.names import words_of

_SURE = 92
_PERHAPS = 55
_OFFERED = 3
_LONG_ENOUGH = 3


@dataclass(frozen=True, slots=True)
class OrganisationMatch:
    """The organisation when it is certain, and otherwise those that it could be, the likeliest first."""

    sure: Organisation | None
    perhaps: tuple[Organisation, ...] = ()


@lru_cache(maxsize=2048)
def match_organisation(text: str, organisations: tuple[Organisation, ...]) -> OrganisationMatch:
    """Find the organisation by its name or a synonym; one that two organisations share is not certain."""
    wanted = " ".join(words_of(text))
    scored = sorted(
        ((max(_alike(wanted, name) for name in (each.name, *each.synonyms)), each) for each in organisations),
        key=lambda pair: (-pair[0], pair[1].id),
    )
    perhaps = tuple(each for score, each in scored if score >= _PERHAPS)[:_OFFERED]
    best = [each for score, each in scored if score >= _SURE and score == scored[0][0]]
    return OrganisationMatch(best[0] if len(best) == 1 else None, perhaps)


def _alike(wanted: str, name: str) -> float:
    """Compare two names, 0 to 100; one that is wholly part of the other scores less than the same name."""
    known = " ".join(words_of(name))
    if not wanted or not known:
        return 0.0
    if wanted == known:
        return 100.0
    if len(wanted) > _LONG_ENOUGH and (
        set(wanted.split()) <= set(known.split()) or set(known.split()) <= set(wanted.split())
    ):
        return 94.0
    return min(float(fuzz.ratio(wanted, known)), 93.0)
