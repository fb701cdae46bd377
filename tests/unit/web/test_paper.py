"""What is put on paper: a tagged PDF in which what somebody typed is text and nothing else."""

from datetime import UTC, datetime
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader
from pypdf.generic import DictionaryObject

from app.web.paper import Bullets, Facts, Heading, Paragraph, Picture, Quote, Rows, Sheet, Steps, typeset

AT = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
GREEN = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 4"><rect width="10" height="4" fill="#1a5"/></svg>'


def sheet(*blocks: object, title: str = "Het plan", mark: str = "Voor Samira, 22 november 2026") -> Sheet:
    return Sheet(title, blocks, language="nl", sender="Wijkteam Oost", mark=mark, page_word="Pagina")  # type: ignore[arg-type]


def read(pdf: bytes) -> PdfReader:
    return PdfReader(BytesIO(pdf))


def tags(reader: PdfReader) -> list[str]:
    """The kinds of the parts of the structure tree, from the top down."""
    found: list[str] = []

    def walk(node: object) -> None:
        if isinstance(node, list):
            for part in node:
                walk(part.get_object() if hasattr(part, "get_object") else part)
        elif isinstance(node, DictionaryObject):
            if "/S" in node:
                found.append(str(node["/S"]))
            if "/K" in node:
                walk(node["/K"])

    walk(reader.trailer["/Root"]["/StructTreeRoot"])  # type: ignore[index]
    return found


def test_it_is_tagged_in_its_language_with_a_title_and_marked_on_every_page() -> None:
    reader = read(typeset(sheet(*[Paragraph("Zin. " * 400)] * 4)))

    root = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]  # type: ignore[index]
    assert root["/Lang"] == "nl"  # type: ignore[index]
    assert reader.metadata is not None
    assert reader.metadata.title == "Het plan"
    assert len(reader.pages) > 1
    assert all("Voor Samira, 22 november 2026" in page.extract_text() for page in reader.pages)


def test_a_screen_reader_finds_headings_lists_tables_and_the_words_of_a_picture() -> None:
    blocks = (
        Heading("Doelen"),
        Bullets(("een", "twee")),
        Rows(("Wie", "Wat"), (("Noor", "bellen"),)),
        Picture(GREEN, "Alles is zorg"),
    )
    pdf = typeset(sheet(*blocks))

    found = tags(read(pdf))
    assert {"/H1", "/H2", "/L", "/LI", "/Table", "/TH", "/TD", "/Figure"} <= set(found)
    assert b"Alles is zorg" in pdf or "Alles is zorg".encode("utf-16-be") in pdf


def test_what_is_typed_is_never_read_as_the_typesetters_own_language() -> None:
    typed = '#panic("x") $x^2$ `code` *vet* _schuin_ @ref <label> #read("/etc/passwd") \\ // weg'
    blocks = (
        Paragraph(typed),
        Quote(typed, typed),
        Rows((typed,), ((typed,),), caption=typed),
        Facts(((typed, typed),)),
        Steps((typed,)),
    )
    text = read(typeset(sheet(*blocks, title=typed, mark=typed))).pages[0].extract_text()

    assert "".join(text.split()).count("".join(typed.split())) == 11


def test_the_same_sheet_is_the_same_paper() -> None:
    assert typeset(sheet(Paragraph("Dag")), at=AT) == typeset(sheet(Paragraph("Dag")), at=AT)


def test_letters_that_the_font_does_not_have_become_a_box_and_the_rest_stays() -> None:
    text = read(typeset(sheet(Paragraph("Zoë, Łukasz, Ελένη, Юлия en \U0001f9e0 你\u202e!")))).pages[0].extract_text()

    assert "Zoë, Łukasz, Ελένη, Юлия en ▯ ▯!" in text


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=200))
def test_it_makes_paper_of_whatever_is_typed(typed: str) -> None:
    blocks = (
        Heading(typed),
        Paragraph(typed),
        Bullets((typed,)),
        Facts(((typed, typed),)),
        Quote(typed, typed),
        Rows((typed,), ((typed,),)),
    )

    assert typeset(sheet(*blocks, title=typed, mark=typed)).startswith(b"%PDF")


def test_a_row_with_too_few_cells_is_refused() -> None:
    with pytest.raises(ValueError, match="a cell for every head"):
        Rows(("Wie", "Wat"), (("Noor",),))
