"""Reading a file that somebody sends: its name, its size, and then what it is by its content, never by its name alone."""

from dataclasses import dataclass
from hashlib import sha256
from typing import BinaryIO

from app.documents.media import MEDIA, MOST_BYTES
from app.documents.reading.images import clean_jpeg, clean_png
from app.documents.reading.names import check_name, ending_of
from app.documents.reading.office import media_of_zip
from app.documents.reading.pdf import check_pdf
from app.documents.reading.refusals import FIELD, Refusal, refused
from app.documents.reading.sniff import by_ending, refuse_by_content
from app.kernel.errors import RuleBroken, marked

_ZIP = b"PK\x03\x04"


@dataclass(frozen=True, slots=True)
class Received:
    """A file that may be kept: under which name, which kind it is, and its content without metadata of photos."""

    name: str
    media: str
    content: bytes

    @property
    def sha256(self) -> str:
        """The hash of what is kept, in hexadecimal."""
        return sha256(self.content).hexdigest()


def read_document(stream: BinaryIO, name: str) -> Received:
    """Reads a file of at most 10 MB and says what it is. Raises RuleBroken at the field of the file, with what to do."""
    name = check_name(name)
    data = stream.read(MOST_BYTES + 1)
    if len(data) > MOST_BYTES:
        raise refused(Refusal.TOO_LARGE)
    if not data.strip(b"\x00 \t\r\n\xef\xbb\xbf\xff\xfe"):
        raise refused(Refusal.EMPTY)
    media, content = _recognised(data, ending_of(name))
    _check_ending(name, media)
    return Received(name, media, content)


def _recognised(data: bytes, ending: str) -> tuple[str, bytes]:
    """The kind of a file and what is kept of it."""
    if data.startswith(b"%PDF-"):
        check_pdf(data)
        return "pdf", data
    if data.startswith(b"\xff\xd8\xff"):
        return "jpeg", clean_jpeg(data)
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return "png", clean_png(data)
    if data.startswith(_ZIP):
        return media_of_zip(data), data
    refuse_by_content(data)
    raise refused(by_ending(ending) or Refusal.UNKNOWN)


def _check_ending(name: str, media: str) -> None:
    """Raises RuleBroken when the name says that it is something else: on somebody's desk the name decides what opens it."""
    ending, kind = ending_of(name), MEDIA[media]
    if ending in kind.endings:
        return
    why = by_ending(ending)
    if why in {Refusal.PROGRAM, Refusal.MACROS, Refusal.WEB_PAGE, Refusal.SVG}:
        raise refused(why)
    raise RuleBroken(
        FIELD,
        marked(
            "De naam van dit bestand eindigt op .%(ending)s, en dat klopt niet: het hoort .%(right)s te zijn. Geef het de goede naam."
        ),
        ending=ending,
        right=kind.endings[0],
    )
