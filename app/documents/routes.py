"""Documents: the list, a new one, one to read or change, another version, withdrawing, and fetching a file."""

from flask import Response, current_app, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.access.scope import DossierScope
from app.access.vocabulary import Category, Right
from app.audit import trail
from app.db.clock import today
from app.db.session import db
from app.documents import presenters as present
from app.documents import queries as read
from app.documents import services as service
from app.documents.forms import ACCEPTED, DocumentForm, NewDocumentForm, VersionForm, WithdrawForm
from app.documents.handing_out import handed_out
from app.documents.media import MOST_BYTES
from app.documents.queries import DocumentLine
from app.documents.storage import DamagedFile, OpenFile
from app.dossiers.forms.openness import openness_values
from app.dossiers.forms.saving import save
from app.dossiers.presenters.household import household_of
from app.dossiers.presenters.readers import who_reads
from app.dossiers.presenters.subjects import offered_persons
from app.dossiers.shown import saw_records
from app.kernel.errors import Forbidden, NotFound, RuleBroken
from app.web.forms import SchakelForm, saved
from app.web.guard import Desk, Policy

desk = Desk("documents", __name__)
_ALL = "/dossiers/<int:dossier_id>/documents"
_ONE = f"{_ALL}/<int:document_id>"
#: A file with what a form adds to it.
_BODY = MOST_BYTES + 1024 * 1024


