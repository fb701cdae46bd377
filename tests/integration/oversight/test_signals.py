"""Planted patterns: each is found by its own rule, with its explanation, and ordinary work is not."""

import datetime as dt
import re

import pytest

from app.oversight.words import SIGNALS
from tests.integration.oversight.conftest import Client, Past, at


def found(page: str, rule: str) -> str:
    """The card of one rule."""
    card = re.search(rf'(?s)<section class="card" aria-labelledby="h-{rule}".*?</section>', page)
    assert card is not None, rule
    return re.sub(r"<[^>]+>", " ", card[0])


def named(visitor: Client, rule: str, who: str, **period: dt.date) -> bool:
    """Whether a rule names somebody."""
    page = (
        visitor("privacy_officer").get("/oversight/signals", query_string={k: str(v) for k, v in period.items()}).text
    )
    return who in found(page, rule)


def flagged(visitor: Client) -> set[str]:
    """The rules that found anything at all."""
    page = visitor("privacy_officer").get("/oversight/signals").text
    return {rule for rule in SIGNALS if "Niets in deze periode." not in found(page, rule)}


def test_an_ordinary_week_shows_nothing(visitor: Client, past: Past) -> None:
    for days in range(5):
        for hour in (9, 11, 14, 16):
            past.saw("noor", at(days + 1, hour), dossier=past.household(f"Straat {days}-{hour}"))
    past.saw("noor", at(1, 12), action="search", operation="search.show", dossier=0)
    assert flagged(visitor) == set()


def test_a_surname_of_ones_own_is_found(visitor: Client, past: Past) -> None:
    past.run("update account set name = 'Omar van den Berg' where id = :id", id=past.world.accounts["omar"])
    past.run("update account set name = 'Tess Berg' where id = :id", id=past.world.accounts["tess"])
    home = past.household("Akkerstraat", surname="van den Berg", given_name="Iris")
    past.saw("omar", at(1), dossier=home)
    past.saw("tess", at(1), dossier=home)
    past.saw("noor", at(1), dossier=home)
    try:
        assert flagged(visitor) == {"own_name"}
        assert named(visitor, "own_name", "Omar van den Berg")
        assert not named(visitor, "own_name", "Tess Berg"), "another surname that ends the same"
        assert not named(visitor, "own_name", "Noor")
    finally:
        for name in ("omar", "tess"):
            past.run("update account set name = :n where id = :id", n=name.capitalize(), id=past.world.accounts[name])


def test_a_colleague_is_found(visitor: Client, past: Past) -> None:
    past.run("update account set name = 'Tess de Wit' where id = :id", id=past.world.accounts["tess"])
    past.saw("omar", at(2), dossier=past.household("Zeilmakersstraat", surname="de Wit", given_name="Tess"))
    try:
        assert flagged(visitor) == {"colleague"}
        assert named(visitor, "colleague", "Omar")
    finally:
        past.run("update account set name = 'Tess' where id = :id", id=past.world.accounts["tess"])


def test_a_file_that_is_marked_as_that_of_a_colleague_or_relative_is_found(visitor: Client, past: Past) -> None:
    home = past.household("Terpkade")
    past.run("update dossier set staff_or_relative = true where id = :id", id=home)
    past.saw("community_officer", at(2), dossier=home)
    assert flagged(visitor) == {"marked"}
    assert "Community officer" in visitor("privacy_officer").get("/oversight/signals").text


def test_a_street_is_found_from_four_households_a_day_on(visitor: Client, past: Past) -> None:
    homes = [past.household("Roeiersstraat") for _ in range(4)]
    for home in homes[:3]:
        past.saw("housing_officer", at(1), dossier=home)
    past.saw("housing_officer", at(2), dossier=homes[3])
    assert flagged(visitor) == set()
    past.saw("housing_officer", at(1), dossier=homes[3])
    assert flagged(visitor) == {"street"}


