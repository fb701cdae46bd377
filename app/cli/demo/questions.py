"""Questions of the demo town: who asked whom what, who answered, and what came back from somebody without an account."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.cli.demo.shapes import Provenance

if TYPE_CHECKING:
    from app.cli.demo.scribe import Scribe


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoAnswer(Provenance):
    """Something that was written under a question."""

    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoQuestion(Provenance):
    """A question to accounts by key, with what was written under it."""

    line: str
    explanation: str
    parties: tuple[str, ...]
    due_on: dt.date
    answers: tuple[DemoAnswer, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoOutside(Provenance):
    """A question to somebody without an account, with the line that came back the next day."""

    question: str
    name: str
    email: str
    tick: str
    line: str


def ask(
    scribe: Scribe,
    ago: int,
    who: tuple[str, tuple[str, ...]],
    words: tuple[str, str],
    *,
    due: int,
    answers: tuple[tuple[str, int, str], ...] = (),
) -> None:
    """One account asks others so many days ago; ``due`` counts back too. Answers are (who, how many days ago, words)."""
    said = tuple(DemoAnswer(text=text, **scribe.sign(when, by)) for by, when, text in answers)
    scribe.questions.append(
        DemoQuestion(
            line=words[0], explanation=words[1], parties=who[1], due_on=scribe.day(due), answers=said,
            **scribe.sign(ago, who[0]),
        )
    )  # fmt: skip


def ask_outside(scribe: Scribe, ago: int, question: str, who: tuple[str, str], *, answer: tuple[str, str]) -> None:
    """The lead asks somebody (name, address), who ticks and writes one line."""
    scribe.outside.append(
        DemoOutside(
            question=question, name=who[0], email=who[1], tick=answer[0], line=answer[1], **scribe.sign(ago)
        )
    )  # fmt: skip
