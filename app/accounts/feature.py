"""Connects accounts to the application: signing in, administration, one's own account, health."""

from flask_babel import lazy_gettext as _l

from app.accounts import device
from app.accounts.routes import desk
from app.accounts.routes.clock import clock
from app.accounts.routes.links import outbox
from app.accounts.routes.proof import ask_again
from app.accounts.routes.signing import demo_sign_in, sign_in_again
from app.accounts.rules import ADMINISTRATION
from app.web import health
from app.web.context import MenuEntry, add_to_foot, add_to_menu
from app.web.guard import FRESH_PROOF, SIGN_IN_AGAIN, Policy, SchakelFlask
from config import Config


def install(app: SchakelFlask) -> None:
    """The pages; those of the demo town only in demo mode, so that elsewhere their addresses do not exist."""
    app.extensions[FRESH_PROOF] = ask_again
    app.extensions[SIGN_IN_AGAIN] = sign_in_again
    app.register_blueprint(desk)
    app.register_blueprint(health.desk)
    config: Config = app.config["SCHAKEL"]
    if config.demo_mode:
        _install_demo(app)
    add_to_menu(app, MenuEntry("accounts.organisations", _l("Organisaties"), ADMINISTRATION))
    add_to_menu(app, MenuEntry("accounts.people", _l("Accounts"), ADMINISTRATION))
    add_to_menu(app, MenuEntry("accounts.leading", _l("Regie"), ADMINISTRATION))
    add_to_foot(app, MenuEntry("accounts.me", _l("Mijn account")))
    add_to_foot(app, MenuEntry("accounts.keyboard", _l("Sneltoetsen")))
    add_to_foot(app, MenuEntry("accounts.accessibility", _l("Toegankelijkheid")))
    app.after_request(device.set_cookie)


def _install_demo(app: SchakelFlask) -> None:
    app.add_url_rule(
        "/demo/sign-in",
        "accounts.demo_sign_in",
        demo_sign_in,
        methods=["POST"],
        policy=Policy("session.demo_sign_in", public=True, repeatable=True),
    )
    app.add_url_rule("/demo/mail", "accounts.outbox", outbox, policy=Policy("mail.outbox", public=True))
    app.add_url_rule(
        "/demo/clock", "accounts.clock", clock, methods=["GET", "POST"], policy=Policy("clock.travel", repeatable=True)
    )
    add_to_foot(app, MenuEntry("accounts.clock", _l("Klok van de oefenomgeving")))
