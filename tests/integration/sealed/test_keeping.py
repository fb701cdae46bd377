"""What the database holds of a compartment: bytes that its own key opens, and no other one."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from flask.testing import FlaskClient
from sqlalchemy import Connection, text

from app.cli.keys import COMPARTMENTS
from app.db.crypto import CannotOpen, OwnKey, unseal
from app.sealed.keeping import key_bound_to, unlock
from app.web.guard import SchakelFlask
from config import DataKey
from tests.integration.sealed.conftest import CONCERN

ClientOf = Callable[[str], FlaskClient]
Seal = Callable[..., str]


def _number(url: str) -> int:
    return int(url.rsplit("/", 1)[1])


def _row(connection: Connection, url: str) -> tuple[bytes, bytes]:
    row = connection.execute(
        text(
            "select c.sealed_key, s.body from sealed_compartment c join sealed_step s on s.sealed_compartment_id = c.id where c.id = :id"
        ),
        {"id": _number(url)},
    ).one()
    return bytes(row[0]), bytes(row[1])


def test_the_rows_hold_no_readable_text(seal: Seal, client_of: ClientOf, connection: Connection) -> None:
    url = seal("noor")
    client_of("noor").get("/me")
    whole = connection.execute(
        text(
            "select c::text || s::text from sealed_compartment c join sealed_step s on s.sealed_compartment_id = c.id where c.id = :id"
        ),
        {"id": _number(url)},
    ).scalar_one()
    for said in (CONCERN, "blauwe", "2026-01-05", "Noor"):
        assert said not in whole
        assert said.encode().hex() not in whole


def test_the_key_of_another_compartment_does_not_open_it_and_nothing_moves_to_another_place(
    seal: Seal, client_of: ClientOf, connection: Connection, app: SchakelFlask
) -> None:
    one, other = seal("noor"), seal("noor", "Iets anders.")
    client_of("noor").get("/me")
    (key, body), (other_key, other_body) = _row(connection, one), _row(connection, other)
    number = _number(one)
    with app.app_context():
        mine, theirs = OwnKey.opened(key, key_bound_to(number)), OwnKey.opened(other_key, key_bound_to(_number(other)))
        with pytest.raises(CannotOpen):
            OwnKey.opened(key, key_bound_to(_number(other)))
    assert unlock(mine, number, 1, body).words.text == CONCERN
    attempts: list[Callable[[], object]] = [
        lambda: unlock(theirs, number, 1, body),
        lambda: unlock(mine, number, 1, other_body),
        lambda: unlock(mine, number, 2, body),
        lambda: unlock(mine, number, 1, body[:-1]),
        lambda: unlock(mine, number, 1, b""),
    ]
    for wrong in attempts:
        with pytest.raises(CannotOpen):
            wrong()


def test_a_key_that_is_not_there_is_said_in_plain_words_and_nothing_is_overwritten(
    seal: Seal, client_of: ClientOf, app: SchakelFlask, connection: Connection,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    url, noor = seal("noor"), client_of("noor")
    client_of("noor").get("/me")
    before = _row(connection, url)
    config = app.config["SCHAKEL"]
    other = replace(config, keys=replace(config.keys, data=(DataKey("other", b"k" * 32),)))
    monkeypatch.setitem(app.config, "SCHAKEL", other)
    page = noor.get(url)
    assert page.status_code == 200
    assert "Dit vak gaat niet open" in page.text
    assert "Vraag uw beheerder" in page.text
    assert CONCERN not in page.text
    form = noor.get(f"{url}/steps/1")
    assert form.status_code == 403
    assert "de sleutel ontbreekt" in form.text
    data = {"said_on": "2026-01-07", "text": "Mijn tekst.", "version": "1", "submission_key": "k"}
    sent = noor.post(f"{url}/steps/1", data=data)
    assert sent.status_code == 400
    assert "Mijn tekst." in sent.text
    client_of("noor").get("/me")
    assert _row(connection, url) == before


def test_rotating_the_keys_of_the_installation_counts_compartments(
    seal: Seal, client_of: ClientOf, connection: Connection, app: SchakelFlask
) -> None:
    url = seal("noor")
    client_of("noor").get("/me")
    key = connection.execute(
        text(f"select {COMPARTMENTS.column} from {COMPARTMENTS.table} where id = :id"), {"id": _number(url)}
    ).scalar_one()
    with app.app_context():
        assert len(unseal(bytes(key), COMPARTMENTS.words(_number(url)))) == 32
