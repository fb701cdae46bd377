"""Why a file is not kept, in one sentence each that says what to do."""

from enum import StrEnum

from app.kernel.errors import RuleBroken, marked


class Refusal(StrEnum):
    """Why a file is not kept."""

    EMPTY = "empty"
    TOO_LARGE = "too_large"
    NO_NAME = "no_name"
    STRANGE_NAME = "strange_name"
    LONG_NAME = "long_name"
    PROGRAM = "program"
    WEB_PAGE = "web_page"
    SVG = "svg"
    MACROS = "macros"
    OUTSIDE = "outside"
    EMBEDDED = "embedded"
    PASSWORD = "password"  # noqa: S105 - a word of a list
    OLD_OFFICE = "old_office"
    BOMB = "bomb"
    DAMAGED = "damaged"
    ARCHIVE = "archive"
    PIXELS = "pixels"
    OTHER_IMAGE = "other_image"
    ACTIVE_PDF = "active_pdf"
    UNKNOWN = "unknown"


SENTENCES: dict[Refusal, str] = {
    Refusal.EMPTY: marked("Dit bestand is leeg. Kies een ander bestand."),
    Refusal.TOO_LARGE: marked("Dit bestand is groter dan 10 MB. Maak het kleiner of verdeel het over meer bestanden."),
    Refusal.NO_NAME: marked(
        "Dit bestand heeft geen naam of geen uitgang. Noem het bijvoorbeeld brief.pdf en kies het opnieuw."
    ),
    Refusal.STRANGE_NAME: marked(
        "In de naam van dit bestand staat een map of een vreemd teken. Geef het een gewone naam en kies het opnieuw."
    ),
    Refusal.LONG_NAME: marked(
        "De naam van dit bestand is te lang. Maak er hooguit 120 tekens van en kies het opnieuw."
    ),
    Refusal.PROGRAM: marked("Dit is een programma of script. Dat bewaren wij niet. Kies een document of een foto."),
    Refusal.WEB_PAGE: marked("Dit is een webpagina. Sla de pagina op als pdf en kies dat bestand."),
    Refusal.SVG: marked(
        "Dit is een tekening (svg), en daar kan een script in zitten. Sla haar op als png of pdf en kies die."
    ),
    Refusal.MACROS: marked(
        "In dit bestand zitten macro’s. Sla het op zonder macro’s, of als pdf, en kies het opnieuw."
    ),
    Refusal.OUTSIDE: marked(
        "Dit bestand haalt iets op van buiten, zoals een sjabloon of een plaatje. Sla het op als pdf en kies die."
    ),
    Refusal.EMBEDDED: marked(
        "In dit bestand zit een ander bestand of programma. Haal dat eruit, of sla het op als pdf, en kies het opnieuw."
    ),
    Refusal.PASSWORD: marked("Dit bestand heeft een wachtwoord. Sla het op zonder wachtwoord en kies het opnieuw."),
    Refusal.OLD_OFFICE: marked(
        "Dit is een bestand van een oude Office, zoals .doc of .xls. Sla het op als .docx, .xlsx, .pptx of pdf en kies dat."
    ),
    Refusal.BOMB: marked("Dit bestand wordt bij het uitpakken veel te groot. Kies een ander bestand."),
    Refusal.DAMAGED: marked("Dit bestand is beschadigd of niet af. Sla het opnieuw op en kies het dan nog een keer."),
    Refusal.ARCHIVE: marked("Dit is een ingepakt bestand. Pak het uit en kies de bestanden een voor een."),
    Refusal.PIXELS: marked("Deze foto heeft meer dan 50 miljoen beeldpunten. Verklein de foto en kies hem opnieuw."),
    Refusal.OTHER_IMAGE: marked(
        "Deze soort afbeelding bewaren wij niet, zoals heic, gif of webp. Sla haar op als jpg of png en kies die."
    ),
    Refusal.ACTIVE_PDF: marked(
        "In deze pdf zit een script of een ander bestand. Print de pdf naar een nieuwe pdf en kies die."
    ),
    Refusal.UNKNOWN: marked(
        "Dit soort bestand bewaren wij niet. Kies een pdf, een foto (jpg of png) of een Office-bestand."
    ),
}

#: The field of every form that takes a file.
FIELD = "file"


def refused(why: Refusal) -> RuleBroken:
    """The refusal, at the field of the file."""
    return RuleBroken(FIELD, SENTENCES[why])
