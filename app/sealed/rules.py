"""The five steps of the reporting code for domestic violence and child abuse (Besluit verplichte meldcode; domain.md 1.6)."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field

from flask_babel import gettext as _

from app.kernel.errors import RuleBroken
from app.kernel.text import check_length, clean_line, clean_text

STEPS = (1, 2, 3, 4, 5)
FIRST = STEPS[0]
LONGEST_TEXT = 4000
LONGEST_WITH = 120
#: Step → what it asks besides the day and the text. The last one asks for both decisions.
QUESTIONS: dict[int, tuple[str, ...]] = {
    1: (),
    2: ("consulted",),
    3: ("talked",),
    4: ("danger",),
    5: ("report", "arrange"),
}
#: Steps that happen with somebody.
WITH_SOMEBODY = frozenset({2, 3})


@dataclass(frozen=True, slots=True)
class StepWords:
    """What somebody writes in one step. ``answers``: question → code, of ``words.ANSWERS``."""

    on: dt.date | None
    text: str
    with_whom: str = ""
    answers: Mapping[str, str] = field(default_factory=dict)


def checked(number: int, words: StepWords, today: dt.date) -> StepWords:
    """The words as they are kept. Raises RuleBroken for a day that is still to come, and for no text or too much of it."""
    if words.on is None:
        raise RuleBroken("said_on", _("Vul in op welke dag dit was."))
    if words.on > today:
        raise RuleBroken("said_on", _("Deze dag moet nog komen. Vul een dag in die al geweest is."))
    return StepWords(
        on=words.on,
        text=check_length(clean_text(words.text), field="text", longest=LONGEST_TEXT, shortest=1),
        with_whom=check_length(clean_line(words.with_whom), field="with_whom", longest=LONGEST_WITH)
        if number in WITH_SOMEBODY
        else "",
        answers={question: words.answers.get(question, "") for question in QUESTIONS[number]},
    )
