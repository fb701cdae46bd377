"""The mix triangle as a picture of its own: the same dots with the same numbers, all on the sheet, and looks that a file knows."""

from app.web.charts import STRANDS, About, Point, build_triangle, draw_triangle
from app.web.charts.marks import Words
from app.web.charts.svg import as_file
from app.web.figures import narrow_rows, paper_rows

NAMES = {"care": "Zorg", "enforcement": "Handhaving", "activation": "Activering"}
ABOUT = About("Mix", "Oost leunt op zorg.", "te weinig")
TABLE = ABOUT.table(("Nummer", "Buurt"), ((1, "Oost"), (2, "West")), ("", ""))


def test_every_dot_stands_on_the_sheet_with_its_number() -> None:
    shares = [dict(zip(STRANDS, parts, strict=True)) for parts in ((1.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.2, 0.3, 0.5))]
    points = [Point(f"Buurt {n}", 10 * n + 10, share, shares[0]) for n, share in enumerate(shares)]
    chart = draw_triangle(build_triangle(points), ABOUT, names=NAMES, table=TABLE)
    assert {"1", "2", "3", *NAMES.values()} == set(chart.wide.texts())
    for mark, (left, top, right, bottom) in chart.wide.placed():
        inside = (left >= 0, top >= 0, right <= chart.wide.width, bottom <= chart.wide.height)
        assert all(inside), (mark, inside)


def test_it_comes_out_as_a_file_with_every_name_escaped() -> None:
    points = [Point("<b>Oost</b>", 20, dict.fromkeys(STRANDS, 1 / 3))]
    chart = draw_triangle(build_triangle(points), ABOUT, names=NAMES, table=TABLE)
    file = as_file(chart.wide, chart.title, chart.summary, "nl")
    assert "&lt;b&gt;Oost" in file
    assert "class=" not in file
    assert all(word.size >= 12 for word, _ in chart.wide.placed() if isinstance(word, Words))


def test_a_table_that_is_too_wide_for_paper_comes_in_parts_with_the_name_of_each_line() -> None:
    heads = ("Nummer", "Buurt", *(f"Deel {n}" for n in range(7)))
    table = ABOUT.table(heads, ((1, "Oost", *range(7)), ("", "West", *range(7))), ("",) * 9)
    parts = narrow_rows(table, most=6)
    assert [part.head for part in parts] == [(*heads[:2], *heads[2:6]), (*heads[:2], *heads[6:])]
    assert {part.cells[1][:2] for part in parts} == {("", "West")}
    assert narrow_rows(table, most=9) == [paper_rows(table)]


def test_what_lines_are_called_may_take_two_columns() -> None:
    table = ABOUT.table(("Gebied", "Buurt", "A", "B", "C"), (("Geld", "Oost", 1, 2, 3),), ("",) * 5)
    assert [part.head for part in narrow_rows(table, most=4)] == [
        ("Gebied", "Buurt", "A", "B"),
        ("Gebied", "Buurt", "C"),
    ]
