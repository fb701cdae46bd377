"""The forms of what lies on the table: an interest, a signature, and what one source pays."""

from typing import ClassVar

from flask_babel import lazy_gettext as _l
from wtforms import StringField, TextAreaField
from wtforms.validators import Optional

from app.db.driver import Row
from app.dossiers.domains import DOMAINS
from app.dossiers.forms.parts import CardsField, PickField, pairs
from app.dossiers.forms.subjects import MultiplePickField
from app.plan.forms.euros import EuroField
from app.plan.parties import Party
from app.plan.services.common import LONGEST, LONGEST_NAME
from app.plan.services.table import FundingWords, InterestWords, SignatureWords
from app.plan.words import PERIODS, SIGNS, SOURCES
from app.web.fields import PlainDayField
from app.web.forms import EditForm, Required, SchakelForm, at_most, one_line
from app.web.guidance import Guided


class InterestForm(Guided, SchakelForm):
    """What one party wants, why, and what it cannot accept."""

    guided: ClassVar[tuple[str, ...]] = ("own_goal", "interest", "cannot_accept")

    party = PickField(_l("Van wie?"))
    own_goal = TextAreaField(
        _l("Wat wilt u zelf bereiken?"), [Required(_l("Schrijf op wat deze partij wil bereiken.")), at_most(LONGEST)]
    )
    interest = TextAreaField(
        _l("Waarom is dat belangrijk voor u?"),
        [Required(_l("Schrijf op waarom dat belangrijk is.")), at_most(LONGEST)],
        description=_l("Het belang achter het doel: daar zit vaak de ruimte om elkaar te vinden."),
    )
    cannot_accept = TextAreaField(
        _l("Wat kan voor u echt niet?"), [at_most(LONGEST)], description=_l("Mag leeg blijven.")
    )
    domains = MultiplePickField(
        _l("Over welke levensgebieden gaat het?"),
        description=_l("Noemen twee partijen hetzelfde, dan ziet iedereen dat hier een gezamenlijk belang ligt."),
    )

    def prepare(self, parties: tuple[Party, ...]) -> None:
        """Fills in who can be chosen."""
        self.party.choices = [(party.key, party.name) for party in parties]
        self.domains.choices = pairs({code: (domain.name_nl, domain.name_en) for code, domain in DOMAINS.items()})

    def words(self) -> InterestWords:
        """What was written."""
        return InterestWords(
            str(self.party.data),
            self.own_goal.data or "",
            self.interest.data or "",
            cannot_accept=self.cannot_accept.data or "",
            domains=tuple(self.domains.data or ()),
        )


class SignatureForm(SchakelForm):
    """Signs the shared goal for a party, or takes that back."""

    party = PickField(_l("Wie tekent?"))
    signed_by = StringField(
        _l("Naam van wie tekent"),
        [at_most(LONGEST_NAME), one_line],
        description=_l("Alleen nodig als een organisatie tekent: wie doet dat namens hen?"),
    )
    signed_on = PlainDayField(_l("Op welke dag?"), [Required(_l("Vul een dag in, bijvoorbeeld 24-11-2026."))])
    agrees = CardsField(_l("Past dit doel?"), default="yes")
    reason = TextAreaField(
        _l("Waarom niet meer?"), [at_most(LONGEST)], description=_l("Alleen nodig bij: past niet meer.")
    )

    def prepare(self, parties: tuple[Party, ...]) -> None:
        """Fills in who can be chosen."""
        self.party.choices = [(party.key, party.name) for party in parties]
        self.agrees.choices = pairs(SIGNS)

    def words(self) -> SignatureWords:
        """What was written."""
        return SignatureWords(
            str(self.party.data),
            self.signed_by.data or "",
            self.signed_on.data,
            agrees=self.agrees.data == "yes",
            reason=self.reason.data or "",
        )


class FundingForm(Guided, EditForm):
    """What one source pays for the plan."""

    guided: ClassVar[tuple[str, ...]] = ("what_for",)

    source = PickField(_l("Wie betaalt?"))
    what_for = StringField(_l("Waarvoor?"), [Required(_l("Schrijf op waarvoor het is.")), at_most(LONGEST), one_line])
    amount = EuroField(_l("Bedrag in euro"), [Required(_l("Schrijf een bedrag boven nul, bijvoorbeeld 1250,50."))])
    period = CardsField(_l("Hoe vaak?"), default="month")
    from_on = PlainDayField(_l("Vanaf"), [Required(_l("Vul een dag in, bijvoorbeeld 24-11-2026."))])
    until_on = PlainDayField(_l("Tot en met"), [Optional()], description=_l("Mag leeg blijven."))
    decided_by = StringField(
        _l("Wie beslist hierover?"),
        [Required(_l("Schrijf op wie hierover beslist.")), at_most(LONGEST_NAME), one_line],
    )

    def prepare(self) -> None:
        """Fills in what can be chosen."""
        self.source.choices, self.period.choices = pairs(SOURCES), pairs(PERIODS)

    def words(self) -> FundingWords:
        """What was written."""
        return FundingWords(
            str(self.source.data),
            self.what_for.data or "",
            self.amount.data,
            str(self.period.data),
            from_on=self.from_on.data,
            until_on=self.until_on.data,
            decided_by=self.decided_by.data or "",
        )


def funding_values(line: Row) -> tuple[dict[str, object], int]:
    """What one source pays as its form shows it, and its version."""
    names = ("source", "what_for", "amount", "period", "from_on", "until_on", "decided_by")
    return {name: getattr(line, name) for name in names}, line.version
