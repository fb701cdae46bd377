"""Dates as people write them, texts, time and refusals."""

import contextlib
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.kernel.clock import FixedClock, amsterdam_day, from_amsterdam, in_amsterdam, now_utc, today_in_amsterdam
from app.kernel.dates import DateKind, parse_date
from app.kernel.errors import Forbidden, NotFound, RuleBroken, StaleVersion
from app.kernel.text import (
    WarnKind,
    check_length,
    clean_line,
    clean_text,
    heading,
    looks_like_formula,
    warn_names,
    warn_words,
)

TODAY = date(2026, 11, 22)
BIRTH, START = DateKind.BIRTH, DateKind.START


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("16-03-1955", date(1955, 3, 16)),
        ("1955-12-24", date(1955, 12, 24)),
        ("17 dec 1997", date(1997, 12, 17)),
        ("4 mrt 2025", date(2025, 3, 4)),
        ("1 maart 2025", date(2025, 3, 1)),
        ("12 May 1996", date(1996, 5, 12)),
        ("13 okt '26", date(2026, 10, 13)),
        ("3/11/73", date(1973, 11, 3)),
        ("3.11.1973", date(1973, 11, 3)),
        ("19970512", date(1997, 5, 12)),
        ("12051997", date(1997, 5, 12)),
        ("20164", date(1955, 3, 16)),
        ("1990-02-24 00:00", date(1990, 2, 24)),
        ("ma 3 mei 2021", date(2021, 5, 3)),
    ],
)
def test_it_reads_every_style(written: str, expected: date) -> None:
    assert parse_date(written, kind=BIRTH, today=TODAY).value == expected


@pytest.mark.parametrize("cell", [date(1990, 2, 24), datetime(1990, 2, 24, 9, tzinfo=UTC), 32928, 32928.0])
def test_it_reads_what_a_workbook_gives(cell: object) -> None:
    assert parse_date(cell, kind=BIRTH, today=TODAY).value == date(1990, 2, 24)


def test_a_two_digit_year_depends_on_what_the_date_is_of() -> None:
    assert parse_date("1/3/27", kind=START, today=TODAY).value.year == 2027
    assert parse_date("1/3/27", kind=BIRTH, today=TODAY).value.year == 1927
    assert parse_date("15/10/14", kind=BIRTH, today=TODAY).value.year == 2014
    assert parse_date("15/10/24", kind=BIRTH, today=TODAY).assumed
    assert not parse_date("15/10/73", kind=BIRTH, today=TODAY).assumed


@pytest.mark.parametrize("written", ["31-02-2026", "32/1/20", "29 feb 2025", "1-13-2020", "00-01-2020"])
def test_it_says_that_a_date_does_not_exist(written: str) -> None:
    with pytest.raises(RuleBroken) as refused:
        parse_date(written, kind=START, today=TODAY)
    assert refused.value.text == f"{written} bestaat niet. Kijk de datum na."


@pytest.mark.parametrize(
    ("written", "kind"), [("1-1-2030", BIRTH), ("1-1-1890", BIRTH), ("1-1-2090", START), ("1-1-1900", START)]
)
def test_it_refuses_what_cannot_be(written: str, kind: DateKind) -> None:
    with pytest.raises(RuleBroken):
        parse_date(written, kind=kind, today=TODAY)


@pytest.mark.parametrize("written", ["", "?", "weet niet", "2026", "9 foo 2020", "1-2", "-", "1-2-3-4"])
def test_it_refuses_what_is_no_date(written: str) -> None:
    with pytest.raises(RuleBroken):
        parse_date(written, kind=START, today=TODAY)


@given(st.dates(date(1912, 1, 1), TODAY), st.sampled_from(["%d-%m-%Y", "%Y-%m-%d", "%d/%m/%Y", "%d %b %Y", "%d.%m.%Y"]))
def test_a_written_date_is_read_back(day: date, style: str) -> None:
    assert parse_date(day.strftime(style), kind=BIRTH, today=TODAY).value == day


@given(st.text(max_size=40))
def test_any_text_is_a_date_or_refused(text: str) -> None:
    with contextlib.suppress(RuleBroken):
        parse_date(text, kind=START, today=TODAY)


def test_it_cleans_what_cannot_be_seen() -> None:
    assert clean_text("a\u202eb\x00c\r\nd  ") == "abc\nd"
    assert clean_line("  e\u0301 \t\n x ") == "é x"


