"""Photos and images: whole, of a bearable size, and without what a camera tells about where and by whom they were made.

Nothing that is locked here decodes pictures, so they are taken apart into their segments and put together again from those
that a picture needs. How a photo is held stays: without it a portrait lies on its side.
"""

import re
import struct
import zlib
from collections.abc import Iterator

from app.documents.reading.refusals import Refusal, refused

MOST_PIXELS = 50_000_000

# ---- JPEG (ITU T.81, Exif 2.3 for the orientation) ----

_SOI, _EOI, _SOS = 0xD8, 0xD9, 0xDA
_APP0, _APP1, _APP2, _APP14, _APP15, _COMMENT = 0xE0, 0xE1, 0xE2, 0xEE, 0xEF, 0xFE
_STANDALONE = frozenset({0x01, *range(0xD0, 0xD8)})
_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
_NEXT = re.compile(rb"\xff[^\x00\xd0-\xd7\xff]")
_ORIENTATION = 0x0112


def clean_jpeg(data: bytes) -> bytes:
    """The photo without Exif, XMP, IPTC, thumbnails, comments and whatever follows its end. Raises RuleBroken."""
    kept, framed, scanned, held = [b"\xff\xd8"], False, False, 1
    for marker, segment, scan in _segments(data):
        if marker in _FRAMES:
            height, width = struct.unpack(">HH", segment[1:5]) if len(segment) >= 5 else (0, 0)
            _check_pixels(width, height)
            framed = True
        scanned = scanned or marker == _SOS
        if marker == _APP1:
            held = _held(segment) or held
        if needed := _needed(marker, segment):
            kept += [bytes((0xFF, marker)), struct.pack(">H", len(needed) + 2), needed, scan]
    if not (framed and scanned):
        raise refused(Refusal.DAMAGED)
    if held != 1:
        kept.insert(1, _exif_with(held))
    return b"".join([*kept, b"\xff\xd9"])


def _segments(data: bytes) -> Iterator[tuple[int, bytes, bytes]]:
    """Each segment up to the end of the picture: its marker, its content, and the scan that follows it."""
    at = 2
    while True:
        marker, at = _marker(data, at)
        if marker == _EOI:
            return
        if marker in _STANDALONE:
            continue
        length = int.from_bytes(data[at : at + 2], "big")
        if length < 2 or at + length > len(data):
            raise refused(Refusal.DAMAGED)
        segment, at = data[at + 2 : at + length], at + length
        end = at
        if marker == _SOS:
            following = _NEXT.search(data, at)
            if following is None:
                raise refused(Refusal.DAMAGED)
            end = following.start()
        yield marker, segment, data[at:end]
        at = end


def _marker(data: bytes, at: int) -> tuple[int, int]:
    """The marker that stands here, and where what belongs to it begins."""
    while data[at : at + 2] == b"\xff\xff":
        at += 1
    if len(data) < at + 2 or data[at] != 0xFF:
        raise refused(Refusal.DAMAGED)
    return data[at + 1], at + 2


def _needed(marker: int, segment: bytes) -> bytes:
    """What is kept of a segment: nothing of what tells about camera, place or maker."""
    if marker == _APP0:
        return segment[:12] + b"\x00\x00" if segment.startswith(b"JFIF\x00") and len(segment) >= 14 else b""
    if marker == _APP2:
        return segment if segment.startswith(b"ICC_PROFILE\x00") else b""
    if marker == _APP14:
        return segment if segment.startswith(b"Adobe") else b""
    return b"" if marker == _COMMENT or _APP0 <= marker <= _APP15 else segment


def _held(exif: bytes) -> int | None:
    """How the camera was held (1 to 8), from the first directory of an Exif segment; None when it does not say."""
    if not exif.startswith(b"Exif\x00\x00"):
        return None
    tiff = exif[6:]
    order = {b"II*\x00": "<", b"MM\x00*": ">"}.get(tiff[:4])
    if order is None or len(tiff) < 8:
        return None
    (at,) = struct.unpack_from(f"{order}I", tiff, 4)
    if at + 2 > len(tiff):
        return None
    (count,) = struct.unpack_from(f"{order}H", tiff, at)
    for place in range(at + 2, min(at + 2 + 12 * count, len(tiff) - 11), 12):
        tag, _kind, _number, value = struct.unpack_from(f"{order}HHIH", tiff, place)
        if tag == _ORIENTATION:
            return value if 1 <= value <= 8 else None
    return None


