"""Names of others in what one person gets to read: what they are to the household stands in their place. Pure."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Third:
    """Somebody else: every way in which they are named, and what stands there instead (*partner*, *buurvrouw*)."""

    key: str
    names: tuple[str, ...]
    instead: str


def redactor(thirds: Iterable[Third], *, own_names: Iterable[str]) -> Callable[[str], str]:
    """A function that puts *[partner]* where somebody's name stands, whole words only, in capitals or not.

    A name that is the reader's own too stays: nobody could tell whose it is. The longest name is looked for first.
    """
    own = {name.casefold() for name in own_names}
    instead: dict[str, str] = {}
    for third in thirds:
        for name in third.names:
            if len(name) > 1 and name.casefold() not in own:
                instead.setdefault(name.casefold(), f"[{third.instead}]")
    if not instead:
        return lambda text: text
    longest_first = sorted(instead, key=len, reverse=True)
    pattern = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first))})(?!\w)", re.IGNORECASE)
    return lambda text: pattern.sub(lambda found: instead.get(found[0].casefold(), "[…]"), text)
