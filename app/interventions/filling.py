"""Puts into a form what it may offer here and now, reads what the pause shows, and tells the log what that was."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from flask_babel import gettext as _

from app.access.scope import DossierScope
from app.access.vocabulary import STRANDS, Category
from app.audit import trail
from app.db.clock import now, today
from app.db.session import db
from app.dossiers.presenters.readers import writing
from app.dossiers.queries import PersonLine, list_persons
from app.dossiers.queries.readers import Writing
from app.interventions import rules, words
from app.interventions.forms import RecordForm, WordsForm
from app.interventions.queries import (
    Contact,
    Goal,
    HeaderLine,
    ProductChoice,
    find_lead,
    find_title,
    list_absent,
    list_goals,
    list_headers,
    list_products,
    list_running_strands,
)
from app.interventions.services import writable_strands
from app.interventions.stances import STANCES
from app.web.links import url_if

SHORT_GOAL = 90


@dataclass(frozen=True, slots=True)
class PauseView:
    """What the enforcement pause shows: strands in which something runs, actions that may be known, whom to call first."""

    strands: tuple[str, ...]
    actions: tuple[HeaderLine, ...]
    lead: Contact | None


@dataclass(frozen=True, slots=True)
class Place:
    """Where a form or page is: the household's title (or the case number) and the way back."""

    title: str
    back_url: str


def place_of(scope: DossierScope) -> Place:
    """The name of the household where it may be known (the log learns that), else the number of its dossier."""
    title = find_title(scope.id)
    if title:
        trail.saw(db.session(), dossier_id=scope.id, persons=(), categories=[Category.IDENTITY.value])
    return Place(
        _("Huishouden %(name)s", name=title) if title else _("Dossier %(number)s", number=scope.case_no),
        url_if("workspace.dossier", dossier_id=scope.id) or "/",
    )


def household_of(scope: DossierScope) -> tuple[PersonLine, ...]:
    """The persons for whom something may be recorded: whom the actor may see, who are alive and live there."""
    absent = list_absent(scope.id)
    return tuple(person for person in list_persons(scope.id) if person.person_id not in absent)


def take_pause(scope: DossierScope) -> PauseView:
    """Reads what runs in care and activation, as far as the actor may know of it, and notes that it was shown."""
    open_lines = tuple(
        line for line in list_headers(scope.id) if line.runs and line.strand != Category.ENFORCEMENT.value
    )
    running = list_running_strands(scope.id) | {line.strand for line in open_lines}
    shown = tuple(s.value for s in STRANDS if s is not Category.ENFORCEMENT and s.value in running)
    trail.saw(
        db.session(),
        dossier_id=scope.id,
        persons={person for line in open_lines for person in line.persons},
        categories=shown,
        objects=[line.id for line in open_lines],
    )
    return PauseView(shown, open_lines, find_lead(scope.id, now()))


def offer_words(form: WordsForm, goals: Iterable[Goal], kept: Goal | None = None) -> None:
    """The stances and goals to choose from; ``kept`` is the goal that it serves already."""
    form.stance.choices = [(code, words.stance_name(code)) for code in STANCES]
    listed = {goal.id: goal for goal in (*([kept] if kept else []), *goals)}
    form.plan_item_id.choices = [
        ("", _("Geen")),
        *(
            (str(goal.id), goal.text if len(goal.text) <= SHORT_GOAL else goal.text[:SHORT_GOAL] + " …")
            for goal in listed.values()
        ),
    ]


def groups(products: Iterable[ProductChoice], kind: str, strands: Collection[str]) -> dict[str, list[tuple[str, str]]]:
    """Products by strand: those of the actor's kind of organisation first, the others after them."""
    found: dict[str, list[tuple[str, str]]] = {}
    listed = list(products)
    for others in (False, True):
        for strand in strands:
            name = words.strand_name(strand).capitalize()
            label = _("%(strand)s, andere", strand=name) if others else name
            lines = [(str(p.id), p.name) for p in listed if p.strand == strand and (kind not in p.org_kinds) is others]
            if lines:
                found[label] = lines
    return found


@dataclass(slots=True)
class Recording:
    """The form of a new intervention with everything that it offers here."""

    scope: DossierScope
    form: RecordForm
    place: Place
    strands: tuple[str, ...]
    products: dict[int, ProductChoice]
    pause: PauseView | None = None
    asked: bool = False

    @property
    def product(self) -> ProductChoice | None:
        """The product that was chosen."""
        number = str(self.form.product_id.data or "")
        return self.products.get(int(number)) if number.isdigit() else None

    def is_ready(self) -> bool:
        """Whether all was filled in, the pause included where it is due."""
        valid = bool(self.form.validate())
        narrow(self)
        if self.pause is None:
            return valid
        return self.asked and self.form.is_pause_answered() and valid

    @property
    def writing(self) -> tuple[Writing, ...]:
        """What is written, for who reads it: the chosen product's strand and group, or each strand while none is chosen."""
        product, strand = self.product, self.form.strand.data
        if product:
            return (writing(product.strand, product.group),)
        return tuple(writing(one) for one in (self.strands if strand not in self.strands else [strand]))

    @property
    def stances(self) -> dict[str, str]:
        """One line per stance."""
        return {code: words.stance_line(code) for code in STANCES}


def recording(scope: DossierScope, form: RecordForm) -> Recording:
    """Fills the form of a new intervention; the log learns whose names and which goals it shows."""
    strands = writable_strands(scope)
    products = {product.id: product for product in list_products(strands)}
    people, goals = household_of(scope), list_goals(scope.id, today())
    made = Recording(scope, form, place_of(scope), strands, products)
    offer_words(form, goals)
    form.strand.choices = [(strand, words.strand_name(strand).capitalize()) for strand in strands]
    form.persons.choices = [(str(person.person_id), person.name) for person in people]
    form.status.choices = [("planned", _("Nee, het is gepland")), ("active", _("Ja, het loopt al"))]
    if len(strands) == 1 and not form.strand.data:
        form.strand.data = strands[0]
    if not form.is_submitted():
        form.persons.data = [value for value, _name in form.persons.choices]
        form.start.data = today()
    form.product_id.choices = groups(products.values(), scope.actor.organisation_kind, strands)
    note_choices(scope, people, goals)
    if not form.is_submitted():
        narrow(made)
    return made


def note_choices(scope: DossierScope, people: Iterable[PersonLine], goals: Iterable[Goal]) -> None:
    """Tells the log whose names and which goals a form shows."""
    named, aimed = [person.person_id for person in people], list(goals)
    if named:
        trail.saw(db.session(), dossier_id=scope.id, persons=named, categories=[Category.IDENTITY])
    if aimed:
        about = {person for goal in aimed for person in goal.persons}
        trail.saw(db.session(), dossier_id=scope.id, persons=about, categories=[Category.PLAN])


def narrow(made: Recording) -> None:
    """Shows the products of the chosen strand only, once that does not hide what was chosen; and the pause where it is due."""
    strand, product = made.form.strand.data, made.product
    if strand in made.strands and (product is None or product.strand == strand):
        made.form.product_id.choices = groups(made.products.values(), made.scope.actor.organisation_kind, [strand])
    if product and rules.needs_pause(strand=product.strand, is_step=product.is_step, paused=False):
        made.pause = take_pause(made.scope)
        made.asked = made.form.pause_shown.data == "1"
        made.form.pause_shown.data = "1"
