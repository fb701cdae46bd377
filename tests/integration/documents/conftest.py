"""What the tests of documents share: somebody at the desk with files."""

import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import Connection, text
from werkzeug.datastructures import FileStorage
from werkzeug.test import TestResponse, encode_multipart

from app.web.guard import SchakelFlask
from tests.integration.dossiers.conftest import rows as rows  # rows as the last client sees them
from tests.unit.documents.samples import pdf
from tests.world import World

LETTER = pdf(b"(Besluit)")


def chosen(content: bytes, name: str) -> FileStorage:
    """A file as a browser sends it."""
    return FileStorage(io.BytesIO(content), name, content_type="application/octet-stream")


@dataclass
class Papers:
    """Somebody who keeps documents in the small world's household."""

    client: FlaskClient
    connection: Connection
    path: str
    client_of: Callable[[str], FlaskClient]

    def as_(self, name: str) -> "Papers":
        """The same as somebody else."""
        return Papers(self.client_of(name), self.connection, self.path, self.client_of)

    def add(
        self,
        *,
        name: str = "besluit.pdf",
        content: bytes = LETTER,
        key: str = "k1",
        also: dict[str, str] | None = None,
        **changes: str,
    ) -> TestResponse:
        """Sends the form of a new document."""
        data: dict[str, Any] = {
            "title": "Besluit van 3 maart",
            "kind": "decision",
            "openness": "open",
            "submission_key": key,
        }
        return self._send(f"{self.path}/new", {**data, **changes, **(also or {}), "file": chosen(content, name)})

    def add_version(self, content: bytes, name: str, *, key: str = "v") -> TestResponse:
        """Sends the form of another version of the newest document."""
        return self._send(
            f"{self.one}/versions/new", {"submission_key": f"{key}-{name}", "file": chosen(content, name)}
        )

    def withdraw(self, *, key: str = "w", reason: str = "Verkeerd dossier.", number: str = "0") -> TestResponse:
        """Sends the form that withdraws the newest document."""
        return self._send(f"{self.one}/withdraw", {"submission_key": key, "reason": reason, "number": number})

    def fetch(self, number: int = 1) -> TestResponse:
        """Fetches a file of the newest document."""
        return self.client.get(f"{self.one}/versions/{number}", buffered=True)

    def count(self) -> int:
        """How many documents there are for the one at the desk."""
        self.client.get("/me")
        return int(self.connection.execute(text("select count(*) from document")).scalar_one())

    @property
    def newest(self) -> int:
        """The document that came last."""
        self.client.get("/me")
        return int(self.connection.execute(text("select max(id) from document")).scalar_one())

    @property
    def one(self) -> str:
        """Where the newest document is."""
        return f"{self.path}/{self.newest}"

    def _send(self, path: str, data: dict[str, Any]) -> TestResponse:
        boundary, body = encode_multipart(data)  # in memory: the client's own temporary file would stay open
        return self.client.post(path, data=body, content_type=f"multipart/form-data; boundary={boundary}")


@pytest.fixture
def papers(
    app: SchakelFlask, client_of: Callable[[str], FlaskClient], connection: Connection, world: World, kept: Path
) -> Papers:
    """Noor at her desk."""
    return Papers(client_of("noor"), connection, f"/dossiers/{world.dossier}/documents", client_of)


@pytest.fixture
def kept(app: SchakelFlask, tmp_path: Path) -> Iterator[Path]:
    """A folder of this test's own for files of documents."""
    before = app.config["SCHAKEL"]
    app.config["SCHAKEL"] = replace(before, instance=tmp_path)
    yield tmp_path / "documents"
    app.config["SCHAKEL"] = before


def files_of(app: SchakelFlask) -> set[Path]:
    """The files of documents that are on disk, half ones too."""
    folder: Path = app.config["SCHAKEL"].documents
    return set(folder.glob("??/*"))
