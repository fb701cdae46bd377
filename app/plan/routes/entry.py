"""What the forms of the plan share: one page, filled in anew after a refusal, with who reads along beside it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from flask import render_template, url_for

from app.access.scope import DossierScope
from app.access.vocabulary import Category
from app.audit import trail
from app.db.driver import Row
from app.db.session import db
from app.dossiers.presenters.household import household_of
from app.dossiers.presenters.readers import PartView
from app.dossiers.queries.persons import list_persons
from app.web.forms import EditForm, SchakelForm


@dataclass(frozen=True, slots=True)
class Entry:
    """One form of the plan: its title, what is asked and why, what stood before, and who will read it."""

    title: str
    intro: str
    readers: list[PartView]
    button: str
    closing: str | None = None
    hints: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    facts: tuple[tuple[str, str], ...] = ()
    before: tuple[tuple[str, str], ...] = ()


def entry_page(dossier: DossierScope, form: SchakelForm, entry: Entry, *, back: str = "plan.items") -> tuple[str, int]:
    """The page with the form, and its code."""
    page = render_template(
        "plan/entry.html",
        household=household_of(dossier),
        form=form,
        entry=entry,
        back_url=url_for(back, dossier_id=dossier.id),
    )
    return page, form.answer_code()


def fill(form: EditForm, values: Mapping[str, object], version: int) -> None:
    """Shows what stands there now, unless the form was sent."""
    if form.is_submitted():
        return
    for name, value in values.items():
        form[name].data = value
    form.version.data = str(version)


def saw(dossier: DossierScope, rows: Iterable[Row], category: Category = Category.PLAN) -> None:
    """Tells the log what was shown; what is about the household as such is about everybody in it."""
    shown = list(rows)
    if not shown:
        return
    everybody = {person.person_id for person in list_persons(dossier.id)} if _any_of_all(shown) else set()
    trail.saw(
        db.session(),
        dossier_id=dossier.id,
        persons={person for row in shown for person in row.person_ids} | everybody,
        categories=[category],
        objects=[row.id for row in shown],
    )


def _any_of_all(rows: Iterable[Row]) -> bool:
    return any(not row.person_ids for row in rows)
