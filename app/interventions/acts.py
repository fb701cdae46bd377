"""The pages on which an intervention goes on: its next step, its text, its strand, and lines that others filed."""

from dataclasses import dataclass

from flask import url_for
from flask_babel import gettext as _

from app.access.scope import DossierScope
from app.access.vocabulary import STRANDS, Category
from app.db.clock import today
from app.dossiers.queries import list_persons
from app.interventions import filling, rules, words
from app.interventions.forms import ConfirmForm, CorrectionForm, DetailsForm, DisownForm, StepForm, WordsEditForm
from app.interventions.queries import (
    BodyLine,
    Goal,
    HeaderLine,
    ProductChoice,
    find_body,
    list_absent,
    list_goals,
    list_products,
    list_purposes,
)
from app.interventions.rules import Status
from app.interventions.services import Correction
from app.interventions.services.correction import fits
from app.kernel.errors import Forbidden, NotFound, RuleBroken, StaleVersion
from app.web.i18n import day


@dataclass(frozen=True, slots=True)
class StepPage:
    """One step: what it is called, what it asks, and what is said once it is saved."""

    place: filling.Place
    title: str
    product: str
    strand: str
    back_url: str
    asks_day: bool
    asks_text: bool
    hint: str
    saved: str


def step_page(scope: DossierScope, header: HeaderLine, to: str, *, sent: bool) -> StepPage:
    """What the step to ``to`` asks. Raises NotFound for an unknown step, RuleBroken for one that cannot be taken now.

    Of a form that was ``sent`` the service judges: somebody else may have taken a step since, and that is said in the form.
    """
    titles = {
        Status.ACTIVE: (_("Deze inzet is begonnen"), "", _("De inzet loopt.")),
        Status.DONE: (_("Deze inzet is klaar"), _("Ook een klein verschil telt."), _("De inzet is klaar.")),
        Status.STOPPED: (
            _("Deze inzet stopt"),
            _("Bijvoorbeeld: het past nu niet, iemand anders neemt het over."),
            _("De inzet is gestopt."),
        ),
        Status.WITHDRAWN: (
            _("Verkeerd vastgelegd: terugtrekken"),
            _("De regel verdwijnt uit de tijdlijn. Dat hij er stond, en uw reden, blijft terug te vinden."),
            _("De regel is teruggetrokken."),
        ),
    }
    if to not in titles:
        raise NotFound
    if not sent and (header.status == Status.AWAITING or not rules.may_become(header.status, to)):
        raise RuleBroken("", _("Deze stap kan nu niet. Kijk hoe de inzet er nu voor staat."))
    title, hint, saved = titles[Status(to)]
    closes_running = to in {Status.DONE, Status.STOPPED} and header.started_on is not None
    return StepPage(
        place=filling.place_of(scope),
        title=title,
        product=header.product,
        strand=header.strand,
        back_url=url_for("interventions.show", dossier_id=scope.id, intervention_id=header.id),
        asks_day=to == Status.ACTIVE or closes_running,
        asks_text=to != Status.ACTIVE,
        hint=hint,
        saved=saved,
    )


def fill_step(form: StepForm, header: HeaderLine, to: str) -> None:
    """Labels that fit the step, and today as the day."""
    form.day.label.text = _("Op welke dag begon het?") if to == Status.ACTIVE else _("Op welke dag was dat?")
    form.text.label.text = {
        Status.DONE.value: _("Wat heeft het opgeleverd?"),
        Status.STOPPED.value: _("Waarom stopt dit?"),
    }.get(to, _("Wat was er verkeerd?"))
    if not form.is_submitted():
        form.day.data = today()
        form.version.data = str(header.version)


@dataclass(slots=True)
class Confirming:
    """A line that another organisation filed, with the form to take it over."""

    form: ConfirmForm
    place: filling.Place
    header: HeaderLine
    names: list[str]
    filed_by: str
    pause: filling.PauseView | None = None
    asked: bool = False

    def is_ready(self) -> bool:
        """Whether all was filled in, the pause included where it is due."""
        valid = bool(self.form.validate())
        if self.pause is None or self.form.status.data == Status.DONE:
            return valid
        return self.asked and self.form.is_pause_answered() and valid


def confirming(scope: DossierScope, header: HeaderLine, names: list[str], form: ConfirmForm) -> Confirming:
    """Fills the form with what the line says already. Raises RuleBroken when it waits for nobody any more."""
    if header.status != Status.AWAITING and not form.is_submitted():
        raise RuleBroken("", _("Deze regel is al bevestigd of teruggetrokken. Kijk hoe hij er nu voor staat."))
    goals = list_goals(scope.id, today())
    filling.offer_words(form, goals)
    filling.note_choices(scope, (), goals)
    form.status.choices = [
        (status.value, words.status_name(status).capitalize())
        for status in (Status.PLANNED, Status.ACTIVE, Status.DONE)
    ]
    if not form.is_submitted():
        form.version.data = str(header.version)
        form.start.data = header.started_on or header.planned_start
        form.end.data = header.ended_on or header.planned_end
    made = Confirming(
        form,
        filling.place_of(scope),
        header,
        names,
        _("%(who)s, %(day)s", who=header.author, day=day(header.created_at)),
    )
    if rules.needs_pause(strand=header.strand, is_step=header.is_step, paused=header.paused_at is not None):
        made.pause = filling.take_pause(scope)
        made.asked = form.pause_shown.data == "1"
        form.pause_shown.data = "1"
    return made


