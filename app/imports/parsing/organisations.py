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
    """The organisation when it is certain, the one that it is by its kind, and those that it could be, likeliest first."""

    sure: Organisation | None
    perhaps: tuple[Organisation, ...] = ()
    likely: Organisation | None = None


@lru_cache(maxsize=2048)
def match_organisation(text: str, organisations: tuple[Organisation, ...]) -> OrganisationMatch:
    """Find the organisation by its name or the word for its kind; one that two organisations share is not certain.

    A word for a kind inside a longer name (`GGZ Noord`) makes the only organisation of that kind likely, not certain.
    """
    wanted = " ".join(words_of(text))
    named = {each.id: _alike(wanted, each.name) for each in organisations}
    scored = sorted(
        (((max(named[each.id], _called(wanted, each)), named[each.id]), each) for each in organisations),
        key=lambda pair: (-pair[0][0], -pair[0][1], pair[1].id),
    )
    perhaps = tuple(each for score, each in scored if score[0] >= _PERHAPS)[:_OFFERED]
    best = [each for score, each in scored if score[0] >= _SURE and score == scored[0][0]]
    if len(best) == 1:
        return OrganisationMatch(best[0], perhaps)
    of_kind = [each for each in organisations if _names_kind(wanted, each)]
    likely = of_kind[0] if not best and len(of_kind) == 1 else None
    first = (likely,) if likely else ()
    return OrganisationMatch(None, (*first, *(each for each in perhaps if each is not likely))[:_OFFERED], likely)


def _called(wanted: str, organisation: Organisation) -> float:
    """100 when the text is exactly a word for the kind of this organisation."""
    return 100.0 if any(wanted == " ".join(words_of(word)) for word in organisation.synonyms if wanted) else 0.0


def _names_kind(wanted: str, organisation: Organisation) -> bool:
    """Tell whether one of the words for its kind stands in the text."""
    words = set(wanted.split())
    return any(set(words_of(word)) <= words for word in organisation.synonyms)


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
