"""Sealed compartments of the demo town: who had a concern about whom, and what each step says."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.cli.demo.shapes import Provenance
from app.sealed.rules import StepWords

if TYPE_CHECKING:
    from app.cli.demo.scribe import Scribe


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoSealed(Provenance):
    """A compartment with its steps from the first on, the name of its author, and since when youth protection reads along."""

    who: str
    shared_on: dt.date | None
    steps: tuple[StepWords, ...]


def seal(
    scribe: Scribe,
    author: str,
    persons: tuple[int, ...],
    steps: tuple[tuple[int, str, dict[str, str]], ...],
    *,
    shared: int,
) -> None:
    """Somebody opens a compartment about these persons; steps are (days ago, text, answers). ``shared`` counts days back too."""
    scribe.sealed.append(
        DemoSealed(
            who=scribe.cast.accounts[author].name,
            shared_on=scribe.day(shared),
            steps=tuple(StepWords(scribe.day(ago), text, "", answers) for ago, text, answers in steps),
            **scribe.sign(steps[0][0], author, persons=persons),
        )
    )
