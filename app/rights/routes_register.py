"""The register of processing as a page: of the own organisation for whoever works there, of all for who keeps or watches over it."""

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from app.accounts.words import kind_name
from app.rights.presenters_register import entry_view
from app.rights.register import AT_WORK, get_register, readable
from app.rights.routes import desk
from app.web.guard import Policy, actor


@desk.route("/register", policy=Policy("register.list", functions=AT_WORK))
def registers() -> ResponseReturnValue:
    """Whose register to read; straight to the own one for whoever reads no other."""
    choices = readable(actor())
    if len(choices) == 1:
        return redirect(url_for("rights.register", organisation_id=choices[0][0]), code=303)
    lines = [(name, url_for("rights.register", organisation_id=key)) for key, name in choices]
    return render_template("rights/registers.html", lines=lines)


@desk.route("/register/<int:organisation_id>", policy=Policy("register.show", functions=AT_WORK))
def register(organisation_id: int) -> str:
    """One organisation: its purposes, with law, task, categories, terms and versions; to print."""
    organisation, entries = get_register(actor(), organisation_id)
    views = [entry_view(entry) for entry in entries]
    return render_template(
        "rights/register.html",
        name=organisation.name,
        kind=kind_name(organisation.kind),
        contact=", ".join(
            filter(None, (organisation.contact_name, organisation.contact_phone, organisation.contact_email))
        ),
        running=[view for view in views if view.runs],
        over=[view for view in views if not view.runs],
        others=len(readable(actor())) > 1,
    )
