"""The forms of steps: a new one, and one to change or to finish."""

from collections.abc import Iterable
from typing import ClassVar

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import StringField, TextAreaField

from app.db.driver import Row
from app.dossiers.forms.parts import CardsField, PickField, pairs
from app.plan.parties import Party
from app.plan.services.common import LONGEST, LONGEST_NAME
from app.plan.services.steps import StepWords
from app.plan.words import EFFECTS, OWNERS, STEP_STATES
from app.web.fields import PlainDayField
from app.web.forms import EditForm, Required, at_most, one_line
from app.web.guidance import Guided


class NewStepForm(Guided, EditForm):
    """A step under a goal: what, who, by when."""

    guided: ClassVar[tuple[str, ...]] = ("text",)
    unsafe_at: ClassVar[tuple[str, ...]] = ("who",)

    text = TextAreaField(
        _l("Wat gaat er gebeuren?"),
        [Required(_l("Schrijf op wat er gaat gebeuren.")), at_most(LONGEST)],
        description=_l("Eén stap, klein genoeg om af te krijgen."),
    )
    who_kind = CardsField(_l("Wie doet het?"), default="resident")
    who = StringField(
        _l("Hoe heet die persoon?"),
        [
            Required(_l("Schrijf op wie deze stap doet. Een stap van niemand komt niet af.")),
            at_most(LONGEST_NAME),
            one_line,
        ],
        description=_l("Een voornaam is genoeg."),
    )
    carrier = PickField(
        _l("Van welke organisatie?"),
        default="",
        description=_l(
            "Alleen als een professional het doet. Wie daar werkt en het plan leest, kan zeggen dat het klaar is."
        ),
    )
    due_on = PlainDayField(_l("Wanneer is het klaar?"), [Required(_l("Vul een dag in, bijvoorbeeld 24-11-2026."))])

    def prepare(self, parties: Iterable[Party]) -> None:
        """Fills in what can be chosen; ``parties`` are those at the table."""
        at_work = [(str(party.organisation_id), party.name) for party in parties if party.organisation_id]
        self.carrier.choices = [("", _("niet van een organisatie")), *at_work]
        self.who_kind.choices = pairs(OWNERS)

    def words(self) -> StepWords:
        """What was written."""
        return StepWords(
            self.text.data or "",
            str(self.who_kind.data),
            self.who.data or "",
            self.due_on.data,
            carrier_org_id=self.carrier_org(),
        )

    def carrier_org(self) -> int | None:
        """The organisation that carries it, if any."""
        return int(self.carrier.data) if str(self.carrier.data or "").isdigit() else None


class StepForm(NewStepForm):
    """A step to change: how it stands, and what the household noticed of it."""

    guided: ClassVar[tuple[str, ...]] = ("text", "effect")

    status = CardsField(_l("Hoe staat het ermee?"), default="open")
    effect_seen = PickField(_l("Merkt het huishouden er iets van?"), default="")
    effect = TextAreaField(
        _l("Wat merken zij, in hun eigen woorden?"),
        [at_most(LONGEST)],
        description=_l("Vraag het hun, vul het niet voor hen in."),
    )

    def prepare(self, parties: Iterable[Party]) -> None:
        """Fills in what can be chosen; ``parties`` are those at the table."""
        super().prepare(parties)
        self.status.choices = pairs(STEP_STATES)
        self.effect_seen.choices = [("", _("nog niet gevraagd")), *pairs(EFFECTS)]

    def words(self) -> StepWords:
        """What was written."""
        return StepWords(
            self.text.data or "",
            str(self.who_kind.data),
            self.who.data or "",
            self.due_on.data,
            status=str(self.status.data),
            effect_seen=self.effect_seen.data or "",
            effect=self.effect.data or "",
            carrier_org_id=self.carrier_org(),
        )


class FinishStepForm(EditForm):
    """That a step is done, for the organisation that carries it and may change nothing else."""


def step_values(line: Row) -> tuple[dict[str, object], int]:
    """A step as its form shows it, and its version."""
    names = ("text", "who_kind", "who", "due_on", "status", "effect")
    words = {name: getattr(line, name) for name in names}
    carrier = str(line.carrier_org_id or "")
    return {**words, "carrier": carrier, "effect_seen": line.effect_seen or ""}, line.version
