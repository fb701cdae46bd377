"""Laws of giving access: how long, how long before the end somebody is told, and who may let themselves in or knock. Pure."""

import datetime as dt

from app.access.vocabulary import Category
from app.dossiers.ages import Age, age_of

#: What is shared or asked for is for half a year, unless somebody chooses another day.
SHARED_DAYS = 183
#: Nothing is shared for longer than a year at once: then somebody looks at it again.
LONGEST_DAYS = 366
#: So many days before the end the lead sees it on *Vandaag* and on the dossier.
WARN_DAYS = 30
#: So many days whatever others did or answered stays on *Vandaag*.
NEWS_DAYS = 7

#: What can be disclosed one by one, and its category where that does not depend on the item (an intervention's strand does).
ITEM_KINDS: dict[str, Category | None] = {
    "plan_item": Category.PLAN,
    "note": Category.NOTES,
    "document": Category.DOCUMENTS,
    "intervention": None,
}

#: Functions with a duty of care, who may open one person's part of a dossier in an emergency (``sec.enter``).
EMERGENCY = frozenset(
    {"generalist", "community_officer", "mental_health_worker", "youth_protection", "safe_home", "attention_officer"}
)
#: Functions that stand at doors of households of their own team.
DOORSTEP = frozenset({"generalist"})
#: Professionals who may ask whether a household is known (``sec.knock``).
KNOCKERS = EMERGENCY | {
    "housing_officer",
    "debt_counsellor",
    "income_consultant",
    "attendance_officer",
    "school_contact",
    "enforcement_officer",
    "welfare_worker",
}


def day_problem(until: dt.date | None, today: dt.date) -> bool:
    """Whether a last day is missing, has passed or lies further than a year ahead."""
    return until is None or until < today or (until - today).days > LONGEST_DAYS


def renewed_until(last: dt.date) -> dt.date:
    """The last day of what follows something that ends on ``last``."""
    return last + dt.timedelta(days=SHARED_DAYS)


#: What a waiver of secrecy can be about: categories of the matrix of which somebody under secrecy writes.
WAIVED = (
    Category.CARE,
    Category.NOTES,
    Category.DOCUMENTS,
    Category.DOMAINS,
    Category.HEALTH,
    Category.FINANCES,
    Category.PLAN,
)


def may_lift(given_by: str, adult_on: dt.date | None, today: dt.date) -> bool:
    """Whether secrecy about somebody who comes of age on ``adult_on`` is lifted by these (BW 7:447, 7:450; Jeugdwet 7.3.4).

    Under twelve: who holds authority. Twelve to fifteen: both. From sixteen: oneself. Adults, and whoever's age is not known:
    oneself or who represents them.
    """
    needed = {
        Age.CHILD: {"authority"},
        Age.TWELVE: {"both"},
        Age.SIXTEEN: {"self"},
        Age.ADULT: {"self", "representative"},
    }
    return given_by in needed[age_of(adult_on, today)]
