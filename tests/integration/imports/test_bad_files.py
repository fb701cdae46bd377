"""Whatever the file is: a clear answer, and nothing left behind."""

import io
import zipfile
from collections.abc import Callable

import pytest
from flask.testing import FlaskClient
from sqlalchemy import Connection, text

from tests.integration.imports.scene import XLSX, real, send
from tests.unit.imports.samples import as_csv

ClientOf = Callable[[str], FlaskClient]
GIGABYTE = 1024**3


def bomb() -> bytes:
    """A small file that unpacks to a lot."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("xl/workbook.xml", b"0" * 60_000_000)
    return data.getvalue()


BAD: dict[str, tuple[Callable[[], bytes], str]] = {
    "empty": (lambda: b"", "leeg"),
    "blank": (lambda: b"\n \n\t\n", "leeg"),
    "pdf": (lambda: b"%PDF-1.7 and so on", "Dit is een pdf"),
    "page": (lambda: b"<!doctype html><table></table>", "webpagina"),
    "old": (lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "oude Excel"),
    "noise": (lambda: bytes(range(256)) * 40, "Dit is"),
    "half": (lambda: real(XLSX)[:9000], "beschadigd"),
    "bomb": (bomb, "veel te groot"),
    "long": (lambda: as_csv([["Naam", "Wat"], *[["Jansen", "huisarts"]] * 100_000]), "meer dan 5.000 rijen"),
    "large": (lambda: b"a;b\n" * (11 * 1024 * 1024 // 4 - 400), "te groot"),
}


def left(connection: Connection) -> int:
    """How many batches there are."""
    return int(connection.execute(text("select count(*) from import_batch")).scalar_one())


@pytest.mark.parametrize("name", sorted(BAD))
def test_it_refuses_a_bad_file_with_a_clear_answer(client_of: ClientOf, connection: Connection, name: str) -> None:
    make, words = BAD[name]
    client = client_of("noor")
    answer = send(client, make(), f"{name}.xlsx")
    assert answer.status_code == 400, answer.text
    assert words in answer.text
    assert "Er is nog niets opgeslagen" in answer.text
    client.get("/import")
    assert left(connection) == 0


def test_it_does_not_even_read_a_gigabyte(client_of: ClientOf, connection: Connection) -> None:
    client = client_of("noor")
    stream = io.BytesIO(b"------x\r\n")
    answer = client.post(
        "/import",
        input_stream=stream,
        content_type="multipart/form-data; boundary=----x",
        environ_overrides={"CONTENT_LENGTH": str(GIGABYTE)},
    )
    assert answer.status_code == 413
    assert "Er is niets van het bestand bewaard" in answer.text
    client.get("/import")
    assert left(connection) == 0


def test_it_asks_for_a_file(client_of: ClientOf) -> None:
    answer = client_of("noor").post("/import", data={"submission_key": "x"})
    assert answer.status_code == 400
    assert "Kies eerst een bestand" in answer.text


def test_it_says_it_in_english_too(client_of: ClientOf, connection: Connection) -> None:
    client = client_of("noor")
    client.get("/import")
    connection.execute(text("update account set language = 'en' where id = (select sec.account_id())"))
    assert send(client, b"%PDF-1.7", "x.pdf").status_code == 400


@pytest.mark.parametrize("name", ["coordinator", "community_officer", "administrator", "privacy_officer", "resident"])
def test_it_takes_a_list_only_from_those_who_lead(client_of: ClientOf, name: str) -> None:
    client = client_of(name)
    assert client.get("/import").status_code == 403
    assert send(client, real(XLSX)).status_code == 403
