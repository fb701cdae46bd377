"""A PDF may hold pages and pictures: no script, no program to start, no other file, and no password.

Names can be written in hexadecimal and objects can stand in packed streams, so both are undone before looking. Pictures and
pages are not looked into: what happens to stand in packed bytes says nothing.
"""

import re
import zlib

from app.documents.reading.refusals import Refusal, refused

_ESCAPED = re.compile(rb"#([0-9A-Fa-f]{2})")
_ACTIVE = re.compile(rb"/(?:JavaScript|JS|Launch|EmbeddedFiles?|RichMedia)(?=[\s(<>\[\]/%]|$)")
_LOCKED = re.compile(rb"/Encrypt(?=[\s<])")
_STREAM = re.compile(rb"stream\r?\n")
_END = b"endstream"
_TAIL = 2048
_MOST_UNPACKED = 40 * 1024 * 1024
#: So much before a stream holds its dictionary.
_DICTIONARY = 1024


def check_pdf(data: bytes) -> None:
    """Raises RuleBroken for a PDF that is not whole, is locked, unpacks without end, or does more than be read."""
    if b"%%EOF" not in data[-_TAIL:]:
        raise refused(Refusal.DAMAGED)
    told = _unescaped(_told(data))
    if _LOCKED.search(told):
        raise refused(Refusal.PASSWORD)
    if _ACTIVE.search(told):
        raise refused(Refusal.ACTIVE_PDF)


def _unescaped(names: bytes) -> bytes:
    return _ESCAPED.sub(lambda found: bytes([int(found[1], 16)]), names)


def _told(data: bytes) -> bytes:
    """Everything that stands outside streams, and the objects within streams of objects."""
    parts, at, room = [], 0, _MOST_UNPACKED
    while begin := _STREAM.search(data, at):
        parts.append(data[at : begin.start()])
        end = data.find(_END, begin.end())
        end = len(data) if end < 0 else end
        if b"/ObjStm" in _unescaped(data[max(at, begin.start() - _DICTIONARY) : begin.start()]):
            unpacked = _inflated(data[begin.end() : end], room)
            room -= len(unpacked)
            parts.append(unpacked)
        at = end + len(_END)
    parts.append(data[at:])
    return b"\n".join(parts)


def _inflated(packed: bytes, room: int) -> bytes:
    """The content of a packed stream, or as much of it as is not damaged. Raises RuleBroken when it is more than ``room``."""
    unpacker = zlib.decompressobj()
    try:
        content = unpacker.decompress(packed, room + 1)
    except zlib.error:
        return packed
    if len(content) > room:
        raise refused(Refusal.BOMB)
    return content