@given(st.text(max_size=200))
def test_cleaning_twice_changes_nothing(text: str) -> None:
    assert clean_text(clean_text(text)) == clean_text(text)


def test_a_length_is_refused_with_both_numbers() -> None:
    assert check_length("abc", field="why", longest=3) == "abc"
    with pytest.raises(RuleBroken, match="4 tekens; er passen er 3"):
        check_length("abcd", field="why", longest=3)


@pytest.mark.parametrize("text", ['=HYPERLINK("http://x")', "@SUM(A1)", "+cmd|' /C calc'!A0", "-cmd()"])
def test_it_sees_what_a_spreadsheet_could_run(text: str) -> None:
    assert looks_like_formula(text)


@pytest.mark.parametrize("text", ["+31612345678", "-", "- belt niet terug", "hond bijt!!", "", "-3"])
def test_ordinary_text_is_no_formula(text: str) -> None:
    assert not looks_like_formula(text)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("heeft diagnose F20, zie epd", [("diagnose", "diagnosis"), ("F20", "diagnosis")]),
        ("ADHD en een depressie", [("ADHD", "diagnosis"), ("depressie", "diagnosis")]),
        ("Schizofrenie, borderline", [("Schizofrenie", "diagnosis"), ("borderline", "diagnosis")]),
        ("is veroordeeld; proces-verbaal ligt er", [("veroordeeld", "police"), ("proces-verbaal", "police")]),
        ("deed aangifte, zit in detentie", [("aangifte", "police"), ("detentie", "police")]),
        ("grote schulden bij Vitens + huur", []),
        ("hulp bij de aangifte inkomstenbelasting", []),
        ("kan geen post openen", []),
        ("woont aan de A12, flat F", []),
    ],
)
def test_it_points_out_words_that_rarely_belong_here(text: str, words: list[tuple[str, str]]) -> None:
    assert [(found.word, found.kind) for found in warn_words(text)] == [(word, WarnKind(kind)) for word, kind in words]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Is Samira er? En SAMIRA's zoon?", ["Samira"]),
        ("Samirá en el-Amrani", ["Samirá", "el-Amrani"]),
        ("Mevrouw Bos en Rosaria", ["Bos", "Rosaria"]),
        ("De Amrani woont er niet.", ["Amrani"]),
        ("El is een lidwoord; Samirah is iemand anders.", []),
        ("", []),
    ],
)
def test_it_finds_names_that_should_not_leave(text: str, words: list[str]) -> None:
    found = warn_names(text, ["Samira", "El Amrani", "Rosaria-Bos"])
    assert [each.word for each in found] == words
    assert {each.kind for each in found} <= {WarnKind.NAME}


def test_a_day_in_amsterdam_has_23_24_or_25_hours() -> None:
    hours = [
        (end - start) / timedelta(hours=1)
        for start, end in map(amsterdam_day, (date(2026, 3, 29), date(2026, 6, 1), date(2026, 10, 25)))
    ]
    assert hours == [23, 24, 25]


def test_the_date_in_amsterdam_is_not_the_date_in_utc() -> None:
    clock = FixedClock(datetime(2026, 6, 30, 22, 30, tzinfo=UTC))
    assert today_in_amsterdam(clock) == date(2026, 7, 1)
    assert in_amsterdam(clock.now()).hour == 0


def test_a_wall_clock_time_becomes_utc_and_a_skipped_one_is_refused() -> None:
    assert from_amsterdam(datetime(2026, 7, 1, 12)) == datetime(2026, 7, 1, 10, tzinfo=UTC)  # noqa: DTZ001 - a wall clock
    with pytest.raises(ValueError, match="does not exist"):
        from_amsterdam(datetime(2026, 3, 29, 2, 30))  # noqa: DTZ001


def test_a_moment_without_a_zone_is_refused() -> None:
    assert now_utc().tzinfo is UTC
    with pytest.raises(ValueError, match="zone"):
        in_amsterdam(datetime(2026, 1, 1))  # noqa: DTZ001


def test_refusals_carry_a_sentence() -> None:
    assert Forbidden("Vraag het de casusregisseur.").text == "Vraag het de casusregisseur."
    assert NotFound().text
    assert StaleVersion(current="nieuw").current == "nieuw"
    assert RuleBroken("why", "Vul in.").field == "why"


def test_a_heading_keeps_the_capitals_of_names() -> None:
    assert heading("overleg van GGZ Noord") == "Overleg van GGZ Noord"
    assert heading("") == ""
