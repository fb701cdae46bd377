"""Answers for programs: whoever asks under ``/api`` names itself with a token of its own, and reads what is wrong as problem+json.

RFC 9457, as the Dutch API Design Rules ask (domain.md 4.11).
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any, Final

from flask import Response, request

from app.web.i18n import gettext as _

ROOT: Final = "/api/"
#: What a token of a program begins with, so that it is never taken for that of a browser, and is found where it leaked.
TOKEN_SIGN: Final = "schakel_api_"  # noqa: S105 - a sign, not a secret
PROBLEM: Final = "application/problem+json"
#: The version of everything under ``ROOT``; docs/api.md says what changes it.
VERSION: Final = "1.1.0"


@dataclass(frozen=True, slots=True)
class Wrong:
    """One thing that is wrong with a question: the name of the parameter and what to do."""

    name: str
    reason: str


def for_programs() -> bool:
    """Whether this address is one for programs."""
    return request.path.startswith(ROOT)


def bearer() -> str | None:
    """The token that a program names itself with; None when there is none of ours."""
    scheme, _blank, token = request.headers.get("Authorization", "").partition(" ")
    return token if scheme.casefold() == "bearer" and token.startswith(TOKEN_SIGN) else None


def problem(status: int, detail: str = "", errors: Sequence[Wrong] = ()) -> Response:
    """What is wrong, with everything that is wrong with the question together."""
    known: dict[str, Any] = {"status": status, "title": _title(status), "detail": detail or _title(status)}
    if errors:
        known["errors"] = [{"in": "query", "name": one.name, "reason": one.reason} for one in errors]
    answer = Response(json.dumps(known, ensure_ascii=False), status, content_type=PROBLEM)
    answer.headers["API-Version"] = VERSION
    if status == HTTPStatus.UNAUTHORIZED:
        answer.headers["WWW-Authenticate"] = "Bearer"
    return answer


def _title(status: int) -> str:
    titles = {
        400: lambda: _("Deze vraag klopt niet."),
        401: lambda: _("Stuur een geldig toegangsbewijs mee."),
        403: lambda: _("Dit hoort niet bij uw functie."),
        404: lambda: _("Dit adres bestaat niet."),
        405: lambda: _("Dit kan hier niet: alleen lezen."),
        429: lambda: _("Er kwamen te veel vragen kort na elkaar. Wacht even en vraag het daarna opnieuw."),
        503: lambda: _("Schakel is even niet bereikbaar. Probeer het later opnieuw."),
    }
    return titles.get(status, lambda: _("Er ging iets mis. Probeer het later opnieuw."))()
