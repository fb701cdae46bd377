"""Notes: the list, a new one, and one to read or change."""

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.access.scope import DossierScope
from app.access.vocabulary import Category, Right
from app.db.clock import today
from app.dossiers.desk import desk
from app.dossiers.forms.notes import NoteForm
from app.dossiers.forms.openness import openness_values
from app.dossiers.forms.saving import save
from app.dossiers.presenters import notes as present
from app.dossiers.presenters.household import household_of
from app.dossiers.presenters.readers import who_reads
from app.dossiers.presenters.subjects import offered_persons
from app.dossiers.queries import notes as read
from app.dossiers.queries.notes import NoteLine
from app.dossiers.queries.readers import Writing
from app.dossiers.services import notes as service
from app.dossiers.shown import saw_records
from app.kernel.errors import Forbidden
from app.web.forms import saved
from app.web.guard import Policy
from app.web.links import url_if


@desk.route("/dossiers/<int:dossier_id>/notes", policy=Policy("note.list", subject="dossier"))
def notes(dossier: DossierScope) -> ResponseReturnValue:
    """All notes that the reader may read, twenty to a page, the newest first."""
    total = read.count_notes(dossier.id)
    if not (total or _may_look(dossier)):
        raise Forbidden(_("Notities horen niet bij uw taak in dit dossier. Bel de casusregisseur."))
    page = min(max(request.args.get("page", 1, type=int), 1), max(1, -(-total // read.PER_PAGE)))
    lines = read.list_notes(dossier.id, page)
    saw_records(dossier, Category.NOTES, lines)
    return render_template(
        "dossiers/notes.html",
        household=household_of(dossier),
        notes=[present.note_view(dossier, line, today()) for line in lines],
        paging=present.paging(dossier, page, total),
        add_url=url_for("dossiers.add_note", dossier_id=dossier.id)
        if not dossier.closed and dossier.may_write(Category.NOTES)
        else "",
    )


@desk.route(
    "/dossiers/<int:dossier_id>/notes/new",
    methods=["GET", "POST"],
    policy=Policy("note.create", subject="dossier"),
)
def add_note(dossier: DossierScope) -> ResponseReturnValue:
    """Writes a note in three fields."""
    if dossier.closed or not dossier.may_write(Category.NOTES):
        raise Forbidden(_("U kunt hier nu geen notitie schrijven. Bel de casusregisseur als er iets te melden is."))
    form = NoteForm()
    form.offer(offered_persons(dossier))
    if save(form, lambda: service.add_note(dossier, form.words())):
        saved(_("De notitie is opgeslagen."))
        return redirect(url_for("dossiers.notes", dossier_id=dossier.id), code=303)
    return _form_page(dossier, form, None), form.answer_code()


@desk.route(
    "/dossiers/<int:dossier_id>/notes/<int:note_id>",
    methods=["GET", "POST"],
    policy=Policy("note.edit", subject="dossier"),
)
def note(dossier: DossierScope, note_id: int) -> ResponseReturnValue:
    """One note: to change for its own organisation, to read for others."""
    line = read.get_note(dossier.id, note_id)
    if not present.may_change(dossier, line):
        return _read_only(dossier, line)
    form = NoteForm()
    form.offer(offered_persons(dossier))
    if save(form, lambda: service.edit_note(dossier, note_id, form.words(), form.version_read()), theirs=_theirs):
        saved(_("De notitie is aangepast."))
        return redirect(url_for("dossiers.notes", dossier_id=dossier.id), code=303)
    if not form.is_submitted():
        form.show(line, is_open=line.is_open(today()))
    return _form_page(dossier, form, line), form.answer_code()


def _may_look(dossier: DossierScope) -> bool:
    """Whether there could be notes for the reader, though there are none now."""
    opened = dossier.may(Right.READ, Category.NOTES, own=False, conditions=frozenset({"open"}))
    return opened or dossier.may_write(Category.NOTES)


def _read_only(dossier: DossierScope, line: NoteLine) -> str:
    if request.method == "POST":
        raise Forbidden(_("Deze notitie is van %(org)s. Alleen zij kunnen die wijzigen.", org=line.organisation))
    saw_records(dossier, Category.NOTES, [line])
    return render_template(
        "dossiers/note.html", household=household_of(dossier), note=present.note_view(dossier, line, today())
    )


def _theirs(current: NoteLine) -> tuple[dict[str, object], int]:
    is_open = current.is_open(today())
    values: dict[str, object] = {
        "facts": current.facts,
        "own_words": current.own_words,
        "interpretation": current.interpretation,
        **openness_values(is_open=is_open, because=current.withheld_because, until=current.withheld_until),
    }
    return values, current.version


def _form_page(dossier: DossierScope, form: NoteForm, line: NoteLine | None) -> str:
    if line is not None:
        saw_records(dossier, Category.NOTES, [line])
    return render_template(
        "dossiers/note_form.html",
        household=household_of(dossier),
        form=form,
        note=present.note_view(dossier, line, today()) if line else None,
        readers=who_reads(
            Writing(Category.NOTES, _("Feiten en eigen woorden"), frozenset({"open"})),
            Writing(Category.NOTES, _("Wat u ervan maakt"), own=True),
        ),
        share_url=url_if("sharing.share", dossier_id=dossier.id, item_kind="note", item_id=line.id)
        if line and dossier.is_lead
        else "",
    )
