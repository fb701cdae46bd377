"""What lies on the table: the interests side by side, the shared goal with its signatures, and the money in one row."""

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.access.scope import DossierScope
from app.access.vocabulary import Category, Right
from app.db.clock import today
from app.dossiers.forms.saving import save
from app.dossiers.presenters.household import household_of
from app.dossiers.presenters.readers import who_reads
from app.dossiers.presenters.subjects import offered_persons
from app.kernel.errors import Forbidden, RuleBroken
from app.plan import queries as read
from app.plan.forms.items import FinishForm
from app.plan.forms.table import FundingForm, InterestForm, SignatureForm, funding_values
from app.plan.paper import paper_page
from app.plan.parties import Party, may_speak_for, parties_of, signing_parties
from app.plan.presenters import table as present
from app.plan.queries.table import get_funding, list_fundings, list_interests, list_signatures
from app.plan.routes.desk import desk
from app.plan.routes.entry import Entry, entry_page, fill, saw
from app.plan.services import table as service
from app.plan.sharing import MONEY
from app.web.forms import saved
from app.web.guard import Policy

_BASE = "/dossiers/<int:dossier_id>/plan"


@desk.route(f"{_BASE}/interests", policy=Policy("plan_interest.list", subject="dossier"))
def interests(dossier: DossierScope) -> ResponseReturnValue:
    """What each party wants, side by side, with what they share marked. A partner reads its own."""
    lines = list_interests(dossier.id)
    saw(dossier, lines)
    parties = parties_of(dossier)
    return render_template(
        "plan/interests.html",
        household=household_of(dossier),
        back_url=url_for("plan.items", dossier_id=dossier.id),
        map=present.interest_map(parties, lines),
        add_url=url_for("plan.add_interest", dossier_id=dossier.id) if may_speak_for(dossier, parties) else "",
        paper_url=paper_page(dossier),
    )


@desk.route(f"{_BASE}/interests/new", methods=["GET", "POST"], policy=Policy("plan_interest.create", subject="dossier"))
def add_interest(dossier: DossierScope) -> ResponseReturnValue:
    """What one party wants, why, and what it cannot accept; it takes the place of what that party said before."""
    form = InterestForm()
    form.prepare(_speakers(dossier))
    if save(form, lambda: service.add_interest(dossier, form.words())):
        saved(_("Het belang staat op de belangenkaart."))
        return redirect(url_for("plan.interests", dossier_id=dossier.id), code=303)
    entry = Entry(
        title=_("Belang opschrijven"),
        intro=_(
            "Iedereen aan tafel zegt wat die zelf wil. Schrijf het op zoals het gezegd is; het huishouden leest mee."
        ),
        readers=who_reads(Category.PLAN),
        button=_("Opslaan"),
        closing=_(
            "De organisatie waarvan het belang is, leest het eigen belang ook. Het huishouden mag het altijd inzien."
        ),
    )
    return entry_page(dossier, form, entry, back="plan.interests")


def _speakers(dossier: DossierScope) -> tuple[Party, ...]:
    found = may_speak_for(dossier, parties_of(dossier))
    if not found:
        raise Forbidden(_("U leest dit plan, u schrijft er niet in. Geef aan de casusregisseur door wat erbij moet."))
    return found


@desk.route(f"{_BASE}/<int:item_id>/shared", methods=["POST"], policy=Policy("plan_item.share_goal", subject="dossier"))
def share_goal(dossier: DossierScope, item_id: int) -> ResponseReturnValue:
    """Makes this goal the one that everybody signs."""
    form = FinishForm()
    if not form.validate():
        raise RuleBroken("", _("Dit formulier is verlopen. Open het doel opnieuw en kies nog eens."))
    service.share_goal(dossier, item_id, version=form.version_read())
    saved(_("Dit is nu het gezamenlijke doel. Laat iedereen aan tafel tekenen, het huishouden eerst."))
    return redirect(url_for("plan.sign", dossier_id=dossier.id, item_id=item_id), code=303)