def test_a_street_of_ones_own_households_is_no_pattern(visitor: Client, past: Past) -> None:
    for _ in range(4):
        home = past.household("Molenstraat")
        past.run(
            "insert into involvement (dossier_id, account_id, organisation_id, purpose_id, is_lead, valid_from, created_by)"
            " values (:d, :noor, :org, :purpose, true, now() - interval '9 days', :noor)",
            d=home, noor=past.world.accounts["noor"], org=past.world.organisations["area_team"],
            purpose=past.world.purposes["area_team"],
        )  # fmt: skip
        past.saw("noor", at(1), dossier=home)
    assert flagged(visitor) == set()


@pytest.mark.parametrize(
    ("hour", "minute", "is_night"), [(22, 59, False), (23, 0, True), (3, 30, True), (5, 59, True), (6, 0, False)]
)
def test_the_night_is_from_eleven_to_six(visitor: Client, past: Past, hour: int, minute: int, is_night: bool) -> None:
    past.saw("omar", at(2, hour, minute))
    assert ("night" in flagged(visitor)) is is_night


def test_many_households_within_an_hour_are_found(visitor: Client, past: Past) -> None:
    homes = [past.household(f"Laan {number}") for number in range(20)]
    for place, home in enumerate(homes):
        past.saw("omar", at(1, 10 + place // 19, place), dossier=home)
    assert flagged(visitor) == set(), "nineteen in one hour and one in the next"
    past.saw("omar", at(1, 10, 59), dossier=homes[-1])
    assert flagged(visitor) == {"bulk"}


def test_searching_without_opening_anything_is_found(visitor: Client, past: Past) -> None:
    for minute in (0, 15, 30, 45):
        past.saw("omar", at(1, 10, minute), action="search", operation="search.show", dossier=0)
    past.saw("omar", at(1, 13), action="search", operation="search.show", dossier=0)
    past.saw("omar", at(1, 13, 9))
    assert flagged(visitor) == set(), "one of the five led somewhere"
    past.saw("omar", at(1, 15), action="search", operation="search.show", dossier=0)
    assert flagged(visitor) == {"search"}


def test_a_series_of_emergencies_is_found_where_relations_have_a_kind(visitor: Client, past: Past) -> None:
    """The rule reads the kind of a relation as it is there, or finds nothing."""
    has_kind = past.run(
        "select exists (select from information_schema.columns where table_name = 'involvement' and column_name = 'kind')"
    )
    if not has_kind:
        past.run("alter table involvement add column kind text")
    homes = [past.household(f"Noodweg {number}") for number in range(3)]
    try:
        for home in homes:
            assert flagged(visitor) == set()
            past.run(
                "insert into involvement (dossier_id, account_id, organisation_id, purpose_id, kind, valid_from, created_by)"
                " values (:d, :omar, :org, :purpose, 'emergency', now(), :omar)",
                d=home, omar=past.world.accounts["omar"], org=past.world.organisations["area_team"],
                purpose=past.world.purposes["area_team"],
            )  # fmt: skip
        assert flagged(visitor) == {"emergency"}
    finally:
        for home in homes:
            past.run("delete from involvement where dossier_id = :d", d=home)
        if not has_kind:
            past.run("alter table involvement drop column kind")


def test_residents_reading_their_own_file_are_no_pattern(visitor: Client, past: Past) -> None:
    past.saw("resident", at(1, 3), dossier=past.household("Thuisstraat", surname="Resident"))
    assert flagged(visitor) == set()


def test_a_period_that_is_over_is_looked_at_by_itself(visitor: Client, past: Past) -> None:
    past.saw("omar", at(20, 2))
    assert not named(visitor, "night", "Omar")
    assert named(visitor, "night", "Omar", first=at(22).date(), last=at(18).date())


def test_each_rule_is_explained_and_nobody_gets_a_score(visitor: Client, past: Past) -> None:
    page = visitor("privacy_officer").get("/oversight/signals").text
    for (name, _english), (meaning, _also_english) in SIGNALS.values():
        assert name in page
        assert meaning in page
