"""The named stories of the demo town: what the README tells is what is in them."""

import datetime as dt
from functools import cache

from app.cli.demo.shapes import DemoHousehold
from app.cli.demo.stories import STORIES
from app.cli.demo.town import town

TODAY = dt.date(2026, 11, 24)


@cache
def story(name: str) -> DemoHousehold:
    found = {household.story: household for household in town(len(STORIES), 1, TODAY).households}
    return found[name]


def products(household: DemoHousehold, strand: str) -> list[str]:
    return [item.product for item in household.interventions if item.strand == strand]


def seconds(household: DemoHousehold) -> list[str]:
    return [meeting.second[-1].state for meeting in household.appointments]


def test_it_tells_every_story_with_noor_as_lead() -> None:
    assert [story(name).title for name in STORIES] == ["El Amrani", "Visser", "Rosaria-Bos", "Osei", "Yılmaz"]
    assert {story(name).lead for name in STORIES} == {"noor"}
    assert all((TODAY - story(name).phases[0].on).days > 550 for name in STORIES)


def test_it_tells_the_debt_story_of_samira_and_sami() -> None:
    home = story("debt")
    assert [person.first_name for person in home.people] == ["Samira", "Sami"]
    assert home.people[0].birth_date.year == 1988
    assert (home.street, home.house_number, home.case_no) == ("Dirkstraat", 14, "W-2024-0142")
    assert home.own_words.startswith("Ik wil dat de deurwaarder niet meer belt")
    assert len(home.interventions) >= 8
    assert products(home, "care") == ["social_work", "debt_help", "home_guidance"]
    assert products(home, "enforcement") == ["nuisance_warning", "last_chance", "officer_talk"]
    assert products(home, "activation")[:2] == ["budget_cafe", "language_buddy"]
    assert {"Mina", "Ben", "Moestuingroep"} <= {person.first_name for person in home.network}
    assert home.phase == "in_progress"


def test_it_never_lets_enforcement_follow_activation_in_the_debt_story() -> None:
    home = story("debt")
    first = min(item.planned_start for item in home.interventions if item.strand == "activation")
    assert all(item.planned_start < first for item in home.interventions if item.strand == "enforcement")


def test_it_brings_mina_along_today_and_the_three_times_before() -> None:
    home = story("debt")
    *_, ahead = home.appointments
    assert TODAY + dt.timedelta(days=4) < ahead.starts_at.date() < TODAY + dt.timedelta(days=14)
    assert [state.state for state in ahead.second] == ["asked"]
    last = home.appointments[-5:-1]
    assert [meeting.second[-1].state for meeting in last] == ["came", "came", "came", "coming"]
    assert {home.network[meeting.second[-1].network_person or 0].first_name for meeting in last} == {"Mina"}
    assert last[-1].starts_at.date() == TODAY
    assert home.offers[0].network_person == 0


def test_it_agrees_to_call_noor_first_in_the_debt_story() -> None:
    agreement = next(item for item in story("debt").goals if item.kind == "safety_agreement")
    assert agreement.text == "Bij geluid na 22 uur eerst Noor bellen, dan pas langs."
    assert agreement.disclosed_to == ("politie",)
    assert agreement.valid_until is not None
    assert agreement.valid_until > TODAY


def test_it_takes_the_warning_to_mr_visser_through_the_pause() -> None:
    home = story("nuisance")
    warning = next(item for item in home.interventions if item.product == "nuisance_warning")
    assert warning.account == "karin"
    assert warning.paused
    assert "Noor" in warning.consulted
    running = [item for item in home.interventions if item.strand == "care" and item.status == "active"]
    assert len(running) == 2
    assert home.network[0].first_name == "Wim"
    assert home.network[0].relation == "kaartvriend"
    assert home.appointments[-1].starts_at.date() == TODAY
    assert seconds(home)[-1] == "not_asked"


def test_it_tells_the_youth_story_with_school_attendance_and_youth_protection() -> None:
    home = story("youth")
    functions = {one.function for one in home.involvements}
    assert {"school_contact", "attendance_officer", "youth_protection"} <= functions
    assert [change.to_phase for change in home.phases][-3:] == ["closed", "reopened", "in_progress"]
    assert "unsafe" in seconds(home)
    assert "chosen_mentor" in products(home, "care")
    assert any(person.left for person in home.people)
    assert any(one.ends and one.ends < TODAY for one in home.involvements)


def test_it_tells_the_ageing_story_of_the_osei_couple_and_pastor_ama() -> None:
    home = story("ageing")
    assert min((TODAY - person.birth_date).days // 365 for person in home.people) >= 75
    assert home.network[0].first_name == "Ama"
    assert {"household_help", "informal_carer_support", "home_adjustment"} <= set(products(home, "care"))
    assert "circle" in products(home, "activation")
    today = home.appointments[-1]
    assert (today.place_kind, today.starts_at.date(), today.second[-1].state) == ("phone", TODAY, "coming")


def test_it_turns_mr_yilmaz_into_a_volunteer_on_low_flame() -> None:
    home = story("volunteer")
    assert home.phase == "low_flame"
    assert home.interventions[0].product == "admin_fine"
    assert {"repair_cafe", "volunteering_centre"} <= set(products(home, "activation"))
    assert next(item for item in home.interventions if item.product == "volunteering_centre").stance == "let_go"
    assert len(home.offers) == 2


def test_it_scores_twice_over_time() -> None:
    for name in STORIES:
        entries = story(name).domain_entries
        again = [entry.domain for entry in entries]
        assert any(again.count(domain) > 1 for domain in again), name
        assert all(entry.resident_score and entry.professional_score for entry in entries)
