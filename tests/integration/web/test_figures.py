"""The pictures of insight on a page: equal to their tables, with names for whoever cannot see them, in both languages."""

import re
from collections import Counter

import pytest
from bs4 import BeautifulSoup

from app.web.figures import as_csv, chart_block, paper_rows, svg_file
from app.web.guard import SchakelFlask
from tests.gallery import gallery, gallery_page

DUTCH = re.compile(
    r"\b(te weinig|Eerst|Daarna|En dan|Niets meer|Zorg|Handhaving|Activering|Stap|Aantal|Aandeel|Periode|lijnen|Gewicht|Bandbreedte"
    r"|Opvallend|past|te veel|ruimte|vraag|antwoord|alleen|Als tabel|vorm|vulling|Levensgebied|Buurt|naar)\b"
)


def page(app: SchakelFlask, language: str = "nl") -> BeautifulSoup:
    return BeautifulSoup(gallery_page(app, language)[0], "html.parser")


def test_every_picture_has_a_title_and_a_description_that_are_its_own(app: SchakelFlask) -> None:
    found = page(app)
    drawings = found.select("main svg[role=img]")
    ids = Counter(element["id"] for element in found.select("[id]"))

    assert len(drawings) == 4 * 2 + 1 + 2
    assert [name for name, count in ids.items() if count > 1] == []
    for drawing in drawings:
        named = found.find(id=drawing["aria-labelledby"]), found.find(id=drawing["aria-describedby"])
        assert [element.name for element in named if element] == ["title", "desc"]
        assert all(element.get_text(strip=True) for element in named if element)
    woven = re.findall(r"url\(#([^)]+)\)", str(found))
    assert woven
    assert set(woven) <= set(ids)


def test_the_table_beside_a_picture_holds_its_numbers_and_says_what_is_left_out(app: SchakelFlask) -> None:
    html, shown = gallery_page(app)
    tables = BeautifulSoup(html, "html.parser").select("details.equal table")
    for chart, table in zip((*shown.charts, shown.many.chart), tables, strict=True):
        rows = [tuple(cell.get_text(strip=True) for cell in row.select("th, td")) for row in table.select("tr")]
        assert (
            rows
            == [chart.table.heads, *chart.table.shown]
            == [paper_rows(chart.table).head, *paper_rows(chart.table).cells]
        )
        assert len(table.select("tbody th[scope=row]")) == len(chart.table.rows)


def test_the_same_numbers_are_drawn_once_for_a_language(app: SchakelFlask) -> None:
    with app.test_request_context():
        first, same = (chart_block(gallery().charts[0], "c") for _ in range(2))
        assert same is first
        assert chart_block(gallery().charts[0], "d") is not first


def test_need_against_offer_is_a_table_with_the_strands_in_words(app: SchakelFlask) -> None:
    table = page(app).select_one(".coverage table")
    assert table
    cells = [" ".join(cell.get_text(" ", strip=True).split()) for cell in table.select("tbody td")]
    assert cells == [
        "vraag: 45 Handhaving 31 alleen handhaving",
        "vraag: 50 Zorg te weinig om te tonen",
        "vraag: 25 geen antwoord",
        "te weinig om te tonen Zorg 12 Activering 1.284",
    ]


@pytest.mark.parametrize("language", ["nl", "en"])
def test_no_picture_brings_style_script_or_colour_of_its_own(app: SchakelFlask, language: str) -> None:
    main = str(page(app, language).select_one("main"))
    assert "<script" not in main
    assert not re.search(r'\son\w+=|style=|fill="#|stroke="#|href="http', main)


def test_everything_is_said_in_english_too_on_the_page_and_in_files(app: SchakelFlask) -> None:
    html, shown = gallery_page(app, "en")
    main = BeautifulSoup(html, "html.parser").select_one("main")
    assert main
    for text in (
        str(main),
        *(svg_file(chart).decode() for chart in shown.all),
        *(as_csv(chart.table).decode() for chart in shown.all),
    ):
        assert not DUTCH.findall(text)
    assert "zzJeugd: too few to show" in str(main)
    assert "1,284" in str(main)
    assert "18.5" in as_csv(shown.charts[3].table).decode()
