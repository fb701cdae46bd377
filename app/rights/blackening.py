"""What is blacked out of a copy before it is given: its texts, whose names stand in them, and the copy without the pieces. Pure."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from app.rights.overview import Overview
from app.rights.words import FIELDS, Holds

#: What stands where something was blacked out.
BLACK = "\u2588\u2588\u2588\u2588"
#: The kind under which reasons in the log count as texts.
LOG = "log"
#: What a name gave way to.
_REPLACED = re.compile(r"\[[^\]]+\]")


@dataclass(frozen=True, slots=True)
class Piece:
    """Part of a text: its first character and the one after its last."""

    starts: int
    ends: int


@dataclass(frozen=True, slots=True)
class Text:
    """One text of a copy by its number (``place``): of which kind of record, which field, and which record of the copy.

    ``owner``: whose record it is. ``is_others``: it came from somebody else than the person, or is also about somebody else.
    ``names``: names of others that stand in it as they are. ``replaced``: names of others gave way in it.
    """

    place: int
    kind: str
    field: str
    record: int
    text: str
    owner: str
    is_others: bool
    names: tuple[str, ...] = ()
    replaced: bool = False

    @property
    def needs_look(self) -> bool:
        """Whether somebody else may be known by it."""
        return self.is_others or bool(self.names) or self.replaced


def texts_of(overview: Overview) -> list[Text]:
    """Every text of the copy that people wrote, in the order of the copy; reasons of the log last, each different one once."""
    named = _named(overview)
    written = [*_of_records(overview), *_of_log(overview)]
    return [
        replace(
            text,
            place=place,
            names=tuple(name for name in named if _pieces(text.text, name)),
            replaced=_REPLACED.search(text.text) is not None,
        )
        for place, text in enumerate(written)
    ]


def _named(overview: Overview) -> list[str]:
    """Names of others, whole and in parts; not what is also the person's own name."""
    own = {*overview.person.name.casefold().split(), overview.person.name.casefold()}
    names = [other.name for other in overview.others]
    parts = [part for name in names for part in name.split() if len(part) > 2 and part[0].isupper()]
    return [name for name in dict.fromkeys([*names, *parts]) if name.casefold() not in own]


def _of_records(overview: Overview) -> Iterable[Text]:
    for number, line in enumerate(overview.records):
        others = bool(set(line.person_ids) - {overview.person.person_id}) or line.kind in _FROM_OTHERS
        for name, field in FIELDS.items():
            value = line.said.get(name)
            if field.holds is Holds.TEXT and isinstance(value, str) and not name.startswith("product_"):
                yield Text(
                    0, line.kind, name, number, value, line.organisation, is_others=others and line.kind not in _OWN
                )


def _of_log(overview: Overview) -> Iterable[Text]:
    for reason, organisation in {line.reason: line.organisation for line in overview.log if line.reason}.items():
        yield Text(0, LOG, "reason", 0, reason, organisation, is_others=True)


#: Kinds of records in which somebody else speaks, and those that are a person's own.
_FROM_OTHERS = {"knock", "network_meeting", "outside_question", "plan_interest", "thread_message"}
_OWN = {"household_address", "household_area", "household_title", "person", "person_detail"}


def _pieces(text: str, words: str) -> list[Piece]:
    pattern = rf"(?<!\w){re.escape(words)}(?!\w)"
    return [Piece(found.start(), found.end()) for found in re.finditer(pattern, text, re.IGNORECASE)]


def find_pieces(text: str, words: Iterable[str]) -> tuple[list[Piece], list[str]]:
    """Where these words stand in a text (each time they do), and which of them do not stand in it at all."""
    found: list[Piece] = []
    missing = []
    for wanted in words:
        pieces = _pieces(text, wanted) or [
            Piece(at.start(), at.end()) for at in re.finditer(re.escape(wanted), text, re.IGNORECASE)
        ]
        found += pieces
        missing += [] if pieces else [wanted]
    return found, missing


def black_out(text: str, pieces: Sequence[Piece]) -> str:
    """The text without these pieces. Pieces that touch or lie over each other are one; what lies beyond the text counts to its end."""
    taken = sorted((max(piece.starts, 0), min(piece.ends, len(text))) for piece in pieces)
    joined: list[list[int]] = []
    for starts, ends in taken:
        if joined and starts <= joined[-1][1]:
            joined[-1][1] = max(joined[-1][1], ends)
        else:
            joined.append([starts, ends])
    edges = [0, *(edge for piece in joined for edge in piece), len(text)]
    kept = [text[begin:end] for begin, end in list(pairwise(edges))[::2]]
    return BLACK.join(kept)


def blackened(overview: Overview, marks: dict[int, list[Piece]]) -> Overview:
    """The copy as it is given: every text without what was blacked out of it. ``marks``: by the number of the text."""
    texts = {text.place: text for text in texts_of(overview) if text.place in marks}
    said = {
        (text.record, text.field): black_out(text.text, marks[text.place])
        for text in texts.values()
        if text.kind != LOG
    }
    reasons = {text.text: black_out(text.text, marks[text.place]) for text in texts.values() if text.kind == LOG}
    records = tuple(
        replace(line, said={name: said.get((number, name), value) for name, value in line.said.items()})
        for number, line in enumerate(overview.records)
    )
    log = tuple(replace(line, reason=reasons.get(line.reason, line.reason)) for line in overview.log)
    return replace(overview, records=records, log=log)
