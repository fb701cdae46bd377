"""Whoever may be the unsafe partner is not named by a slip as the one who comes along, does a step or directs the plan.

The typist looks again first, and nothing typed is lost. Only those are pointed to it who work with the case for the team that leads:
a warning tells that something stands there, so nobody who lives there gets one.
"""

import re
from collections.abc import Collection

from app.access.scope import DossierScope
from app.access.vocabulary import LEAD_ROW, MEMBER_ROW
from app.db.question import Question

PARTNER_WORDS = frozenset(
    "partner man vrouw echtgenoot echtgenote ex vriend vriendin verloofde vader moeder"  # noqa: SIM905 - a list of words
    " exman exvrouw expartner exvriend exvriendin husband wife boyfriend girlfriend".split()
)
_WORD = re.compile(r"[^\W\d_]+")
_HOUSEMATES = Question(
    """
    select d.given_name from person_detail d
     where d.dossier_id = :dossier and d.given_name <> '' and d.person_id <> all(:threatened) order by d.person_id
    """
)
_THREATENED = Question("select p.id from person p where p.dossier_id = :dossier and p.partner_unsafe order by p.id")
_RELATED = Question(
    "select n.first_name, n.relation from network_person n where n.dossier_id = :dossier order by n.id limit 200"
)


def is_warned(scope: DossierScope) -> bool:
    """Whether the actor may be pointed to it: who works with the case for the team that leads.

    Somebody of another team, let in by an emergency, stands in the same row of the matrix and is not.
    """
    return scope.row in {LEAD_ROW, MEMBER_ROW} and scope.actor.organisation_id == scope.lead_org_id


def list_threatened(dossier_id: int) -> set[int]:
    """Whose partner is not safe, of everybody in the household: whoever comes to see the child, comes to the mother's door too."""
    return {row.id for row in _THREATENED.rows(dossier=dossier_id)}


def may_mean_partner(relation: str) -> bool:
    """Whether the words for a relation can mean a partner, a former one too: *ex-man van Samira*."""
    return not PARTNER_WORDS.isdisjoint(_WORD.findall(relation.lower()))


def list_housemates(dossier_id: int, threatened: Collection[int]) -> list[str]:
    """First names of who else lives there."""
    return [row.given_name.strip() for row in _HOUSEMATES.rows(dossier=dossier_id, threatened=list(threatened))]


def partner_names(scope: DossierScope) -> tuple[str, ...]:
    """Names and words that may mean the unsafe partner, for a form that names somebody; empty where there is none to look out for."""
    if not is_warned(scope):
        return ()
    threatened = list_threatened(scope.id)
    if not threatened:
        return ()
    around = [row.first_name for row in _RELATED.rows(dossier=scope.id) if may_mean_partner(row.relation)]
    return (*list_housemates(scope.id, threatened), *around, *sorted(PARTNER_WORDS))
