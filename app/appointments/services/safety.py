"""Whoever may be the unsafe partner is not asked along by a slip: the typist looks again first, and nothing typed is lost."""

from flask_babel import gettext as _

from app.access.scope import DossierScope
from app.appointments.services.answers import Answer
from app.appointments.states import SecondState
from app.dossiers.unsafe import is_warned, list_housemates, list_threatened, may_mean_partner
from app.kernel.errors import RuleBroken
from app.network.queries import get_network_person

#: Once somebody came, that is what happened; before, it can still be prevented.
_BEFORE = frozenset({SecondState.ASKED, SecondState.THINKING, SecondState.COMING})


def check_safe(scope: DossierScope, answer: Answer) -> None:
    """Raises RuleBroken at ``checked_safe`` when somebody's partner is unsafe and whoever is named may be that partner.

    With whom the appointment is, does not count: an appointment with the child alone is no way in for the mother's partner.
    """
    if answer.state not in _BEFORE or answer.checked_safe or not is_warned(scope):
        return
    first_name, relation = answer.first_name, answer.relation
    if answer.person_id is not None:
        known = get_network_person(scope.id, answer.person_id)
        first_name, relation = known.first_name, known.relation
    threatened = list_threatened(scope.id)
    if threatened and first_name and _may_be_partner(scope.id, threatened, first_name, relation):
        raise RuleBroken(
            "checked_safe",
            _(
                "Let op: er staat dat een partner niet veilig is. Is %(name)s die partner? Kies dan 'niet gevraagd: niet veilig';"
                " niemand in het huishouden ziet dat. Is het iemand anders? Vink hieronder aan dat u dit onder vier ogen navroeg.",
                name=first_name,
            ),
        )


def _may_be_partner(dossier_id: int, threatened: set[int], first_name: str, relation: str) -> bool:
    if may_mean_partner(relation):
        return True
    return first_name.strip().lower() in {name.lower() for name in list_housemates(dossier_id, threatened)}
