"""Noor keeps a letter, a bad file is refused without losing what she typed, and what she withdraws is gone; a partner keeps its own."""

import re
from pathlib import Path

import pytest

from tests.journeys.conftest import Welcome
from tests.journeys.pages import Dossier
from tests.journeys.visitor import DESKTOP, PHONE, Visitor
from tests.unit.documents.samples import jpeg, pdf

NOOR, KARIN = "Noor Hoekstra", "Karin Dijkstra"
LETTER = pdf(b"(Besluit)")


def chooses_file(visitor: Visitor, name: str, content: bytes) -> None:
    visitor.clicks += 1
    field = visitor.page.locator("input[type=file]")
    field.set_input_files({"name": name, "mimeType": "application/octet-stream", "buffer": content})


def fetched(visitor: Visitor, name: str | re.Pattern[str]) -> tuple[str, bytes]:
    """The name and the content of a file, as the browser saves it."""
    with visitor.page.expect_download() as download:
        visitor.page.get_by_role("link", name=name).first.click()
    return download.value.suggested_filename, Path(download.value.path()).read_bytes()


def when_she_keeps(visitor: Visitor, title: str, name: str, content: bytes) -> None:
    visitor.page.get_by_role("region", name="Documenten").get_by_role("link", name="Document toevoegen").click()
    visitor.page.wait_for_url(re.compile("documents/new"))
    visitor.inspects()
    visitor.types("Hoe heet het?", title)
    chooses_file(visitor, name, content)
    visitor.presses("Bewaren")


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desk", "phone"])
def test_a_letter_is_kept_fetched_followed_and_withdrawn(welcome: Welcome, size: tuple[int, int]) -> None:
    visitor, title = welcome(NOOR, size=size), f"Besluit {size[0]}"
    Dossier(visitor, "ageing")
    when_she_keeps(visitor, title, "besluit.pdf", b"MZ\x90\x00 een programma")
    visitor.sees("Dit is een programma of script.", "Kies het bestand opnieuw")
    assert visitor.field("Hoe heet het?").input_value() == title
    chooses_file(visitor, "besluit.pdf", LETTER)
    visitor.presses("Bewaren")
    visitor.sees("Documenten", title, "besluit.pdf", "Versie 1: een pdf")
    assert fetched(visitor, re.compile("^besluit.pdf")) == ("besluit.pdf", LETTER)
    visitor.follows(re.compile(f"Aanpassen.*{title}")).follows("Nieuwe versie")
    chooses_file(visitor, "foto van het besluit.jpg", jpeg())
    visitor.presses("Bewaren")
    visitor.sees("De vorige staat er nog.", "Versie 2: een foto (jpg)", "besluit.pdf")
    visitor.follows("Terugtrekken").chooses("Alleen versie 1: besluit.pdf")
    visitor.types("Waarom?", "De foto is duidelijker.").presses("Terugtrekken")
    visitor.sees("Teruggetrokken op", "De foto is duidelijker.")
    assert fetched(visitor, re.compile("^foto van het besluit"))[1] == jpeg()
    Dossier(visitor, "ageing")
    visitor.sees(title, "foto van het besluit.jpg")


def test_a_file_that_is_too_large_is_told_before_it_is_sent(welcome: Welcome) -> None:
    visitor = welcome(NOOR)
    Dossier(visitor, "volunteer")
    visitor.follows("Document toevoegen").types("Hoe heet het?", "Foto van het feest")
    chooses_file(visitor, "feest.jpg", bytes(11_000_000))
    visitor.sees("Dit bestand is groter dan 10 MB.")
    assert visitor.page.locator("input[type=file]").input_value() == ""
    visitor.presses("Bewaren").sees("Kies een bestand.")
    assert visitor.field("Hoe heet het?").input_value() == "Foto van het feest"


def test_it_is_kept_without_scripts(welcome: Welcome) -> None:
    visitor = welcome(NOOR, scripts=False)
    Dossier(visitor, "volunteer")
    when_she_keeps(visitor, "Diploma taal", "diploma.pdf", LETTER)
    visitor.sees("Diploma taal", "diploma.pdf")


def test_a_partner_keeps_its_own_and_sees_no_other(welcome: Welcome) -> None:
    visitor = welcome(KARIN)
    Dossier(visitor, "nuisance")
    visitor.sees("Waarschuwing geluid")
    assert fetched(visitor, "waarschuwing-geluid.pdf")[0] == "waarschuwing-geluid.pdf"
    noor = welcome(NOOR)
    Dossier(noor, "nuisance")
    noor.sees_nothing_of("Waarschuwing geluid", "waarschuwing-geluid.pdf")


def test_in_english_too(welcome: Welcome) -> None:
    visitor = welcome(NOOR)
    visitor.presses("English")
    try:
        Dossier(visitor, "debt")
        visitor.sees("Documents", "Afspraken voor de winter")
        visitor.follows("All documents").sees("Version 1: a PDF").follows("Add a document")
        visitor.types("What is it called?", "Letter")
        chooses_file(visitor, "drawing.svg", b"<svg onload='x'/>")
        visitor.presses("Keep").sees("This is a drawing (SVG), and a script can be in it.")
        visitor.sees("Who reads this?" if "Who reads this?" in visitor.text else "Who will read this?")
    finally:
        visitor.goes_to("/me")
        visitor.presses("Nederlands")