def _exif_with(held: int) -> bytes:
    """A segment that says how the camera was held and nothing else."""
    tiff = b"MM\x00*" + struct.pack(">IHHHIHHI", 8, 1, _ORIENTATION, 3, 1, held, 0, 0)
    return b"\xff\xe1" + struct.pack(">H", len(tiff) + 8) + b"Exif\x00\x00" + tiff


# ---- PNG (ISO/IEC 15948) ----

_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_KEPT = frozenset(
    {b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"iCCP", b"sBIT", b"bKGD", b"pHYs"}
)
_CHANNELS = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}
#: Adam7: first column, first row, steps between columns and between rows of each pass.
_PASSES = ((0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2))
_PIECE = 1024 * 1024


def clean_png(data: bytes) -> bytes:
    """The image without texts, times, Exif and whatever follows its end. Raises RuleBroken, also when a checksum is wrong."""
    kept, packed, size = [_SIGNATURE], zlib.decompressobj(), 0
    expected: int | None = None
    for kind, content, whole in _chunks(data):
        if (kind == b"IHDR") is (expected is not None):
            raise refused(Refusal.DAMAGED)
        if kind == b"IHDR":
            expected = _raw_size(content)
        elif kind == b"IDAT":
            size += _inflated_size(packed, content, (expected or 0) - size)
        if kind in _KEPT:
            kept.append(whole)
        elif not kind[0] & 0x20:  # a part that a picture cannot do without, and that no picture has
            raise refused(Refusal.DAMAGED)
    if size != expected:
        raise refused(Refusal.DAMAGED)
    return b"".join(kept)


def _chunks(data: bytes) -> Iterator[tuple[bytes, bytes, bytes]]:
    """Each chunk up to the end of the image: its kind, its content, and all of it."""
    at = len(_SIGNATURE)
    while True:
        if at + 12 > len(data):
            raise refused(Refusal.DAMAGED)
        (length,) = struct.unpack_from(">I", data, at)
        kind, content = data[at + 4 : at + 8], data[at + 8 : at + 8 + length]
        checksum = data[at + 8 + length : at + 12 + length]
        if len(checksum) < 4 or zlib.crc32(kind + content) != int.from_bytes(checksum, "big"):
            raise refused(Refusal.DAMAGED)
        yield kind, content, data[at : at + 12 + length]
        if kind == b"IEND":
            return
        at += 12 + length


def _raw_size(header: bytes) -> int:
    """How many bytes the rows of the image are, unpacked."""
    if len(header) != 13:
        raise refused(Refusal.DAMAGED)
    width, height, depth, colour, _packing, _filter, interlaced = struct.unpack(">IIBBBBB", header)
    _check_pixels(width, height)
    if colour not in _CHANNELS or depth not in {1, 2, 4, 8, 16}:
        raise refused(Refusal.DAMAGED)
    bits = depth * _CHANNELS[colour]
    parts = [(width, height)]
    if interlaced:
        parts = [
            (-(-(width - x) // dx), -(-(height - y) // dy)) for x, y, dx, dy in _PASSES if x < width and y < height
        ]
    return sum((-(-columns * bits // 8) + 1) * rows for columns, rows in parts)


def _inflated_size(unpacker: "zlib._Decompress", packed: bytes, room: int) -> int:
    """How many bytes come out of the next part of the rows. Raises RuleBroken when they are more than the image has."""
    size = 0
    try:
        while packed:
            size += len(unpacker.decompress(packed, _PIECE))
            packed = unpacker.unconsumed_tail
            if size > room:
                raise refused(Refusal.BOMB)
    except zlib.error:
        raise refused(Refusal.DAMAGED) from None
    return size


def _check_pixels(width: int, height: int) -> None:
    """Raises RuleBroken for an image without a surface, or with more of it than anybody's screen shows."""
    if not width or not height:
        raise refused(Refusal.DAMAGED)
    if width * height > MOST_PIXELS:
        raise refused(Refusal.PIXELS)
