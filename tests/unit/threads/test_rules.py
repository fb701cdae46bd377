"""By when a question may be due, who is waited for, and when a link to somebody outside still works."""

import datetime as dt
from dataclasses import replace

import pytest

from app.threads.queries.outside import OutsideLine
from app.threads.queries.threads import ThreadLine
from app.threads.rules import FURTHEST_DAYS, may_be_due

TODAY = dt.date(2026, 11, 22)
NOW = dt.datetime(2026, 11, 22, 12, tzinfo=dt.UTC)
THREAD = ThreadLine(
    id=1, line="x", explanation="", due_on=TODAY, status="open", version=1, person_ids=(), party_ids=(2, 3), author_id=1,
    organisation_id=1, at=NOW, author="Noor", organisation="Wijkteam", replies=0, answered=frozenset(),
)  # fmt: skip
OUTSIDE = OutsideLine(
    id=1, question="x", asked_name="Ria", asked_email="ria@voorbeeld.example", language="nl",
    expires_at=NOW + dt.timedelta(days=8), tick="", line="", answered_at=None, withdrawn_at=None, put_away_at=None,
    person_ids=(), author_id=1, author="Noor", organisation_id=1, organisation="Wijkteam", at=NOW, version=1,
)  # fmt: skip


@pytest.mark.parametrize(
    ("days", "kept", "may"),
    [(0, None, True), (1, None, True), (FURTHEST_DAYS, None, True), (FURTHEST_DAYS + 1, None, False), (-1, None, False), (-1, -1, True)],
)  # fmt: skip
def test_a_question_is_due_from_today_to_half_a_year_on(days: int, kept: int | None, may: bool) -> None:
    stood = None if kept is None else TODAY + dt.timedelta(days=kept)
    assert may_be_due(TODAY + dt.timedelta(days=days), TODAY, stood) is may


def test_who_did_not_write_since_the_asker_is_waited_for() -> None:
    assert THREAD.waits_for == (2, 3)
    assert replace(THREAD, answered=frozenset({3, 9})).waits_for == (2,)
    assert replace(THREAD, status="closed").waits_for == ()


def test_a_link_works_until_it_is_used_withdrawn_or_old() -> None:
    assert OUTSIDE.waits(NOW)
    assert not OUTSIDE.waits(OUTSIDE.expires_at)
    assert not replace(OUTSIDE, answered_at=NOW).waits(NOW)
    assert not replace(OUTSIDE, withdrawn_at=NOW).waits(NOW)
