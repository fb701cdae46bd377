"""Addresses of an account for somebody of the network: the lead asks, an administrator answers."""

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.access.scope import DossierScope
from app.access.vocabulary import Category
from app.accounts.rules import ADMINISTRATION
from app.audit import trail
from app.db.session import db
from app.dossiers.forms.saving import save
from app.dossiers.presenters.household import household_of
from app.dossiers.services.checks import only_lead
from app.dossiers.unsafe import partner_names
from app.network import asking
from app.network import presenters as present
from app.network.forms_access import GIVE, AccessForm, AnswerForm
from app.network.queries import NetworkPersonLine, get_network_person
from app.network.routes import desk
from app.web.forms import saved
from app.web.guard import Policy, actor

ACCESS = "/dossiers/<int:dossier_id>/network/<int:network_person_id>/access"
REQUESTS = "/administration/account-requests"


@desk.route(ACCESS, methods=["GET", "POST"], policy=Policy("network_person.access", subject="dossier"))
def access(dossier: DossierScope, network_person_id: int) -> ResponseReturnValue:
    """What somebody would see with an account, and asking for one; once it is asked, how that stands."""
    only_lead(dossier)
    line = get_network_person(dossier.id, network_person_id)
    form = AccessForm()
    form.unsafe = partner_names(dossier)
    form.offer(asking.list_places(line))
    if save(form, lambda: asking.ask(dossier, line.id, form.wish())):
        saved(_("Gevraagd. U krijgt een mail als de beheerder heeft geantwoord."))
        return redirect(url_for("network.access", dossier_id=dossier.id, network_person_id=line.id), code=303)
    return _access_page(dossier, line, form), form.answer_code()


def _access_page(dossier: DossierScope, line: NetworkPersonLine, form: AccessForm) -> str:
    trail.saw(
        db.session(), dossier_id=dossier.id, persons=line.person_ids, categories=[Category.NETWORK], objects=[line.id]
    )
    return render_template(
        "network/access.html",
        household=household_of(dossier),
        form=form if asking.may_ask(dossier, line) and form.purpose.choices else None,
        runs=asking.may_ask(dossier, line),
        asked=present.asked_view(asking.find_asked(dossier.id, line.id)),
        name=line.first_name,
        rights=present.role_rights(line),
        access=present.access_of(dossier, line),
        withdraw_url=url_for("network.withdraw_access", dossier_id=dossier.id, network_person_id=line.id),
        back_url=url_for("network.person", dossier_id=dossier.id, network_person_id=line.id),
    )


@desk.route(
    f"{ACCESS}/withdraw",
    methods=["POST"],
    policy=Policy("network_person.withdraw_access", subject="dossier", repeatable=True),
)
def withdraw_access(dossier: DossierScope, network_person_id: int) -> ResponseReturnValue:
    """Takes the request back; twice is the same as once."""
    asking.withdraw(dossier, network_person_id)
    saved(_("De aanvraag is ingetrokken."))
    return redirect(url_for("network.access", dossier_id=dossier.id, network_person_id=network_person_id), code=303)


@desk.route(REQUESTS, policy=Policy("account_request.list", functions=ADMINISTRATION))
def account_requests() -> str:
    """Accounts that leads asked for, without a word of the household."""
    return render_template(
        "network/account_requests.html",
        lines=[present.request_view(asked) for asked in asking.list_asked()],
        people_url=url_for("accounts.people"),
    )


@desk.route(
    f"{REQUESTS}/<int:account_request_id>",
    methods=["GET", "POST"],
    policy=Policy("account_request.answer", functions=ADMINISTRATION, fresh=True),
)
def account_request(account_request_id: int) -> ResponseReturnValue:
    """Makes the account that was asked for, or does not."""
    asked = asking.get_asked(account_request_id)
    form = AnswerForm()
    form.prepare()
    done: list[str] = []
    if save(form, lambda: done.append(_answer(asked, gives=form.answer.data == GIVE))):
        saved(done[0])
        return redirect(url_for("network.account_requests"), code=303)
    page = render_template(
        "network/account_request.html",
        form=form,
        asked=present.request_view(asked),
        back_url=url_for("network.account_requests"),
    )
    return page, form.answer_code()


def _answer(asked: asking.AskedAccount, *, gives: bool) -> str:
    if not gives:
        asking.refuse(actor(), asked)
        return _("Er komt geen account. Wie het vroeg, krijgt een mail. Bel ook even.")
    mailed = asking.give(actor(), asked)
    if mailed:
        return _("Het account is gemaakt. De uitnodiging is verstuurd naar %(mail)s.", mail=mailed)
    return _("Deze persoon had al een account. De toegang is gegeven.")
