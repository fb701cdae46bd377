"""What becomes of an offer: agreed, done, enjoyed, stopped. Voluntary to the letter (domain.md 2.5): nothing hangs on any of it.

There is no word for a refusal, stopping asks no reason, and no policy, count or signal reads these rows.
"""

import datetime as dt
from dataclasses import dataclass

from flask_babel import gettext as _

from app.access.scope import DossierScope
from app.access.vocabulary import Category
from app.audit import trail
from app.db.clock import today
from app.db.session import db
from app.dossiers.services.activity import note_activity
from app.dossiers.services.rows import columns
from app.kernel.errors import Forbidden, RuleBroken
from app.kernel.text import check_length, clean_line
from app.network.models import OfferStep
from app.network.queries import OfferLine, StepLine, get_offer, list_steps
from app.network.services import may_note_offer

STEPS: dict[str, tuple[str, str]] = {
    "agreed": ("afgesproken", "agreed"),
    "done": ("gedaan", "done"),
    "stopped": ("gestopt", "stopped"),
}
#: How long it takes, in minutes. The first time is small: two hours at most.
MINUTES: dict[int, tuple[str, str]] = {
    30: ("een half uur", "half an hour"),
    60: ("een uur", "an hour"),
    90: ("anderhalf uur", "an hour and a half"),
    120: ("twee uur", "two hours"),
    180: ("drie uur", "three hours"),
    240: ("vier uur", "four hours"),
}
FIRST_MINUTES = 120
AHEAD = dt.timedelta(days=366)
LONGEST = 200


@dataclass(frozen=True, slots=True)
class StepWords:
    """What happened with an offer. ``minutes`` and ``enjoyed`` (1 to 5) are None where they say nothing."""

    step: str
    on_day: dt.date
    minutes: int | None = None
    enjoyed: int | None = None
    words: str = ""


def add_step(scope: DossierScope, offer_id: int, given: StepWords) -> None:
    """Writes down, in their name, what became of an offer. Raises NotFound, Forbidden and RuleBroken."""
    offer = get_offer(scope.id, offer_id)
    if not may_note_offer(scope):
        raise Forbidden(_("De casusregisseur schrijft op wat mensen voor de buurt willen doen. Geef het door."))
    before = list_steps(scope.id, offer.id)
    _check(given, before)
    stopped = given.step == "stopped"
    row = OfferStep(
        offer_id=offer.id,
        step=given.step,
        on_day=given.on_day,
        minutes=None if stopped else given.minutes,
        enjoyed=given.enjoyed if given.step == "done" else None,
        words="" if stopped else check_length(clean_line(given.words), field="words", longest=LONGEST),
        **columns(scope, offer.person_ids),
    )
    db.session.add(row)
    db.session.flush()
    _tell(scope, offer, row.id)


def _check(given: StepWords, before: tuple[StepLine, ...]) -> None:
    if given.step not in STEPS:
        raise RuleBroken("step", _("Kies wat er gebeurde."))
    if given.step == "agreed" and not today() <= given.on_day <= today() + AHEAD:
        raise RuleBroken("on_day", _("Kies een dag vanaf vandaag, binnen een jaar."))
    if given.step != "agreed" and not today() - AHEAD <= given.on_day <= today():
        raise RuleBroken("on_day", _("Kies vandaag of een dag die al geweest is, hooguit een jaar terug."))
    if given.step == "stopped":
        return
    if given.minutes not in MINUTES:
        raise RuleBroken("minutes", _("Kies hoe lang het duurt."))
    if given.minutes > FIRST_MINUTES and not any(line.step == "done" for line in before):
        raise RuleBroken("minutes", _("De eerste keer is het klein: hooguit twee uur. Daarna mag het langer."))
    if given.enjoyed is not None and given.enjoyed not in range(1, 6):
        raise RuleBroken("enjoyed", _("Kies een cijfer van 1 tot 5, of laat het leeg."))


def _tell(scope: DossierScope, offer: OfferLine, step_id: int) -> None:
    note_activity(scope, Category.OFFERS, "offer.changed", object_id=offer.id, persons=offer.person_ids)
    trail.did(
        db.session(),
        "create",
        dossier_id=scope.id,
        category=Category.OFFERS,
        persons=offer.person_ids,
        objects=[offer.id, step_id],
    )
