"""The pictures: nothing overlaps, nothing leaves the plot, percentages add up and the order is told once."""

from datetime import date, timedelta
from itertools import combinations, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.web.charts import (
    LONGEST_LABEL,
    STRANDS,
    Picture,
    Timeline,
    TimelineItem,
    add_months,
    build_timeline,
    mix_parts,
    order_facts,
    shorten,
    strand_order,
    text_width,
)

TODAY = date(2026, 11, 22)
LETTERS = st.characters(categories=("Ll", "Lu", "Nd"), include_characters=" .,-'")


@st.composite
def timeline_items(draw: st.DrawFn) -> TimelineItem:
    """An intervention of any length, in the past, running or planned."""
    start = TODAY + timedelta(days=draw(st.integers(-900, 300)))
    length = draw(st.none() | st.integers(0, 700))
    return TimelineItem(
        label=draw(st.text(LETTERS, max_size=60)),
        who="Wijkteam",
        strand=draw(st.sampled_from(STRANDS)),
        start=start,
        end=None if length is None else start + timedelta(days=length),
        planned=start > TODAY,
    )


def item(strand: str, start: date, end: date | None = None, label: str = "Inzet", **more: bool) -> TimelineItem:
    return TimelineItem(label=label, who="Wijkteam", strand=strand, start=start, end=end, **more)  # type: ignore[arg-type]


def pictures(timeline: Timeline) -> tuple[Picture, Picture]:
    return timeline.wide, timeline.narrow


@given(st.lists(timeline_items(), max_size=60), st.dates(date(2020, 1, 1), date(2030, 12, 31)))
def test_it_never_lets_bars_and_their_words_overlap(items: list[TimelineItem], today: date) -> None:
    for picture in pictures(build_timeline(items, today)):
        for lane in picture.lanes:
            for one, other in combinations(lane.bars, 2):
                if one.row == other.row:
                    assert one.right < other.left or other.right < one.left


@given(st.lists(timeline_items(), max_size=40))
def test_it_keeps_every_bar_and_its_words_inside_the_plot_and_the_lane(items: list[TimelineItem]) -> None:
    for picture in pictures(build_timeline(items, TODAY)):
        frame = picture.frame
        for lane in picture.lanes:
            for bar in lane.bars:
                assert frame.left <= bar.left <= bar.x < bar.end_x <= bar.right <= frame.right
                assert lane.y <= bar.y
                assert bar.y + bar.height <= lane.y + lane.height
            assert lane.y + lane.height <= picture.height


@given(st.lists(timeline_items(), max_size=40))
def test_it_shows_or_counts_every_item(items: list[TimelineItem]) -> None:
    for picture in pictures(build_timeline(items, TODAY)):
        shown = sum(lane.count for lane in picture.lanes)
        assert shown + picture.earlier + picture.later == len(items)


def test_it_grows_with_the_number_of_bars() -> None:
    few = [item("care", date(2026, 6, 1), None) for _ in range(2)]
    many = few * 6
    for small, large in zip(pictures(build_timeline(few, TODAY)), pictures(build_timeline(many, TODAY)), strict=True):
        assert large.lanes[0].rows == 12
        assert large.height > small.height
        assert large.lanes[1].y == large.lanes[0].y + large.lanes[0].height + 8


def test_it_puts_words_inside_when_they_fit_and_beside_when_not() -> None:
    picture = build_timeline(
        [
            item("care", date(2026, 1, 1), date(2026, 9, 1), "Schuldhulpverlening"),
            item("enforcement", date(2026, 5, 12), date(2026, 5, 12), "Gesprek wijkagent"),
            item("enforcement", date(2026, 11, 20), date(2027, 1, 25), "Laatste waarschuwing voor ontruiming"),
        ],
        TODAY,
    ).wide
    (inside,), outside = picture.lanes[0].bars, picture.lanes[1].bars
    assert inside.inside
    assert [bar.anchor for bar in outside] == ["start", "end"]
    assert not any(bar.inside for bar in outside)


def test_it_marks_what_goes_on() -> None:
    (bar,) = build_timeline([item("care", date(2024, 1, 1))], TODAY).wide.lanes[0].bars
    assert bar.goes_on


def test_it_refuses_a_strand_that_does_not_exist() -> None:
    with pytest.raises(ValueError, match="zorg"):
        build_timeline([item("zorg", TODAY)], TODAY)


def test_it_draws_an_empty_household() -> None:
    timeline = build_timeline([], TODAY)
    assert timeline.total == 0
    assert [lane.count for lane in timeline.wide.lanes] == [0, 0, 0]


@given(st.dates(date(2020, 1, 1), date(2030, 12, 31)), st.integers(1, 36))
def test_it_says_the_year_at_the_first_month_and_at_each_new_year(today: date, months: int) -> None:
    for picture in pictures(build_timeline([], today, months)):
        labelled = [tick for tick in picture.ticks if tick.labelled]
        assert labelled[0].year is not None
        years = [tick.year for tick in labelled if tick.year]
        assert years == sorted(set(years))
        assert all(later.x - earlier.x > 40 for earlier, later in pairwise(labelled))


def test_it_counts_months_over_the_year() -> None:
    assert add_months(date(2026, 11, 30), 3) == date(2027, 2, 1)
    assert add_months(date(2026, 1, 31), -12) == date(2025, 1, 1)


@given(st.text(LETTERS, max_size=200), st.integers(10, 20))
def test_it_cuts_words_that_are_too_long(text: str, size: int) -> None:
    assert text_width(shorten(text, size, LONGEST_LABEL), size) <= LONGEST_LABEL


@given(st.dictionaries(st.sampled_from((*STRANDS, "self", "network")), st.integers(0, 10**6)))
def test_it_gives_percentages_that_add_up_to_a_hundred(counts: dict[str, int]) -> None:
    parts = mix_parts(counts)
    total = sum(counts.values())
    assert sum(part.percent for part in parts) == (100 if total else 0)
    assert all(abs(part.percent - part.count * 100 / total) < 1 for part in parts)
    assert [part.x for part in parts] == [sum(p.percent for p in parts[:i]) for i in range(len(parts))]


def test_it_orders_the_parts_by_strand() -> None:
    assert [part.key for part in mix_parts({"activation": 1, "care": 1, "enforcement": 1})] == list(STRANDS)
    assert [part.percent for part in mix_parts({"activation": 1, "care": 1, "enforcement": 1})] == [34, 33, 33]


def test_it_tells_repeats_once_and_leaves_plans_out() -> None:
    items = [
        item("care", date(2026, 1, 1)),
        item("care", date(2026, 2, 1)),
        item("enforcement", date(2026, 3, 1)),
        item("care", date(2026, 4, 1)),
        item("activation", date(2027, 1, 1), planned=True),
    ]
    assert strand_order(items) == ["care", "enforcement", "care"]


def test_it_knows_which_strand_never_followed_which() -> None:
    facts = order_facts(
        [item("care", date(2026, 1, 1)), item("enforcement", date(2026, 2, 1)), item("activation", date(2026, 3, 1))]
    )
    assert (facts.first, facts.latest) == ("care", "activation")
    assert ("activation", "enforcement") in facts.never
    assert ("care", "enforcement") not in facts.never
    assert order_facts([]).sequence == ()
