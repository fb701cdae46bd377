"""What comes at a household already, in words: numbers, what might be less, and days on which to agree first."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from flask_babel import gettext as _

from app.access.scope import DossierScope
from app.access.vocabulary import NO_PROFESSIONALS, ORGANISATION_WIDE
from app.db.clock import now
from app.dossiers.queries.busy import Burden, get_busy
from app.web.i18n import by_language, day

#: They see whom to call, and plan nothing for others.
_BESIDE = NO_PROFESSIONALS | ORGANISATION_WIDE


@dataclass(frozen=True, slots=True)
class BurdenView:
    """What comes at a household, and what the page proposes when it is much."""

    facts: tuple[tuple[str, str], ...]
    proposals: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class BusyView:
    """The same where something is planned, folded. ``opens``: something of it asks to be read first."""

    burden: BurdenView
    collisions: tuple[str, ...]

    @property
    def opens(self) -> bool:
        """Whether it stands open."""
        return bool(self.collisions or self.burden.proposals)


def busy_of(scope: DossierScope) -> BusyView | None:
    """What comes at this household, for whoever plans something there; None for those who plan nothing for others."""
    if scope.row in _BESIDE:
        return None
    found = get_busy(scope.id, now())
    return BusyView(
        burden_view(found.burden), tuple(collision_sentence(each) for each in sorted(set(found.collisions)))
    )


def collision_sentence(each: dt.date) -> str:
    """That plans meet around a day: neither whose nor what."""
    return _(
        "In de twee weken rond %(day)s plannen meer organisaties iets bij dit huishouden. Stem het af.", day=day(each)
    )


def burden_view(burden: Burden) -> BurdenView:
    """Numbers, and what might be less."""
    week = f"{burden.contacts_a_week:.1f}".replace(".", by_language(",", "."))
    return BurdenView(
        facts=(
            (_("Professionals"), str(burden.professionals)),
            (_("Bezoeken in vier weken"), str(burden.visits)),
            (_("Brieven in vier weken"), str(burden.letters)),
            (_("Per week"), week),
        ),
        proposals=tuple(_proposals(burden)),
    )


def _proposals(burden: Burden) -> Iterable[str]:
    if burden.many_contacts:
        yield _("Kunnen bezoeken samen? Ga met twee organisaties tegelijk, of laat er een bellen in plaats van komen.")
    if burden.many_people:
        yield _("Kan één van u het gezicht zijn? De anderen werken dan achter die persoon.")
