"""The second person: one list of states, what may follow what, the sentence to say and the words on the printed
invitation.

Method: ask everybody you meet to bring somebody (domain.md 5.5, T10-T13). "Not asked because unsafe" is for workers
only: nobody in the household may ever see it, so screens for residents show it as not yet asked.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class SecondState(StrEnum):
    """How it stands with the second person of one appointment."""

    NOT_ASKED = "not_asked"
    ASKED = "asked"
    THINKING = "thinking"
    COMING = "coming"
    CAME = "came"
    DID_NOT_COME = "did_not_come"
    RATHER_NOT = "rather_not"
    UNSAFE = "unsafe"


_S = SecondState

STATES: dict[str, tuple[str, str]] = {
    _S.NOT_ASKED: ("nog niet gevraagd", "not asked yet"),
    _S.ASKED: ("gevraagd, nog geen antwoord", "asked, no answer yet"),
    _S.THINKING: ("denkt erover na", "thinking it over"),
    _S.COMING: ("er komt iemand mee", "somebody is coming along"),
    _S.CAME: ("er kwam iemand mee", "somebody came along"),
    _S.DID_NOT_COME: ("kwam toch niet", "did not come after all"),
    _S.RATHER_NOT: ("liever niet", "rather not"),
    _S.UNSAFE: ("niet gevraagd: niet veilig", "not asked: not safe"),
}

# Still a question for the worker: the slot on the screen is dashed.
OPEN: frozenset[SecondState] = frozenset({_S.NOT_ASKED, _S.ASKED, _S.THINKING})
# Says who came: only after the appointment began.
AFTERWARDS: frozenset[SecondState] = frozenset({_S.CAME, _S.DID_NOT_COME})
HIDDEN_FROM_HOUSEHOLD: frozenset[SecondState] = frozenset({_S.UNSAFE})
# These states name somebody: a first name and what they are of the resident. Who did not come may stay unnamed.
NEEDS_WHO: frozenset[SecondState] = frozenset({_S.COMING, _S.CAME})
# These may name somebody: who was asked, who is thinking about it, whom the resident mentioned.
MAY_NAME: frozenset[SecondState] = frozenset({*NEEDS_WHO, _S.ASKED, _S.THINKING, _S.DID_NOT_COME})

# These say why, if the resident wants to: from a list, and in their own words.
SAYS_WHY: frozenset[SecondState] = frozenset({_S.RATHER_NOT, _S.DID_NOT_COME})

# Nothing is final: a wrong tick is put right, and somebody who would rather not may turn up after all.
SUCCESSORS: dict[str, frozenset[SecondState]] = {
    _S.NOT_ASKED: frozenset({_S.ASKED, _S.THINKING, _S.COMING, _S.RATHER_NOT, _S.CAME, _S.UNSAFE}),
    _S.ASKED: frozenset({_S.THINKING, _S.COMING, _S.RATHER_NOT, _S.CAME, _S.DID_NOT_COME, _S.UNSAFE}),
    _S.THINKING: frozenset({_S.ASKED, _S.COMING, _S.RATHER_NOT, _S.CAME, _S.DID_NOT_COME, _S.UNSAFE}),
    _S.COMING: frozenset({_S.THINKING, _S.RATHER_NOT, _S.CAME, _S.DID_NOT_COME, _S.UNSAFE}),
    _S.CAME: frozenset({_S.DID_NOT_COME, _S.UNSAFE}),
    _S.DID_NOT_COME: frozenset({_S.CAME, _S.UNSAFE}),
    _S.RATHER_NOT: frozenset({_S.ASKED, _S.THINKING, _S.COMING, _S.CAME, _S.UNSAFE}),
    _S.UNSAFE: frozenset({_S.NOT_ASKED}),
}


@dataclass(frozen=True, slots=True)
class Text:
    """The same text in plain Dutch and in English."""

    nl: str
    en: str


TO_SAY = Text(
    "Wilt u iemand meenemen die u vertrouwt? Twee horen meer dan één, en het hoeft niet moeilijk te zijn.",
    "Would you like to bring somebody you trust? Two people hear more than one, and it does not have to be difficult.",
)
DUO_QUESTION = Text(
    "Wat willen jullie samen doen voor de buurt? (mag leeg blijven)",
    "What would the two of you like to do for the neighbourhood? (may stay empty)",
)
DUO_FREE = Text("Vrijwillig. Het heeft nergens gevolgen voor.", "Voluntary. It has no consequences for anything.")

# The printed invitation; {who}, {when}, {where}, {worker}, {team} and {phone} are filled in.
INVITATION: dict[str, Text] = {
    "title": Text("Uitnodiging", "Invitation"),
    "greeting": Text("Beste {who},", "Dear {who},"),
    "when": Text("We spreken elkaar op {when}.", "We meet on {when}."),
    "where": Text("Dat is hier: {where}.", "This is where: {where}."),
    "bring": Text(
        "Neem gerust iemand mee. Dat mag een zus zijn, een vriend, een buurvrouw of iemand anders die u vertrouwt.",
        "Feel free to bring somebody: a sister, a friend, a neighbour or anybody else you trust.",
    ),
    "why": Text(
        "Twee horen meer dan één. En na het gesprek kunt u er samen nog eens over praten.",
        "Two people hear more than one. And after the talk you can go over it together.",
    ),
    "free": Text(
        "Komt u liever alleen? Dat is ook goed. U hoeft niet te zeggen waarom.",
        "Would you rather come alone? That is fine too. You need not say why.",
    ),
    "call": Text(
        "Past het niet of heeft u een vraag? Bel {worker} van {team}: {phone}.",
        "Does the time not suit you, or do you have a question? Call {worker} of {team}: {phone}.",
    ),
    "closing": Text("Tot dan!", "See you then!"),
}


def may_follow(old: str, new: str) -> bool:
    """Whether the second person of an appointment may go from `old` to `new`; staying the same is always allowed."""
    return old == new or new in SUCCESSORS[old]


def shown_to_household(state: str) -> str:
    """The state that a resident may see: an unsafe one looks like one that was not asked yet."""
    return _S.NOT_ASKED.value if state in HIDDEN_FROM_HOUSEHOLD else state