def fill_disown(scope: DossierScope, header: HeaderLine, form: DisownForm) -> filling.Place:
    """The version that was read. Raises RuleBroken when the line waits for nobody any more."""
    if not form.is_submitted():
        if header.status != Status.AWAITING:
            raise RuleBroken("", _("Deze regel is al bevestigd of teruggetrokken. Kijk hoe hij er nu voor staat."))
        form.version.data = str(header.version)
    return filling.place_of(scope)


def fill_words(scope: DossierScope, header: HeaderLine, form: WordsEditForm) -> BodyLine:
    """Fills the form with the text as it is. Raises NotFound when the body is shut, RuleBroken when it no longer runs."""
    body = find_body(header)
    if body is None:
        raise NotFound
    if header.status not in rules.OPEN and not form.is_submitted():
        raise RuleBroken("", _("Deze inzet loopt niet meer. Wat er staat, blijft staan."))
    goals = list_goals(scope.id, today())
    kept = Goal(body.plan_item_id, body.goal, body.goal_persons) if body.plan_item_id and body.goal else None
    filling.offer_words(form, goals, kept)
    filling.note_choices(scope, (), [*goals, *([kept] if kept else [])])
    if not form.is_submitted():
        for name in ("why", "stance", "superfluous_when", "network_could", *form.FOLDED):
            form[name].data = getattr(body, name)
        form.plan_item_id.data = str(body.plan_item_id or "")
        form.start.data, form.end.data = header.planned_start, header.planned_end
        form.version.data = str(header.version)
    return body


@dataclass(frozen=True, slots=True)
class Correcting:
    """The form that puts a wrong strand right."""

    form: CorrectionForm
    place: filling.Place
    header: HeaderLine

    def is_ready(self) -> bool:
        """Whether it can be saved. After somebody else's correction the choices are others than those that were offered."""
        return self._is_stale or bool(self.form.validate())

    def wanted(self) -> Correction:
        """Where it belongs, and why. Raises StaleVersion when somebody corrected it since the form was opened."""
        if self._is_stale:
            raise StaleVersion(self.header)
        return self.form.correction()

    @property
    def _is_stale(self) -> bool:
        return self.form.version_read() != self.header.version


def correcting(scope: DossierScope, header: HeaderLine, form: CorrectionForm) -> Correcting:
    """Fills the form with the other strands that the actor may write. Raises Forbidden when there are none."""
    strands = [s.value for s in STRANDS if s.value != header.strand and scope.may_write(Category(s))]
    if not strands:
        raise Forbidden(
            _(
                "Met uw functie legt u maar één soort inzet vast. Trek deze regel terug met een reden, "
                "en vraag de organisatie die dit doet om het vast te leggen."
            )
        )
    products: list[ProductChoice] = [p for p in list_products(strands) if not p.is_step]
    purposes = [
        purpose
        for purpose in list_purposes(scope.actor.organisation_id, today())
        if any(fits(purpose, strand) for strand in strands)
    ]
    form.strand.choices = [(strand, words.strand_name(strand).capitalize()) for strand in strands]
    form.product_id.choices = filling.groups(products, scope.actor.organisation_kind, strands)
    form.purpose_id.choices = [(str(p.id), f"{p.text} ({p.law}, {p.article})") for p in purposes]
    if not form.is_submitted():
        form.version.data = str(header.version)
        form.strand.data = strands[0] if len(strands) == 1 else None
    return Correcting(form, filling.place_of(scope), header)


def fill_details(scope: DossierScope, header: HeaderLine, form: DetailsForm) -> filling.Place:
    """Fills the form with what it says now, and what else it can be. Raises RuleBroken when nothing can be put right."""
    if header.status in {Status.AWAITING, Status.WITHDRAWN} and not form.is_submitted():
        raise RuleBroken("", _("Deze inzet is niet bevestigd of al teruggetrokken. Er valt niets recht te zetten."))
    paused = header.paused_at is not None
    products = [
        product
        for product in list_products([header.strand])
        if product.id != header.product_id
        and not rules.needs_pause(strand=product.strand, is_step=product.is_step, paused=paused)
    ]
    now = {_("Zoals het er nu staat"): [(str(header.product_id), header.product)]}
    form.product_id.choices = now | filling.groups(products, scope.actor.organisation_kind, [header.strand])
    absent = list_absent(scope.id) - set(header.persons)
    people = [person for person in list_persons(scope.id) if person.person_id not in absent]
    form.persons.choices = [(str(person.person_id), person.name) for person in people]
    filling.note_choices(scope, people, ())
    if not form.is_submitted():
        form.version.data = str(header.version)
        form.product_id.data = str(header.product_id)
        form.persons.data = [str(person) for person in header.persons]
    return filling.place_of(scope)
