"""Phases with their clocks, and life domains."""

import datetime as dt

from app.access.vocabulary import CONDITIONS, ConditionKind
from app.dossiers import domains, phases


def test_it_knows_the_phases_and_where_they_lead() -> None:
    assert list(phases.PHASES) == list(phases.TRANSITIONS) == list(phases.Phase)
    assert phases.may_follow(None, "intake")
    assert not phases.may_follow(None, "closed")
    assert phases.may_follow("closed", "reopened")
    assert not phases.may_follow("closed", "in_progress")
    assert not phases.may_follow("exploration", "low_flame")


def test_it_lets_no_phase_lead_nowhere_or_to_itself() -> None:
    assert all(after and phase not in after for phase, after in phases.TRANSITIONS.items())
    assert phases.WORKING < phases.OPEN
    assert "low_flame" not in phases.WORKING


def test_it_counts_six_weeks_from_the_report_and_two_from_the_plan() -> None:
    reported, began = dt.date(2026, 1, 1), dt.date(2026, 1, 20)
    assert phases.due_on("exploration", began, reported) == dt.date(2026, 2, 12)
    assert phases.due_on("plan", began, reported) == dt.date(2026, 2, 3)
    assert phases.due_on("in_progress", began, reported) is None
    assert phases.CLOCKS["exploration"].is_law
    assert not phases.CLOCKS["low_flame"].is_law


def test_it_has_a_domain_for_every_condition_of_the_matrix() -> None:
    named = {word for word, kind in CONDITIONS.items() if kind == ConditionKind.DOMAIN}
    assert named <= set(domains.DOMAINS)


def test_it_keeps_every_domain_small_by_its_help_text() -> None:
    assert all(row.help_nl.startswith("Leg alleen vast als ") for row in domains.DOMAINS.values())
    assert all(row.help_en.startswith("Record only when ") for row in domains.DOMAINS.values())
    assert {row.code for row in domains.DOMAINS.values() if row.sensitive} == {"safety", "health"}
    assert sorted(domains.SCALE) == [1, 2, 3, 4, 5]
    assert set(domains.STATES) == {"not_discussed", "discussed", "recorded"}
