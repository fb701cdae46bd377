"""A part of a page is drawn once for the same content, and for nobody else's."""

import datetime as dt

import pytest

from app.web import i18n
from app.web.drawing import once_per_content
from app.web.guard import SchakelFlask
from app.web.i18n import gettext as _
from app.web.i18n import in_language


def test_the_same_content_is_drawn_once(app: SchakelFlask) -> None:
    made: list[tuple[object, ...]] = []

    @once_per_content(8)
    def drawing(rows: tuple[object, ...], *, wide: bool) -> str:
        made.append(rows)
        return f"{_('Zorg')} {rows} {wide}"

    with app.test_request_context():
        first = drawing((1, "a"), wide=True)
        assert drawing((1, "a"), wide=True) is first
        assert drawing((1, "b"), wide=True) != first
        assert drawing((1, "a"), wide=False) != first
    assert made == [(1, "a"), (1, "b"), (1, "a")]


def test_another_reader_or_day_is_other_content(app: SchakelFlask, monkeypatch: pytest.MonkeyPatch) -> None:
    @once_per_content(8)
    def drawing(number: int) -> str:
        return f"{_('Zorg')} {number}, {i18n.near(dt.date(2026, 11, 22))}"

    with app.test_request_context():
        monkeypatch.setattr(i18n, "today_in_amsterdam", lambda: dt.date(2026, 11, 22))
        assert drawing(1) == "Zorg 1, vandaag"
        with in_language("en"):
            assert drawing(1) == "Care 1, today"
        assert drawing(1) == "Zorg 1, vandaag"
    with app.test_request_context():
        monkeypatch.setattr(i18n, "today_in_amsterdam", lambda: dt.date(2026, 11, 23))
        assert drawing(1) == "Zorg 1, gisteren"


def test_no_more_are_kept_than_was_said(app: SchakelFlask) -> None:
    made: list[int] = []

    @once_per_content(2)
    def drawing(number: int) -> int:
        made.append(number)
        return number

    with app.test_request_context():
        for number in (1, 2, 3, 1):
            drawing(number)
    assert made == [1, 2, 3, 1]
