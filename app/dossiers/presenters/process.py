"""Where the process stands and how it came there, in words."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask_babel import gettext as _

from app.dossiers.household_words import WEIGHTS
from app.dossiers.phases import PHASES
from app.dossiers.queries.household import PhaseStep, ProcessLine
from app.web.i18n import by_language, day


@dataclass(frozen=True, slots=True)
class StepView:
    """One step of the past."""

    what: str
    when: str
    by: str
    reason: str


@dataclass(frozen=True, slots=True)
class ProcessView:
    """The process on its page."""

    facts: tuple[tuple[str, str], ...]
    steps: tuple[StepView, ...]


def phase_words(code: str) -> str:
    """The phase in the reader's language; the code itself when it is not one of ours."""
    return by_language(*PHASES.get(code, (code, code)))


def process_view(process: ProcessLine, steps: Sequence[PhaseStep]) -> ProcessView:
    """The process in words, newest step first."""
    facts = [
        (_("Fase"), _("%(phase)s, sinds %(day)s", phase=phase_words(process.phase), day=day(process.phase_since))),
        (_("Gewicht"), by_language(*WEIGHTS.get(process.weight, ("–", "–")))),
    ]
    if process.review_on:
        facts.append((_("Terugkijken op"), day(process.review_on)))
    return ProcessView(tuple(facts), tuple(_step(step) for step in steps))


def _step(step: PhaseStep) -> StepView:
    after = phase_words(step.to_phase)
    what = _("%(before)s → %(after)s", before=phase_words(step.from_phase), after=after) if step.from_phase else after
    return StepView(what, day(step.at), step.by, step.reason)
