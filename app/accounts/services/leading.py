"""Which functions besides the generalist may lead: a setting of the municipality, dated and logged."""

import datetime as dt
from dataclasses import dataclass

from flask_babel import gettext as _
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from app.access.actor import Actor
from app.access.matrix import load_matrix
from app.access.vocabulary import ORGANISATION_WIDE, WITHOUT_HOUSEHOLDS, Category, Term
from app.accounts.kinds import Kind, functions_of
from app.accounts.rules import must_administer
from app.audit import trail
from app.db.clock import today
from app.db.session import db
from app.kernel.errors import RuleBroken

_LIST = text("select function, since from sec.named_lead_functions()")
_NAME = text("select sec.name_lead_function(:function, :since)")
_DROP = text("select sec.drop_lead_function(:function)")
_SOMEBODY_LEADS = "SK001"
USUAL = "generalist"


@dataclass(frozen=True, slots=True)
class LeadFunction:
    """A function that may lead, from a day on."""

    function: str
    since: dt.date


def list_named() -> list[LeadFunction]:
    """The functions that the municipality named; the generalist needs no naming."""
    return [LeadFunction(row.function, row.since) for row in db.session.execute(_LIST)]


def list_possible() -> tuple[str, ...]:
    """Functions that can be named: people of a neighbourhood team who work with households and do not stand for enforcement.

    The lead flag may never turn an enforcement function into one that reads care (legend of the matrix).
    """
    apart = {USUAL} | ORGANISATION_WIDE | WITHOUT_HOUSEHOLDS
    return tuple(
        row.code
        for row in functions_of(Kind.AREA_TEAM)
        if row.code not in apart and not _stands_for_enforcement(row.code)
    )


def _stands_for_enforcement(function: str) -> bool:
    grants = load_matrix().get((function, Category.ENFORCEMENT), ())
    return any(grant.term in {Term.OWN, Term.WRITE} for grant in grants)


def name_function(actor: Actor, function: str, since: dt.date) -> None:
    """Lets a function lead from a day on. Raises Forbidden, and RuleBroken for another function or a day that has passed."""
    must_administer(actor)
    if function not in list_possible():
        raise RuleBroken("function", _("Deze functie kan geen regie hebben. Kies uit de lijst."))
    if since < today():
        raise RuleBroken("since", _("Deze dag is al geweest. Kies vandaag of een latere dag."))
    db.session.execute(_NAME, {"function": function, "since": since})
    trail.did(db.session(), "create", reason=f"{function} {since}")


def drop_function(actor: Actor, function: str) -> None:
    """Takes that back, from now on. Raises Forbidden, and RuleBroken while somebody in this function leads a household."""
    must_administer(actor)
    if function not in {row.function for row in list_named()}:
        return
    try:
        with db.session.begin_nested():
            db.session.execute(_DROP, {"function": function})
    except DBAPIError as error:
        if getattr(error.orig, "sqlstate", None) != _SOMEBODY_LEADS:
            raise
        raise RuleBroken(
            "", _("Iemand in deze functie heeft nog de regie over een huishouden. Laat die eerst overdragen.")
        ) from error
    trail.did(db.session(), "withdraw", reason=function)
