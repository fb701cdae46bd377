"""What an ecomap is used for: somebody's help in the plan, and the sheet for somebody who is on it."""

from typing import Any

from flask import Response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.access.scope import DossierScope
from app.access.vocabulary import Category
from app.audit import trail
from app.db.session import db
from app.dossiers.forms.saving import save
from app.dossiers.presenters.household import household_of
from app.ecomap import pages
from app.ecomap import queries as read
from app.ecomap.forms import HelpForm
from app.ecomap.known import known as sheet_of
from app.ecomap.known import known_sheet
from app.ecomap.presenters import words_of
from app.ecomap.queries import TieLine
from app.ecomap.routes import HERE, desk
from app.ecomap.words import SUPPORT
from app.kernel.errors import Forbidden, RuleBroken
from app.kernel.text import check_length, clean_line
from app.network.queries import NetworkPersonLine, get_network_person
from app.plan.services import ItemWords, add_item
from app.web.forms import saved
from app.web.guard import Policy
from app.web.i18n import LANGUAGES, current_language
from app.web.paper import as_download, typeset

_KNOWN = "/dossiers/<int:dossier_id>/network/<int:network_person_id>/known"


def list_helpers(dossier_id: int) -> tuple[TieLine, ...]:
    """The people on the newest map who can help with a step: the strongest ties first, then those who give most."""
    own = [tie for tie in read.open_map(dossier_id).ties if tie.circle and tie.circle != "professional"]
    return tuple(sorted(own, key=lambda tie: (-tie.strength, -len(tie.gives), tie.first_name, tie.id)))


@desk.route(f"{HERE}/help", methods=["GET", "POST"], policy=Policy("ecomap.help", subject="dossier"))
def to_plan(dossier: DossierScope) -> ResponseReturnValue:
    """Who can help with what: from the map into the plan, as an agreement in the words of the household."""
    if dossier.closed or not (dossier.may_write(Category.PLAN) and dossier.may_write(Category.NETWORK)):
        raise Forbidden(_("De casusregisseur zet hulp uit het netwerk in het plan. Geef het door."))
    helpers = list_helpers(dossier.id)
    form = HelpForm()
    form.person.choices = [
        ("", _("Kies iemand")),
        *((str(t.network_person_id), f"{t.first_name}, {t.relation}") for t in helpers),
    ]
    if not form.is_submitted() and request.args.get("person", "") in dict(form.person.choices):
        form.person.data = request.args["person"]

    def act() -> None:
        chosen = next((tie for tie in helpers if str(tie.network_person_id) == str(form.person.data)), None)
        if chosen is None:
            raise RuleBroken("person", _("Kies wie kan helpen."))
        what = check_length(clean_line(form.what.data or ""), field="what", longest=200, shortest=1)
        text = _("%(name)s (%(relation)s): %(what)s", name=chosen.first_name, relation=chosen.relation, what=what)
        who = form.in_words_of.data or ""
        add_item(dossier, ItemWords("agreement", text, in_words_of=who, review_on=form.review_on.data))

    if save(form, act):
        saved(_("Het staat als afspraak in het plan."))
        return redirect(url_for("plan.items", dossier_id=dossier.id), code=303)
    pages.saw_ties(dossier, helpers)
    lines = [(f"{tie.first_name}, {tie.relation}", words_of(SUPPORT, *tie.gives)) for tie in helpers]
    return pages.form_page(dossier, "ecomap/help.html", form, helpers=lines), form.answer_code()


@desk.route(_KNOWN, policy=Policy("network_person.known", subject="dossier"))
def known(dossier: DossierScope, network_person_id: int) -> str:
    """What is recorded about somebody of the network, as it will stand on the paper for them."""
    person = _named(dossier, network_person_id)
    here: dict[str, Any] = {"dossier_id": dossier.id, "network_person_id": person.id}
    return render_template(
        "ecomap/known.html",
        household=household_of(dossier),
        sheet=sheet_of(dossier, person),
        pdf_url=url_for("ecomap.known_pdf", **here, language="nl"),
        english_url=url_for("ecomap.known_pdf", **here, language="en"),
        people_url=url_for("network.people", dossier_id=dossier.id),
    )


@desk.route(f"{_KNOWN}.pdf", policy=Policy("network_person.print", subject="dossier"))
def known_pdf(dossier: DossierScope, network_person_id: int) -> Response:
    """The same as a tagged, marked PDF to give to that person; that it was made stands in the log."""
    person, asked = _named(dossier, network_person_id), request.args.get("language", "")
    sheet = known_sheet(dossier, person, language=asked if asked in LANGUAGES else current_language())
    trail.did(
        db.session(),
        "print",
        dossier_id=dossier.id,
        category=Category.NETWORK,
        persons=person.person_ids,
        objects=[person.id],
    )
    return as_download(typeset(sheet), f"known-{dossier.case_no}-{person.id}")


def _named(dossier: DossierScope, network_person_id: int) -> NetworkPersonLine:
    """Somebody of the network, for whoever tells them what stands about them. Raises NotFound and Forbidden."""
    person = get_network_person(dossier.id, network_person_id)
    if not dossier.may_write(Category.NETWORK):
        raise Forbidden(_("De casusregisseur geeft dit overzicht aan wie het betreft. Verwijs daarnaar."))
    pages.saw_people(dossier, [person])
    return person