@desk.route(_ALL, policy=Policy("document.list", subject="dossier"))
def documents(dossier: DossierScope) -> ResponseReturnValue:
    """All documents that the reader may read, twenty to a page, the newest first."""
    total = read.count_documents(dossier.id)
    if not (total or dossier.may(Right.READ, Category.DOCUMENTS) or dossier.may_write(Category.DOCUMENTS)):
        raise Forbidden(_("Documenten horen niet bij uw taak in dit dossier. Bel de casusregisseur."))
    page = min(max(request.args.get("page", 1, type=int), 1), max(1, -(-total // read.PER_PAGE)))
    lines = read.list_documents(dossier.id, page)
    saw_records(dossier, Category.DOCUMENTS, lines)
    return render_template(
        "documents/documents.html",
        household=household_of(dossier),
        documents=[present.document_view(dossier, line, today()) for line in lines],
        paging=present.paging(dossier, page, total),
        add_url=url_for("documents.add", dossier_id=dossier.id) if service.may_add(dossier) else "",
    )


@desk.route(f"{_ALL}/new", methods=["GET", "POST"], policy=Policy("document.create", subject="dossier", body=_BODY))
def add(dossier: DossierScope) -> ResponseReturnValue:
    """Keeps a file, and what is said of it."""
    if not service.may_add(dossier):
        raise Forbidden(_("U kunt hier nu geen document bewaren. Bel de casusregisseur als het in het dossier hoort."))
    form = NewDocumentForm()
    form.offer(offered_persons(dossier))
    if save(form, lambda: service.add_document(dossier, form.words(), form.received())):
        saved(_("Het document is bewaard."))
        return redirect(url_for("documents.documents", dossier_id=dossier.id), code=303)
    page = render_template("documents/new.html", **_beside(dossier), form=form, again=form.is_submitted())
    return page, form.answer_code()


@desk.route(_ONE, methods=["GET", "POST"], policy=Policy("document.edit", subject="dossier"))
def document(dossier: DossierScope, document_id: int) -> ResponseReturnValue:
    """One document with its files: to change for its own organisation, to read for others."""
    line = read.get_document(dossier.id, document_id)
    if not service.may_change(dossier, line):
        return _read_only(dossier, line)
    form = DocumentForm()
    form.offer(offered_persons(dossier))

    def act() -> None:
        service.edit_document(dossier, document_id, form.words(), form.version_read())

    if save(form, act, theirs=_theirs):
        saved(_("Het document is aangepast."))
        return redirect(url_for("documents.document", dossier_id=dossier.id, document_id=document_id), code=303)
    if not form.is_submitted():
        form.show(line, is_open=line.is_open(today()))
    return _about_one("document_form", dossier, line, form)


@desk.route(
    f"{_ONE}/versions/new",
    methods=["GET", "POST"],
    policy=Policy("document.add_version", subject="dossier", body=_BODY),
)
def add_version(dossier: DossierScope, document_id: int) -> ResponseReturnValue:
    """Keeps another version; the ones before it stay."""
    line = _own(dossier, document_id)
    form = VersionForm()
    if save(form, lambda: service.add_version(dossier, document_id, form.received())):
        saved(_("De nieuwe versie is bewaard. De vorige staat er nog."))
        return redirect(url_for("documents.document", dossier_id=dossier.id, document_id=document_id), code=303)
    return _about_one("version", dossier, line, form)


@desk.route(f"{_ONE}/withdraw", methods=["GET", "POST"], policy=Policy("document.withdraw", subject="dossier"))
def withdraw(dossier: DossierScope, document_id: int) -> ResponseReturnValue:
    """Withdraws what a document holds; that it was there, and why it went, stays."""
    line = _own(dossier, document_id)
    form = WithdrawForm()
    form.offer(line)
    if save(form, lambda: service.withdraw(dossier, document_id, form.chosen(), form.reason.data or "")):
        saved(_("Het bestand is teruggetrokken en kan niet meer worden geopend."))
        return redirect(url_for("documents.document", dossier_id=dossier.id, document_id=document_id), code=303)
    return _about_one("withdraw", dossier, line, form)


@desk.route(f"{_ONE}/versions/<int:number>", policy=Policy("document.download", subject="dossier"))
def download(dossier: DossierScope, document_id: int, number: int) -> Response:
    """One file, to save; the log has a line for each time."""
    line = read.get_document(dossier.id, document_id)
    version = next((one for one in line.versions if one.number == number), None)
    if version is None:
        raise NotFound
    try:
        file = OpenFile(read.get_stored(document_id, number), document_id=document_id, number=number)
    except DamagedFile:
        current_app.logger.exception("document %s version %s does not open", document_id, number)
        raise RuleBroken("", _("Dit bestand is beschadigd of weg. Bel uw beheerder.")) from None
    _fetched(dossier, line)
    return handed_out(file, name=present.download_name(version), media=version.media)


def _own(dossier: DossierScope, document_id: int) -> DocumentLine:
    """A document that the actor may change. Raises NotFound and Forbidden."""
    line = read.get_document(dossier.id, document_id)
    service.check_may_change(dossier, line)
    return line


def _read_only(dossier: DossierScope, line: DocumentLine) -> str:
    if request.method == "POST":
        _own(dossier, line.id)
    saw_records(dossier, Category.DOCUMENTS, [line])
    view = present.document_view(dossier, line, today())
    return render_template("documents/document.html", household=household_of(dossier), document=view)


def _theirs(current: DocumentLine) -> tuple[dict[str, object], int]:
    is_open = current.is_open(today())
    values: dict[str, object] = {
        "title": current.title,
        "kind": current.kind,
        **openness_values(is_open=is_open, because=current.withheld_because, until=current.withheld_until),
    }
    return values, current.version


def _about_one(template: str, dossier: DossierScope, line: DocumentLine, form: SchakelForm) -> ResponseReturnValue:
    """A form about one document, with the document as it is: after a refusal that is another transaction's answer."""
    if form.is_submitted():
        line = read.get_document(dossier.id, line.id)
    saw_records(dossier, Category.DOCUMENTS, [line])
    view = present.document_view(dossier, line, today())
    page = render_template(f"documents/{template}.html", **_beside(dossier), document=view, form=form)
    return page, form.answer_code()


def _beside(dossier: DossierScope) -> dict[str, object]:
    """What stands around every form: of which household, who reads it, and which files it takes."""
    return {
        "household": household_of(dossier),
        "readers": who_reads(Category.DOCUMENTS),
        "accepted": ACCEPTED,
        "most_bytes": MOST_BYTES,
    }


def _fetched(dossier: DossierScope, line: DocumentLine) -> None:
    trail.did(
        db.session(),
        "download",
        dossier_id=dossier.id,
        category=Category.DOCUMENTS,
        persons=line.person_ids,
        objects=[line.id],
    )
