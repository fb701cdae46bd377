"""Puts the page of one intervention together, and tells the log exactly what was shown."""

from app.access.scope import DossierScope
from app.access.vocabulary import Category
from app.audit import trail
from app.db.session import db
from app.dossiers.queries import list_persons
from app.interventions import filling, presenters, words
from app.interventions.queries import (
    BodyLine,
    HeaderLine,
    find_body,
    find_contact,
    get_header,
    list_changes,
    list_corrections,
    list_detail_changes,
    list_updates,
)


def names_of(scope: DossierScope, header: HeaderLine) -> list[str]:
    """The names of whom it concerns, as far as the actor may know them."""
    return [person.name for person in list_persons(scope.id) if person.person_id in header.persons]


def note_sight(scope: DossierScope, header: HeaderLine, *, names: bool, body: BodyLine | None = None) -> None:
    """Tells the log that this intervention was shown, with or without names and the goal that it serves."""
    categories = {header.strand, *([Category.IDENTITY.value] if names else [])}
    trail.saw(db.session(), dossier_id=scope.id, persons=header.persons, categories=categories, objects=[header.id])
    if body and body.goal:
        trail.saw(db.session(), dossier_id=scope.id, persons=body.goal_persons, categories=[Category.PLAN])


def _put_right(scope: DossierScope, header: HeaderLine) -> list[presenters.Event]:
    """Corrections of product and persons, with the names that the actor may know; the log learns of those too."""
    rows = list_detail_changes(scope.id, header.id)
    about = {person for row in rows for person in (*row.from_persons, *row.to_persons)}
    if not about:
        return [presenters.detail_event(row, {}) for row in rows]
    names = {person.person_id: person.name for person in list_persons(scope.id) if person.person_id in about}
    categories = {header.strand, Category.IDENTITY.value}
    trail.saw(db.session(), dossier_id=scope.id, persons=names, categories=categories, objects=[header.id])
    return [presenters.detail_event(row, names) for row in rows]


def intervention_page(scope: DossierScope, intervention_id: int) -> presenters.InterventionPage:
    """The page. Raises NotFound when the header is not visible."""
    header = get_header(scope.id, intervention_id)
    body, names = find_body(header), names_of(scope, header)
    note_sight(scope, header, names=bool(names), body=body)
    mine = presenters.may_change(scope, header)
    usual, rare = presenters.actions(scope, header) if mine else ([], [])
    contact = None if body or header.phone else find_contact(header.organisation_id)
    return presenters.InterventionPage(
        id=header.id,
        place=filling.place_of(scope),
        product=header.product,
        strand=header.strand,
        status=header.status,
        status_name=words.status_name(header.status),
        header=presenters.header_rows(header, names),
        pause=presenters.pause_sentence(header),
        body=presenters.body_rows(body) if body else [],
        hidden="" if body else presenters.hidden_sentence(header, contact),
        updates=presenters.updates(list_updates(scope.id, header.id)),
        history=presenters.history(
            header, list_changes(scope.id, header.id), list_corrections(scope.id, header.id), _put_right(scope, header)
        ),
        actions=usual,
        rare=rare,
        update_url=presenters.update_url(header) if mine else "",
    )
