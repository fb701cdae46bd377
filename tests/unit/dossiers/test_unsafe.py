"""Words that can mean a partner, and who may be pointed to an unsafe one."""

import pytest

from app.access.actor import Actor
from app.access.scope import DossierScope
from app.dossiers.unsafe import is_warned, may_mean_partner

TEAM, ELSEWHERE = 1, 2


@pytest.mark.parametrize(
    ("relation", "means"),
    [
        ("ex-man", True),
        ("Ex-partner van Samira", True),
        ("haar exman", True),
        ("vriend/buurman", True),
        ("zijn moeder", True),
        ("zus", False),
        ("buurman", False),
        ("Manon, een collega", False),
        ("", False),
    ],
)
def test_it_knows_words_for_a_relation_that_can_mean_a_partner(relation: str, means: bool) -> None:
    assert may_mean_partner(relation) is means


def standing(row: str, organisation: int) -> DossierScope:
    actor = Actor(
        account_id=1,
        name="Noor",
        function="generalist",
        organisation_id=organisation,
        organisation_name="Wijkteam",
        organisation_kind="area_team",
        bsn_allowed=False,
        language="nl",
        session_id=0,
    )
    return DossierScope(id=1, case_no="W-1", lead_org_id=TEAM, closed=False, row=row, actor=actor)


@pytest.mark.parametrize(
    ("row", "organisation", "warned"),
    [
        ("case_lead", TEAM, True),
        ("team_member", TEAM, True),
        ("team_member", ELSEWHERE, False),  # let in by an emergency
        ("resident", TEAM, False),
        ("youth_protection", ELSEWHERE, False),
        ("coordinator", TEAM, False),
    ],
)
def test_it_points_it_out_to_the_team_that_leads_alone(row: str, organisation: int, warned: bool) -> None:
    assert is_warned(standing(row, organisation)) is warned
