"""The form of a goal or agreement."""

from typing import ClassVar

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import StringField, TextAreaField
from wtforms.validators import Optional

from app.dossiers.domains import DOMAINS
from app.dossiers.forms.parts import CardsField, PickField, pairs
from app.dossiers.forms.subjects import MultiplePickField, SubjectsMixin
from app.plan.queries import ItemLine, ShareLine
from app.plan.services.items import LONGEST, LONGEST_REASON, ItemWords, Share
from app.plan.words import AIMS, BASES, KINDS
from app.web.fields import PlainDayField
from app.web.forms import EditForm, Required, at_most, one_line
from app.web.guidance import Guided


class PlanItemForm(SubjectsMixin, Guided, EditForm):
    """A goal, an agreement or a safety agreement."""

    guided: ClassVar[tuple[str, ...]] = ("text", "reason")

    kind = CardsField(_l("Wat is het?"), default="goal")
    text = TextAreaField(
        _l("Wat spreken we af of willen we bereiken?"),
        [Required(_l("Schrijf op wat u wilt bereiken of afspreekt.")), at_most(LONGEST)],
        description=_l("In gewone woorden, zodat iedereen aan tafel het begrijpt."),
    )
    in_words_of = StringField(
        _l("In wiens woorden?"), [at_most(100), one_line], description=_l("Bijvoorbeeld: Samira. Leeg mag ook.")
    )
    aim = CardsField(_l("Wat wilt u met dit doel?"), default="solve")
    domain = PickField(_l("Bij welk levensgebied hoort het?"), default="")
    review_on = PlainDayField(_l("Wanneer kijken we hoe het gaat?"), [Optional()])
    valid_until = PlainDayField(_l("Geldt tot en met"), [Optional()])
    organisations = MultiplePickField(_l("Welke organisaties gaat deze afspraak aan?"))
    basis = PickField(_l("Waarom mag u dit delen?"), default="public_task")
    reason = TextAreaField(_l("Waarom moeten zij dit weten?"), [at_most(LONGEST_REASON)])

    def prepare(self, organisations: dict[int, str] | None, *, new: bool) -> None:
        """Fills in what can be chosen. ``organisations`` None: the actor does not decide with whom it is shared."""
        self.kind.choices = pairs(KINDS)
        self.aim.choices = pairs(AIMS)
        domains = [(domain.code, (domain.name_nl, domain.name_en)) for domain in DOMAINS.values()]
        self.domain.choices = [("", _("geen in het bijzonder")), *pairs(dict(domains))]
        self.basis.choices = pairs(BASES)
        if organisations:
            self.organisations.choices = [(str(key), name) for key, name in organisations.items()]
        else:
            del self.organisations, self.basis, self.reason
        if not new:
            del self.kind

    def words(self, kind: str = "") -> ItemWords:
        """What was written. ``kind`` is that of an item that is there."""
        return ItemWords(
            kind=kind or str(self.kind.data or ""),
            text=self.text.data or "",
            aim=self.aim.data or "",
            in_words_of=self.in_words_of.data or "",
            domain=self.domain.data or "",
            review_on=self.review_on.data,
            valid_until=self.valid_until.data,
            persons=self.subjects(),
        )

    def share(self) -> Share | None:
        """With whom it is shared; None when the actor does not decide that."""
        if "organisations" not in self:
            return None
        chosen = frozenset(int(value) for value in self.organisations.data or () if str(value).isdigit())
        return Share(chosen, basis=self.basis.data or "", reason=self.reason.data or "")

    def show(self, line: ItemLine, shares: tuple[ShareLine, ...]) -> None:
        """Fills in an item as it is now."""
        values: dict[str, object] = {
            "text": line.text,
            "in_words_of": line.in_words_of,
            "aim": line.aim or "solve",
            "domain": line.domain or "",
            "review_on": line.review_on,
            "valid_until": line.valid_until,
            "persons": [str(person) for person in line.person_ids],
            "organisations": [str(share.organisation_id) for share in shares],
            "basis": shares[0].basis if shares else "public_task",
            "reason": shares[0].reason if shares else "",
            "version": str(line.version),
        }
        for name, value in values.items():
            if name in self:
                self._fields[name].data = value


class FinishForm(EditForm):
    """Reached or let go: two buttons and the version that was read."""
