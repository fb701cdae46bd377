"""Names of files: checked when they come in, and safe to hand out."""

import unicodedata

from app.documents.reading.refusals import Refusal, refused
from app.kernel.text import clean_line

LONGEST = 120
_NO_PART_OF_A_NAME = frozenset("/\\:\x00")
#: Signs that some desk cannot have in a name; they become a dash when the file is handed out.
_NOT_EVERYWHERE = str.maketrans(dict.fromkeys('<>"|?*', "-"))
#: Names that Windows keeps for devices, whatever follows the dot.
_DEVICES = frozenset({"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(1, 10))})
_DEFAULT = "document"


def check_name(raw: str) -> str:
    """The name as it is kept. Raises RuleBroken for a path, signs that hide what a name says, no ending, or too long a name."""
    name = unicodedata.normalize("NFC", raw.strip())
    if set(name) & _NO_PART_OF_A_NAME or clean_line(name) != " ".join(name.split()):
        raise refused(Refusal.STRANGE_NAME)
    name = clean_line(name)
    stem, dot, ending = name.rpartition(".")
    if not (stem.strip(". ") and dot and ending.strip()):
        raise refused(Refusal.NO_NAME)
    if len(name) > LONGEST:
        raise refused(Refusal.LONG_NAME)
    return name


def ending_of(name: str) -> str:
    """What stands after the last dot, in small letters."""
    return name.rpartition(".")[2].lower()


def safe_name(name: str, ending: str) -> str:
    """A name that every desk can keep, with the ending of what the file is."""
    stem = name.rpartition(".")[0].translate(_NOT_EVERYWHERE).strip(". -") or _DEFAULT
    if stem.partition(".")[0].lower() in _DEVICES:
        stem = f"{_DEFAULT}-{stem}"
    return f"{stem}.{ending}"
