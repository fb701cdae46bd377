"""The account that somebody has for as long as a role lasts: which it can be, and what is written when that begins or ends.

The relation itself is given on *Wie is betrokken*, with a purpose and a reason, as every other; what bounds it is the lock
(``sec.role_bounds_access``), whatever is forgotten here.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from flask_babel import gettext as _

from app.access.scope import DossierScope
from app.access.vocabulary import Category
from app.audit import trail
from app.db.session import db
from app.dossiers.queries.team import TeamLine, list_team
from app.dossiers.services.activity import note_activity
from app.kernel.errors import RuleBroken
from app.network.models import NetworkPerson
from app.network.roles import ENDING

if TYPE_CHECKING:
    from app.network.services import NetworkPersonEdit


def list_role_relations(dossier_id: int) -> tuple[TeamLine, ...]:
    """Running relations of accounts that can belong to a role that ends, as *Wie is betrokken* lists them."""
    rows = set(ENDING.values())
    return tuple(
        line for line in list_team(dossier_id) if line.is_lasting and line.function in rows and not line.is_lead
    )


def check_account(scope: DossierScope, row: NetworkPerson, change: NetworkPersonEdit) -> int | None:
    """Which account ``row`` has from now on, if any; only the lead changes it, and a role that is over has none.

    Raises RuleBroken (field ``account``) for an account that is not involved here, or that does not fit the role.
    """
    if not change.active or change.role not in ENDING:
        return None
    account = change.account_id if scope.is_lead else row.account_id
    if account is None or (account == row.account_id and change.role == row.role):
        return account
    if (account, ENDING[change.role]) not in {
        (line.account_id, line.function) for line in list_role_relations(scope.id)
    }:
        raise RuleBroken("account", _("Dit account hoort niet bij deze rol. Kies een ander, of kies: geen account."))
    return account


def note_account(scope: DossierScope, relations: Iterable[TeamLine], *, had: int | None, has: int | None) -> None:
    """Logs which of the ``relations`` (as they were before) ended with the role, and which one is bound to it from now on."""
    if had == has:
        return
    for line in relations:
        if line.account_id == had:
            note_activity(scope, Category.PLAN, "team.left", object_id=line.involvement_id)
        if line.account_id in (had, has):
            trail.did(
                db.session(),
                "unshare" if line.account_id == had else "share",
                dossier_id=scope.id,
                category=Category.PLAN,
                objects=[line.involvement_id],
            )
