"""Where everybody begins: the one place that decides which page a function starts on."""

from urllib.parse import urlsplit

from flask import current_app, url_for

from app.access.actor import Actor

_START = {
    "administrator": "accounts.organisations",
    "privacy_officer": "oversight.views",
    "analyst": "insight.mix",
}


def start_url(actor: Actor) -> str:
    """The start page of this function, as far as it exists."""
    for endpoint in (_START.get(actor.function, "workspace.today"), "accounts.me"):
        if endpoint in current_app.view_functions:
            return url_for(endpoint)
    return url_for("accounts.me")


def safe_next(target: str | None) -> str | None:
    """``target`` when it is a path of ours, else None: nobody is led to another site after signing in."""
    if not target or not target.startswith("/") or target.startswith(("//", "/\\")) or len(target) > 2000:
        return None
    if "\\" in target or any(ord(sign) <= 32 or ord(sign) == 127 for sign in target):
        return None
    try:
        parts = urlsplit(target)
    except ValueError:
        return None
    return None if parts.scheme or parts.netloc else target
