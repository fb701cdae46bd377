"""Files that are no list: each gets a clear answer, quickly and without using memory."""

import contextlib
import io
import struct
import tracemalloc
import zipfile
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.imports.reading import FileRefused, read_file, read_limited
from app.imports.reading.delimited import detect_delimiter
from app.imports.recognition import recognise
from tests.unit.imports.samples import CONTEXT, TODAY, as_csv, as_xlsx, plan_of_table, real, real_records

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
BILLION = (
    b'<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;&a;">]>'
    b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData/></worksheet>'
)


def rebuilt(change: Callable[[str, bytes], bytes], extra: dict[str, bytes] | None = None) -> bytes:
    """The real workbook with its parts changed."""
    data = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(real("xlsx"))) as old, zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, change(name, old.read(name)))
        for name, content in (extra or {}).items():
            new.writestr(name, content)
    return data.getvalue()


def as_it_was(_name: str, content: bytes) -> bytes:
    """Change nothing."""
    return content


def zipped(**parts: bytes) -> bytes:
    """A zip of parts."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return data.getvalue()


def refusal(data: bytes) -> FileRefused:
    """What a file is refused with."""
    with pytest.raises(FileRefused) as refused:
        read_file(data)
    assert refused.value.text.endswith((".", "?"))
    return refused.value


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "empty"),
        (b"\xef\xbb\xbf\r\n  \r\n", "empty"),
        (bytes(5000), "empty"),
        (b";;;\n;;;\n", "empty"),
        (b"%PDF-1.7 ...", "wrong_type"),
        (b"\x89PNG\r\n\x1a\n....", "wrong_type"),
        (b"<!DOCTYPE html><html></html>", "wrong_type"),
        (b'{"a": 1}', "wrong_type"),
        (b"MZ\x90\x00\x03", "wrong_type"),
        (bytes(range(256)) * 20, "wrong_type"),
        (OLE, "old_xls"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "encrypted"),
        (b"PK\x03\x04 and nothing", "corrupted"),
        (zipped(**{"a.txt": b"hello"}), "wrong_type"),
        (zipped(**{"[Content_Types].xml": b"x", "word/document.xml": b"x"}), "wrong_type"),
        (zipped(mimetype=b"application/vnd.oasis.opendocument.spreadsheet"), "wrong_type"),
    ],
)
def test_a_file_that_is_no_list_is_refused_with_a_sentence(data: bytes, code: str) -> None:
    assert refusal(data).code == code


class Gigabyte(io.RawIOBase):
    """A stream of a gigabyte of nothing that remembers how much of it was read."""

    def __init__(self, *, seekable: bool) -> None:
        super().__init__()
        self.given = 0
        self._at = 0
        self._seekable = seekable

    def seekable(self) -> bool:
        return self._seekable

    def tell(self) -> int:
        return self._at

    def seek(self, offset: int, whence: int = 0) -> int:
        self._at = offset if whence == 0 else 1024**3 + offset
        return self._at

    def read(self, size: int = -1) -> bytes:
        count = min(size if size >= 0 else 1024**3, 1024**3 - self.given)
        self.given += count
        return bytes(count)


@pytest.mark.parametrize("seekable", [True, False])
def test_a_gigabyte_is_refused_before_it_is_read(*, seekable: bool) -> None:
    stream = Gigabyte(seekable=seekable)
    tracemalloc.start()
    with pytest.raises(FileRefused) as refused:
        read_limited(stream)  # type: ignore[arg-type]
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert refused.value.code == "too_large"
    assert stream.given <= (0 if seekable else 11 * 1024**2)
    assert peak < 25 * 1024**2


def test_a_stream_that_fits_is_read_whole() -> None:
    assert read_limited(io.BytesIO(b"naam;bsn")) == b"naam;bsn"


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_a_hundred_thousand_rows_are_refused(kind: str) -> None:
    header = real_records()[0]
    line = ["Jansen, Esra", "16-03-1955", "", "Kade 1", "1234 AB", "zorg", "x", "y", "", "loopt", "", ""]
    if kind == "csv":
        data = as_csv([header, *[line] * 100_000])
    else:
        row = b'<row r="%d"><c r="A%d" t="inlineStr"><is><t>Jan</t></is></c><c r="B%d"><v>2</v></c></row>'
        body = b"".join(row % (n, n, n) for n in range(1, 100_001))
        head = b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
        data = rebuilt(
            lambda name, old: head + body + b"</sheetData></worksheet>" if name.endswith("sheet1.xml") else old
        )
    assert refusal(data).code == "too_many_rows"


@pytest.mark.parametrize("keep", [100, 2_000, 9_000, 18_000])
def test_a_truncated_workbook_is_refused(keep: int) -> None:
    assert refusal(real("xlsx")[:keep]).code == "corrupted"


def test_a_damaged_part_is_refused() -> None:
    data = bytearray(real("xlsx"))
    at = data.index(b"xl/worksheets/sheet1.xml") + 300
    data[at : at + 40] = bytes(40)
    assert refusal(bytes(data)).code == "corrupted"


def test_a_part_that_is_no_xml_is_refused() -> None:
    data = rebuilt(lambda name, old: b"<worksheet><" if name.endswith("sheet1.xml") else old)
    assert refusal(data).code == "corrupted"


def test_a_zip_bomb_is_refused_without_memory() -> None:
    data = rebuilt(as_it_was, {"xl/media/big.bin": bytes(200 * 1024**2)})
    assert len(data) < 1024**2
    tracemalloc.start()
    assert refusal(data).code == "zip_bomb"
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 20 * 1024**2


def test_a_bomb_that_lies_about_its_size_is_refused() -> None:
    data = bytearray(rebuilt(as_it_was, {"xl/media/big.bin": bytes(150 * 1024**2)}))
    at = data.rindex(b"PK\x01\x02", 0, data.rindex(b"xl/media/big.bin"))
    data[at + 24 : at + 28] = struct.pack("<I", 1000)
    assert refusal(bytes(data)).code in {"corrupted", "zip_bomb"}


def test_entries_that_share_bytes_are_refused() -> None:
    data = bytearray(rebuilt(as_it_was, {"xl/media/a.bin": b"x" * 4000, "xl/media/b.bin": b"x" * 4000}))
    one = data.rindex(b"PK\x01\x02", 0, data.rindex(b"xl/media/a.bin"))
    two = data.rindex(b"PK\x01\x02", 0, data.rindex(b"xl/media/b.bin"))
    data[two + 42 : two + 46] = data[one + 42 : one + 46]
    assert refusal(bytes(data)).code in {"zip_bomb", "corrupted"}


def test_entities_are_refused() -> None:
    data = rebuilt(lambda name, old: BILLION if name.endswith("sheet1.xml") else old)
    assert refusal(data).code == "corrupted"


def test_a_row_number_beyond_the_last_row_is_refused() -> None:
    data = rebuilt(
        lambda name, old: old.replace(b'<row r="5"', b'<row r="99999999999"') if name.endswith("sheet1.xml") else old
    )
    assert refusal(data).code == "corrupted"


def test_a_cell_that_never_ends_is_refused() -> None:
    assert refusal(b'naam;bsn\n"Jan;1\n' + b"Piet;2\n" * 3000).code in {"cell_too_long", "corrupted"}


def test_a_very_wide_row_is_refused() -> None:
    assert refusal(b";".join([b"x"] * 500)).code == "too_wide"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("delimiter", [";", ",", "\t", "|"])
def test_every_encoding_and_delimiter_is_read(encoding: str, delimiter: str) -> None:
    records = [["Naam", "Adres"], ["Zoë Jansen", "Kade 1, achter"], ["Ümit; de Vries", "Weg 2"]]
    rows = read_file(as_csv(records, delimiter, encoding)).rows
    assert [list(row.cells) for row in rows] == records


def test_the_line_in_which_excel_names_its_delimiter_is_skipped() -> None:
    assert detect_delimiter("sep=|\na|b") == ("|", 1)
    rows = read_file(b"sep=|\r\na|b\r\n").rows
    assert [(row.number, row.cells) for row in rows] == [(2, ("a", "b"))]


def test_the_sheet_can_be_chosen() -> None:
    assert read_file(real("xlsx"), sheet="oud (niet gebruiken)").rows[0].cells == ("niet invullen",)
    with pytest.raises(FileRefused, match="geen werkblad"):
        read_file(real("xlsx"), sheet="x")


def test_five_thousand_rows_are_planned() -> None:
    header, *rows = real_records()
    many = [[*row[:3], f"Weg {number}", *row[4:]] for number, row in enumerate((rows * 30)[:4_900], 1)]
    table = read_file(as_csv([header, *many]))
    plan = plan_of_table(table, {}, CONTEXT)
    assert plan.counts.lines > 4_000


def test_a_workbook_with_numbers_and_booleans_is_text() -> None:
    table = read_file(as_xlsx({"a": [["x", "y"], [1.0, True], [1.5, None], ["  ", None], ["z", False]]}))
    assert [row.cells for row in table.rows] == [("x", "y"), ("1", "ja"), ("1.5",), ("z", "nee")]
    assert [row.number for row in table.rows] == [1, 2, 3, 5]
    assert table.empty == 1


@settings(deadline=None, max_examples=150)
@given(st.binary(max_size=400))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    with contextlib.suppress(FileRefused):
        recognise(read_file(data).rows, today=TODAY)


@settings(deadline=None, max_examples=60)
@given(st.integers(0, 18_000), st.binary(min_size=1, max_size=8))
def test_any_damage_to_a_workbook_is_read_or_refused(at: int, noise: bytes) -> None:
    data = bytearray(real("xlsx"))
    data[at : at + len(noise)] = noise
    with contextlib.suppress(FileRefused):
        read_file(bytes(data))