@desk.route(f"{_BASE}/<int:item_id>/sign", methods=["GET", "POST"], policy=Policy("plan_goal.sign", subject="dossier"))
def sign(dossier: DossierScope, item_id: int) -> ResponseReturnValue:
    """Who signed the shared goal and who did not yet; and a signature to add."""
    item = read.get_item(dossier.id, item_id)
    form = SignatureForm(data={"signed_on": today()}) if request.method == "GET" else SignatureForm()
    offered_persons(dossier)
    form.prepare(signing_parties(dossier))
    if save(form, lambda: service.sign_goal(dossier, item_id, form.words())):
        saved(_("De handtekening staat erbij."))
        return redirect(url_for("plan.sign", dossier_id=dossier.id, item_id=item_id), code=303)
    lines = list_signatures(dossier.id, item_id)
    saw(dossier, [item, *lines])
    page = render_template(
        "plan/sign.html",
        household=household_of(dossier),
        back_url=url_for("plan.items", dossier_id=dossier.id),
        goal=present.shared_goal(dossier, item, lines, parties_of(dossier)),
        form=form,
        readers=who_reads(Category.PLAN),
        paper_url=paper_page(dossier),
    )
    return page, form.answer_code()


@desk.route(f"{_BASE}/money", policy=Policy("plan_funding.list", subject="dossier"))
def money(dossier: DossierScope) -> ResponseReturnValue:
    """What every source pays, in one row, and what it would be in one pot."""
    if not _reads_money(dossier):
        raise Forbidden(_("Wie wat betaalt, hoort niet bij uw taak in dit dossier. Bel de casusregisseur."))
    lines = list_fundings(dossier.id)
    saw(dossier, lines, Category.FINANCES)
    return render_template(
        "plan/money.html",
        household=household_of(dossier),
        back_url=url_for("plan.items", dossier_id=dossier.id),
        money=present.money_view(dossier, lines, today(), writes=service.may_fund(dossier)),
        add_url=url_for("plan.add_funding", dossier_id=dossier.id) if service.may_fund(dossier) else "",
        paper_url=paper_page(dossier),
    )


def _reads_money(dossier: DossierScope) -> bool:
    return all(dossier.may(Right.READ, category, own=False) for category in (Category.PLAN, Category.FINANCES))


@desk.route(f"{_BASE}/money/new", methods=["GET", "POST"], policy=Policy("plan_funding.create", subject="dossier"))
def add_funding(dossier: DossierScope) -> ResponseReturnValue:
    """What one source pays."""
    form = _funding_form(dossier)
    if save(form, lambda: service.add_funding(dossier, form.words())):
        saved(_("Het bedrag staat erbij."))
        return redirect(url_for("plan.money", dossier_id=dossier.id), code=303)
    return entry_page(dossier, form, _funding_entry(_("Geld toevoegen")), back="plan.money")


@desk.route(
    f"{_BASE}/money/<int:funding_id>", methods=["GET", "POST"], policy=Policy("plan_funding.edit", subject="dossier")
)
def funding(dossier: DossierScope, funding_id: int) -> ResponseReturnValue:
    """What one source pays, to change."""
    form, line = _funding_form(dossier), get_funding(dossier.id, funding_id)
    act = lambda: service.edit_funding(dossier, funding_id, form.words(), version=form.version_read())  # noqa: E731 - save() calls it
    if save(form, act, theirs=funding_values):
        saved(_("Het bedrag is bijgewerkt."))
        return redirect(url_for("plan.money", dossier_id=dossier.id), code=303)
    fill(form, *funding_values(line))
    saw(dossier, [line], Category.FINANCES)
    return entry_page(dossier, form, _funding_entry(_("Geld bijwerken")), back="plan.money")


def _funding_form(dossier: DossierScope) -> FundingForm:
    if not service.may_fund(dossier):
        raise Forbidden(_("De casusregisseur houdt het geld bij het plan bij. Geef door wat er veranderd is."))
    form = FundingForm()
    form.prepare()
    return form


def _funding_entry(title: str) -> Entry:
    return Entry(
        title=title,
        intro=_("Eén regel per bron. Zo ziet iedereen aan tafel wat er is, en wie erover gaat."),
        readers=who_reads(MONEY),
        button=_("Opslaan"),
        closing=_("Alleen wie het hele plan leest. Het huishouden mag het altijd inzien."),
    )
