"""What the tests of the import share: walking a list through the screens as a person would."""

import re
from pathlib import Path

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.unit.imports.samples import real

CSV, XLSX = "csv", "xlsx"


def send(client: FlaskClient, data: bytes, name: str = "lijst.xlsx", key: str = "up") -> TestResponse:
    """Chooses a file on the upload page."""
    edge = "edge-of-the-parts"
    parts = [
        f'--{edge}\r\nContent-Disposition: form-data; name="submission_key"\r\n\r\n{key}\r\n'.encode(),
        f'--{edge}\r\nContent-Disposition: form-data; name="file"; filename="{name}"\r\n\r\n'.encode(),
        data,
        f"\r\n--{edge}--\r\n".encode(),
    ]
    return client.post("/import", data=b"".join(parts), content_type=f"multipart/form-data; boundary={edge}")


def batch_of(answer: TestResponse) -> int:
    """The number of the batch that the upload led to."""
    assert answer.status_code == 303, answer.text
    found = re.fullmatch(r"/import/(\d+)/columns", answer.location)
    assert found, answer.location
    return int(found[1])


def fields(page: str) -> dict[str, tuple[str, list[str]]]:
    """Each select of a page: its present value and its answers."""
    found = {}
    for name, inside in re.findall(r'<select[^>]*\sname="([^"]+)"[^>]*>(.*?)</select>', page, re.DOTALL):
        values = re.findall(r'<option value="([^"]*)"', inside)
        chosen = re.findall(r'<option value="([^"]*)"\s+selected', inside) or re.findall(
            r'<option selected value="([^"]*)"', inside
        )
        found[name] = (chosen[0] if chosen else "", values)
    return found


def answer_all(client: FlaskClient, batch: int) -> None:
    """Answers every open question with its first answer, as long as there are any; the rest stays as proposed."""
    for turn in range(5):
        page = client.get(f"/import/{batch}/preview").text
        open_ones = {
            name: next(value for value in values if value)
            for name, (current, values) in fields(page).items()
            if name[:2] in {"g-", "k-"} and not current
        }
        if not open_ones:
            return
        sent = client.post(f"/import/{batch}/preview", data={**open_ones, "submission_key": f"answer{batch}-{turn}"})
        assert sent.status_code == 303, sent.text
    raise AssertionError("there are still questions")


def purpose_in(page: str) -> str:
    """The first purpose that the run form offers."""
    return next(value for value in fields(page)["purpose"][1] if value)


def run(client: FlaskClient, batch: int, key: str = "run") -> TestResponse:
    """Presses Importeren."""
    page = client.get(f"/import/{batch}/preview").text
    return client.post(f"/import/{batch}/run", data={"purpose": purpose_in(page), "submission_key": key})


def bring_in(client: FlaskClient, data: bytes, name: str = "lijst.xlsx", key: str = "up") -> int:
    """The whole way, with the first answer to each question; gives the batch."""
    batch = batch_of(send(client, data, name, key))
    assert client.get(f"/import/{batch}/columns").status_code == 200
    answer_all(client, batch)
    answer = run(client, batch, f"run-{batch}")
    assert answer.status_code == 303, answer.text
    assert answer.location == f"/import/{batch}/result"
    return batch


__all__ = ["CSV", "XLSX", "Path", "answer_all", "batch_of", "bring_in", "fields", "purpose_in", "real", "run", "send"]
