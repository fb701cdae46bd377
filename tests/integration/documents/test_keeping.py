"""Keeping a document: what is typed survives, a double click keeps one, versions stay, and what is withdrawn is gone."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import Connection, text
from sqlalchemy.exc import DBAPIError
from werkzeug.test import TestResponse

from app.documents import services
from app.documents.reading.refusals import SENTENCES
from app.documents.storage import Stored, is_whole
from app.web.guard import SchakelFlask
from tests.integration.documents.conftest import LETTER, Papers, files_of
from tests.integration.forms.sheet import form_of
from tests.unit.documents.hostile import HOSTILE
from tests.unit.documents.samples import jpeg, pdf
from tests.world import World

ClientOf = Callable[[str], FlaskClient]
Rows = Callable[..., list[Any]]


def test_a_document_is_kept_listed_and_fetched(papers: Papers) -> None:
    answer = papers.add()
    assert (answer.status_code, answer.location) == (303, papers.path)
    listed = papers.client.get(papers.path).text
    assert "Besluit van 3 maart" in listed
    assert "besluit.pdf" in listed
    fetched = papers.fetch()
    assert fetched.status_code == 200
    assert fetched.data == LETTER


def test_nothing_of_it_can_be_read_on_disk(papers: Papers, app: SchakelFlask) -> None:
    before = files_of(app)
    papers.add(content=pdf(b"(Heel herkenbaar)"))
    (path,) = files_of(app) - before
    kept = path.read_bytes()
    assert b"PDF" not in kept
    assert b"herkenbaar" not in kept
    assert "besluit" not in path.name
    assert path.stat().st_mode & 0o077 == 0


@pytest.mark.parametrize(
    "what", ["a program called a letter", "a drawing", "too much", "nothing", "a name with a folder"]
)
def test_what_was_typed_survives_a_bad_file(papers: Papers, what: str) -> None:
    name, content, why = HOSTILE[what]
    answer = papers.add(name=name, content=content, title="Mijn titel", kind="photo")
    assert answer.status_code == 400
    assert SENTENCES[why].replace("’", "&#39;") in answer.text.replace("’", "&#39;")
    assert 'value="Mijn titel"' in answer.text
    assert "Kies het bestand opnieuw" in answer.text
    sheet = form_of(answer.text, f"{papers.path}/new")
    assert sheet.data()["kind"] == ["photo"]


#: On its way a backslash in a name is lost, and with it what was wrong.
SENT = [what for what, (name, _content, _why) in HOSTILE.items() if "\\" not in name]


@pytest.mark.parametrize("what", SENT)
def test_of_a_bad_file_nothing_is_kept(papers: Papers, app: SchakelFlask, what: str) -> None:
    name, content, _why = HOSTILE[what]
    before = files_of(app)
    assert papers.add(name=name, content=content, key=f"bad-{what}").status_code == 400
    assert files_of(app) == before
    assert papers.count() == 1, "the one of the small world"


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"title": ""}, "Schrijf op hoe dit document heet."),
        ({"title": "x" * 121}, "Maak dit korter"),
        ({"kind": "spell"}, "Kies een van de mogelijkheden."),
        ({"openness": "withheld"}, "Schrijf op waarom het huishouden dit nog niet mag lezen."),
        ({"openness": "withheld", "withheld_because": "Eerst bespreken."}, "hooguit zes maanden"),
        ({"persons": "987654"}, "Kies iets uit de lijst."),
    ],
)
def test_bad_input_says_what_to_do(papers: Papers, changes: dict[str, str], said: str) -> None:
    answer = papers.add(also=changes)
    assert answer.status_code == 400
    assert said in answer.text
    assert papers.count() == 1


def test_without_a_file_it_asks_for_one(papers: Papers) -> None:
    answer = papers.client.post(
        f"{papers.path}/new", data={"title": "Brief", "kind": "letter", "submission_key": "no-file"}
    )
    assert answer.status_code == 400
    assert "Kies een bestand." in answer.text


def test_a_double_click_keeps_one(papers: Papers, app: SchakelFlask) -> None:
    before = files_of(app)
    assert [papers.add(key="twice").status_code for _ in range(2)] == [303, 303]
    assert papers.count() == 2
    assert len(files_of(app) - before) == 1


def test_another_file_of_the_same_name_is_another_document(papers: Papers) -> None:
    papers.add(key="again", content=pdf(b"(een)"))
    papers.add(key="again", content=pdf(b"(twee)"))
    assert papers.count() == 3


def test_the_version_before_stays_until_it_is_withdrawn(papers: Papers) -> None:
    papers.add()
    assert papers.add_version(jpeg(), "foto.jpg").status_code == 303
    assert papers.fetch(1).data == LETTER
    assert papers.fetch(2).data == jpeg()
    assert papers.withdraw(number="1").status_code == 303
    assert papers.fetch(1).status_code == 404
    assert papers.fetch(2).status_code == 200
    page = papers.client.get(papers.one).text
    assert "Teruggetrokken op" in page
    assert "Verkeerd dossier." in page
    assert papers.add_version(pdf(), "nieuw.pdf").status_code == 303
    assert papers.fetch(3).status_code == 200


def test_what_is_withdrawn_is_gone_and_the_line_stays(papers: Papers, rows: Rows) -> None:
    papers.add()
    name, key = _stored(rows)
    assert papers.withdraw().status_code == 303
    assert papers.fetch().status_code == 404
    left = rows(
        "select sealed_key, withdrawn_because, withdrawn_at, withdrawn_by from document_version order by id desc"
    )[0]
    assert (left.sealed_key, left.withdrawn_because) == (None, "Verkeerd dossier.")
    assert left.withdrawn_at
    assert left.withdrawn_by
    with papers.client.application.app_context():
        assert is_whole(Stored(name, key), document_id=papers.newest, number=1), "the file goes with the next sweep"
        assert not is_whole(Stored(name, b""), document_id=papers.newest, number=1)
    again = papers.withdraw(key="again")
    assert again.status_code == 400
    assert "Dit is al teruggetrokken." in again.text


def test_withdrawing_asks_for_a_reason(papers: Papers) -> None:
    papers.add()
    answer = papers.withdraw(reason="")
    assert answer.status_code == 400
    assert papers.fetch().status_code == 200


def _stored(rows: Rows) -> tuple[str, bytes]:
    row = rows("select stored_name, sealed_key from document_version order by id desc limit 1")[0]
    return row.stored_name, bytes(row.sealed_key)


@pytest.mark.parametrize(
    "statement",
    [
        "update document_version set file_name = 'x'",
        "update document_version set size = 0",
        "update document_version set sealed_key = null",
        "update document_version set sealed_key = 'x', withdrawn_at = now(), withdrawn_because = 'x'",
        "update document_version set stored_name = 'x', sealed_key = null, withdrawn_at = now(), withdrawn_because = 'x'",
    ],
)
def test_a_version_stays_as_it_is_whoever_asks(papers: Papers, connection: Connection, statement: str) -> None:
    papers.add()
    newest = papers.newest
    with pytest.raises(DBAPIError, match=r"stays as it is|withdrawn_has_no_key"), connection.begin_nested():
        connection.execute(text(f"{statement} where document_id = {newest}"))
    assert papers.fetch().status_code == 200


def test_a_tampered_file_is_an_error_and_not_half_a_file(papers: Papers, app: SchakelFlask) -> None:
    content = pdf(b"(%s)" % (b"a" * 200_000))
    before = files_of(app)
    papers.add(content=content)
    assert papers.fetch().data == content
    (path,) = files_of(app) - before
    whole = path.read_bytes()
    piece = 64 * 1024 + 16
    damaged = {
        "one bit": whole[:-1] + bytes([whole[-1] ^ 1]),
        "cut off at a piece": whole[:piece],
        "cut off": whole[: piece + 5],
        "swapped": whole[piece : 2 * piece] + whole[:piece] + whole[2 * piece :],
        "more": whole + whole[:piece],
        "nothing": b"",
    }
    for what, bad in damaged.items():
        path.write_bytes(bad)
        answer = papers.fetch()
        assert answer.status_code == 400, what
        assert "Dit bestand is beschadigd of weg." in answer.text
    path.unlink()
    assert papers.fetch().status_code == 400
    path.write_bytes(whole)
    assert papers.fetch().data == content


def test_a_file_of_another_document_does_not_open_here(papers: Papers, app: SchakelFlask) -> None:
    before = files_of(app)
    papers.add(key="a")
    (first,) = files_of(app) - before
    papers.add(key="b", content=pdf(b"(ander)"))
    (second,) = files_of(app) - before - {first}
    second.write_bytes(first.read_bytes())
    assert papers.fetch().status_code == 400


def test_it_is_handed_out_as_something_to_save(papers: Papers) -> None:
    papers.add(name="Besluit “é” – 3 maart; x.pdf")
    answer = papers.fetch()
    headers = answer.headers
    assert headers["Content-Type"] == "application/pdf"
    assert headers["Content-Length"] == str(len(LETTER))
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Cache-Control"] == "no-store"
    assert headers["Content-Security-Policy"].startswith("sandbox; default-src 'none'")
    plain, _, whole = headers["Content-Disposition"].partition("; filename*=")
    assert plain == 'attachment; filename="Besluit e  3 maart- x.pdf"'
    assert whole == "UTF-8''Besluit%20%E2%80%9C%C3%A9%E2%80%9D%20%E2%80%93%203%20maart%3B%20x.pdf"


def test_each_fetch_is_a_line_in_the_log(papers: Papers, connection: Connection, world: World) -> None:
    papers.add(persons=str(world.persons["samira"]))
    for _ in range(2):
        assert papers.fetch().status_code == 200
    asked = text(
        "select action, object_ids, categories, person_count from access_log where operation = 'document.download' order by id"
    )
    lines = [tuple(row) for row in connection.execute(asked)]
    assert lines == [("download", [papers.newest], ["documents"], 1)] * 2


def test_what_one_organisation_keeps_in_a_dossier_has_an_end(papers: Papers, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(services, "MOST_IN_DOSSIER", 2 * len(LETTER) + 1)
    answers = [papers.add(key=f"n{number}") for number in range(3)]
    assert [answer.status_code for answer in answers] == [303, 303, 400]
    assert "Uw organisatie bewaart al bijna 200 MB in dit dossier." in answers[-1].text
    assert 'value="Besluit van 3 maart"' in answers[-1].text
    papers.withdraw()
    assert papers.add(key="room again").status_code == 303
    assert papers.as_("mental_health_worker").add(key="theirs").status_code == 303, (
        "each organisation has room of its own"
    )


def test_what_an_organisation_keeps_in_all_has_an_end(
    papers: Papers, app: SchakelFlask, monkeypatch: pytest.MonkeyPatch
) -> None:
    config = replace(app.config["SCHAKEL"], documents_per_organisation=len(LETTER) + 1)
    monkeypatch.setitem(app.config, "SCHAKEL", config)
    answers: list[TestResponse] = [papers.add(key=f"n{number}") for number in range(2)]
    assert [answer.status_code for answer in answers] == [303, 400]
    assert "De ruimte van uw organisatie is vol." in answers[-1].text


def test_a_closed_dossier_takes_no_documents(papers: Papers, owner: Connection, world: World) -> None:
    owner.execute(text("update dossier set closed = true where id = :id"), {"id": world.dossier})
    owner.commit()
    try:
        assert papers.client.get(f"{papers.path}/new").status_code == 403
        assert papers.add().status_code == 403
    finally:
        owner.execute(text("update dossier set closed = false where id = :id"), {"id": world.dossier})
        owner.commit()


def test_words_about_it_are_changed_and_two_see_each_other(papers: Papers) -> None:
    papers.add()
    sheet = form_of(papers.client.get(papers.one).text, papers.one).data()
    first = papers.client.post(papers.one, data={**sheet, "title": ["Van de eerste"], "submission_key": ["a"]})
    assert first.status_code == 303
    second = papers.client.post(papers.one, data={**sheet, "title": ["Van de tweede"], "submission_key": ["b"]})
    assert second.status_code == 409
    assert "Van de eerste" in second.text
    assert "Van de tweede" in second.text
