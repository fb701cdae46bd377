"""The browser: which accounts signed in on it before (a signed cookie), and what kind it is, for the list of sessions."""

import re
import secrets

from flask import Response, current_app, g, request
from itsdangerous import BadSignature, URLSafeTimedSerializer

from config import Config

_MOST = 5
_LASTS = 365 * 24 * 3600
_BROWSERS = (("Edg", "Edge"), ("OPR", "Opera"), ("Firefox", "Firefox"), ("Chrome", "Chrome"), ("Safari", "Safari"))
_SYSTEMS = (
    (r"iPhone|iPad", "iOS"),
    ("Android", "Android"),
    ("Windows", "Windows"),
    ("Mac OS X", "macOS"),
    ("CrOS", "ChromeOS"),
    ("Linux", "Linux"),
)


def _serializer() -> URLSafeTimedSerializer:
    config: Config = current_app.config["SCHAKEL"]
    # itsdangerous signs with the last key and reads all of them.
    return URLSafeTimedSerializer(list(reversed(config.keys.session)), salt="schakel-device")


def _name() -> str:
    config: Config = current_app.config["SCHAKEL"]
    return "__Host-schakel-device" if config.https else "schakel-device"


def _known() -> dict[str, str]:
    """Account mark → this browser's number for it; empty for a cookie that we did not sign."""
    try:
        value = _serializer().loads(request.cookies.get(_name(), ""), max_age=_LASTS)
    except BadSignature:
        return {}
    return {str(mark): str(number) for mark, number in value.items()} if isinstance(value, dict) else {}


def known_as(mark: str) -> str | None:
    """This browser's number for an account that signed in on it before, or None."""
    return _known().get(mark)


def remember(mark: str) -> None:
    """Notes that this account signed in on this browser; the cookie leaves with the answer."""
    kept = {name: number for name, number in _known().items() if name != mark}
    number = known_as(mark) or secrets.token_urlsafe(9)
    newest = dict([*list(kept.items())[-(_MOST - 1) :], (mark, number)])
    g.device_cookie = _serializer().dumps(newest)


def set_cookie(response: Response) -> Response:
    """Adds the cookie to the answer when a sign-in asked for it."""
    value = g.pop("device_cookie", None)
    if value is not None:
        config: Config = current_app.config["SCHAKEL"]
        response.set_cookie(_name(), value, max_age=_LASTS, httponly=True, secure=config.https, samesite="Lax")
    return response


def label() -> str:
    """The browser in two words, as in *Firefox, Windows*; empty when it does not say."""
    agent = request.user_agent.string[:400]
    browser = next((name for sign, name in _BROWSERS if sign in agent), "")
    system = next((name for sign, name in _SYSTEMS if re.search(sign, agent)), "")
    return ", ".join(filter(None, (browser, system)))
