"""What is kept of a file and what is not: over a hundred bad ones, photos that tell on people, and names."""

import io
import struct
import time
from contextlib import suppress

import pytest

from app.documents.reading import read_document
from app.documents.reading.images import clean_jpeg, clean_png
from app.documents.reading.names import safe_name
from app.documents.reading.refusals import SENTENCES
from app.kernel.errors import RuleBroken
from tests.unit.documents.hostile import HOSTILE, MISNAMED, TELLING, TELLTALE
from tests.unit.documents.samples import GOOD, chunk, exif, jpeg, office, opened, pdf, png, segment


@pytest.mark.parametrize("name", GOOD)
def test_a_good_file_is_known_by_its_content(name: str) -> None:
    media, content = GOOD[name]
    received = read_document(io.BytesIO(content), name)
    assert (received.name, received.media) == (name, media)
    assert received.content == content or media == "jpeg"


SLOW: dict[str, tuple[str, bytes]] = {
    "tags that never end": ("a.odt", opened(content="<draw:image " * 1_000_000)),
    "relations without end": ("a.docx", office(more={"word/_rels/a.rels": "<Relationships>" * 1_000_000})),
    "streams without content": ("a.pdf", pdf(b"stream\nendstream\n" * 400_000)),
    "streams that never end": ("a.pdf", pdf(b"stream\n" * 1_000_000)),
    "signs of names": ("a.pdf", pdf(b"/#4a" * 2_000_000)),
    "marks without end": ("a.jpg", jpeg(b"\xff" * 9_000_000)),
    "segments without content": ("a.jpg", jpeg(b"\xff\xfe\x00\x02" * 1_000_000)),
    "chunks without content": ("a.png", png(chunk(b"tEXt", b"") * 600_000)),
}


@pytest.mark.parametrize("what", SLOW)
def test_no_file_keeps_the_application_busy(what: str) -> None:
    name, content = SLOW[what]
    began = time.process_time()
    with suppress(RuleBroken):
        read_document(io.BytesIO(content), name)
    assert time.process_time() - began < 8


def test_there_are_more_than_eighty_bad_ones() -> None:
    assert len(HOSTILE) + len(MISNAMED) >= 80
    assert {why for _, _, why in HOSTILE.values()} == set(SENTENCES), "each reason is met"


@pytest.mark.parametrize("what", HOSTILE)
def test_a_bad_file_is_refused_with_what_to_do(what: str) -> None:
    name, content, why = HOSTILE[what]
    with pytest.raises(RuleBroken) as refused:
        read_document(io.BytesIO(content), name)
    assert (refused.value.field, refused.value.text) == ("file", SENTENCES[why])


@pytest.mark.parametrize("what", MISNAMED)
def test_a_name_that_says_something_else_is_refused_with_the_right_ending(what: str) -> None:
    name, content, right = MISNAMED[what]
    with pytest.raises(RuleBroken, match=rf"hoort \.{right} te zijn"):
        read_document(io.BytesIO(content), name)


@pytest.mark.parametrize("what", TELLING)
def test_nothing_is_kept_of_where_and_by_whom_a_photo_was_made(what: str) -> None:
    name, content = TELLING[what]
    assert TELLTALE in content
    kept = read_document(io.BytesIO(content), name).content
    assert TELLTALE not in kept
    assert read_document(io.BytesIO(kept), name).content == kept, "once cleaned it stays as it is"


@pytest.mark.parametrize("order", "<>")
@pytest.mark.parametrize("held", range(1, 9))
def test_a_portrait_stays_upright(held: int, order: str) -> None:
    kept = clean_jpeg(jpeg(exif(held, place=TELLTALE, order=order)))
    assert kept == clean_jpeg(jpeg(exif(held))) == (jpeg() if held == 1 else clean_jpeg(kept))
    assert (b"Exif" in kept) is (held != 1)


@pytest.mark.parametrize(
    "broken",
    [
        segment(0xE1, b"Exif\x00\x00"),
        segment(0xE1, b"Exif\x00\x00MM\x00*\xff\xff\xff\xff"),
        segment(0xE1, b"Exif\x00\x00MM\x00*\x00\x00\x00\x08\xff\xff"),
        segment(0xE1, b"Exif\x00\x00??\x00*\x00\x00\x00\x08"),
        exif(9),
        exif(0),
    ],
)
def test_exif_that_makes_no_sense_is_left_out(broken: bytes) -> None:
    assert clean_jpeg(jpeg(broken)) == jpeg()


def test_colours_of_a_photo_stay() -> None:
    profile, adobe = segment(0xE2, b"ICC_PROFILE\x00\x01\x01abc"), segment(0xEE, b"Adobe\x00\x64\x00\x00\x00\x00\x00")
    assert clean_jpeg(jpeg(profile, adobe)) == jpeg(profile, adobe)


def test_an_image_in_seven_passes_is_measured_pass_by_pass() -> None:
    straight = (b"\x00" + bytes(3)) * 3
    assert clean_png(png(width=3, height=3, rows=straight))
    with pytest.raises(RuleBroken):
        clean_png(png(width=3, height=3, rows=straight, interlaced=1))
    # 3 x 3: passes of 1x1, none, none, 1x1 (2 columns from 2), 2x1, 1x2, 3x1
    passes = ((1, 1), (1, 1), (2, 1), (1, 2), (3, 1))
    right = b"".join(b"\x00" + bytes(columns) for columns, times in passes for _ in range(times))
    assert clean_png(png(width=3, height=3, rows=right, interlaced=1))


@pytest.mark.parametrize(
    ("name", "ending", "safe"),
    [
        ("brief.pdf", "pdf", "brief.pdf"),
        ("Foto van Sami.JPEG", "jpeg", "Foto van Sami.jpeg"),
        ("con.pdf", "pdf", "document-con.pdf"),
        ("LPT1.brief.pdf", "pdf", "document-LPT1.brief.pdf"),
        ('a<b>"c"|d?.pdf', "pdf", "a-b--c--d.pdf"),
        ("...pdf", "pdf", "document.pdf"),
        (" é brief .docx", "docx", "é brief.docx"),
    ],
)
def test_a_name_is_safe_on_any_desk(name: str, ending: str, safe: str) -> None:
    assert safe_name(name, ending) == safe


def test_a_frame_that_is_cut_off_is_no_photo() -> None:
    cut = b"\xff\xd8" + segment(0xC0, struct.pack(">BH", 8, 8)) + segment(0xDA, b"\x00") + b"\x00\xff\xd9"
    with pytest.raises(RuleBroken):
        clean_jpeg(cut)
