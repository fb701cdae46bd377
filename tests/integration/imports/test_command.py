"""``flask import-caseload``: the same import from a terminal."""

from collections.abc import Callable
from pathlib import Path

from click.testing import Result
from flask.testing import FlaskClient
from sqlalchemy import Connection, text

from app.web.guard import SchakelFlask
from tests.integration.imports.scene import XLSX, real

ClientOf = Callable[[str], FlaskClient]
NOOR = "noor@voorbeeld.example"


def command(app: SchakelFlask, file: Path, *more: str, email: str = NOOR, typed: str = "") -> Result:
    """Runs it."""
    return app.test_cli_runner().invoke(args=["import-caseload", str(file), "--as", email, *more], input=typed)


def listed(tmp_path: Path, data: bytes, name: str = "lijst.xlsx") -> Path:
    """A file on disk."""
    file = tmp_path / name
    file.write_bytes(data)
    return file


def states(connection: Connection, client_of: ClientOf) -> list[str]:
    """The states of her batches."""
    client_of("noor").get("/import")
    return list(connection.execute(text("select state from import_batch order by id")).scalars())


def test_it_shows_the_preview_asks_and_imports(
    app: SchakelFlask, connection: Connection, client_of: ClientOf, tmp_path: Path
) -> None:
    answer = command(app, listed(tmp_path, real(XLSX)), typed="1\n" * 12 + "y\n" * 3)
    assert answer.exit_code == 0, answer.output
    assert "160 regels in 160 huishoudens geïmporteerd" in answer.output
    assert "Rij 14, kolom Status" in answer.output
    assert states(connection, client_of) == ["imported"]
    began = "select count(*) from account_session where device = 'flask import-caseload'"
    assert connection.execute(text("select has_table_privilege('account_session', 'select')")).scalar_one() is False, (
        began
    )


def test_it_wants_an_answer_to_every_question(
    app: SchakelFlask, connection: Connection, client_of: ClientOf, tmp_path: Path
) -> None:
    answer = command(app, listed(tmp_path, real(XLSX)), "--yes")
    assert answer.exit_code == 1
    assert "Deze vragen hebben een antwoord nodig" in answer.output
    assert states(connection, client_of) == ["discarded"]


def test_it_leaves_out_what_raises_a_question(
    app: SchakelFlask, connection: Connection, client_of: ClientOf, tmp_path: Path
) -> None:
    answer = command(app, listed(tmp_path, real(XLSX)), "--yes", "--skip-questions")
    assert answer.exit_code == 0, answer.output
    assert "118 regels in 118 huishoudens geïmporteerd" in answer.output
    assert states(connection, client_of) == ["imported"]
    again = command(app, listed(tmp_path, real(XLSX)), "--yes", "--skip-questions")
    assert again.exit_code == 1
    assert "Er is niets te importeren" in again.output


def test_it_refuses_whoever_may_not_and_what_is_no_list(
    app: SchakelFlask, connection: Connection, client_of: ClientOf, tmp_path: Path
) -> None:
    file = listed(tmp_path, real(XLSX))
    for email, words in (
        ("nobody@voorbeeld.example", "geen actief account"),
        ("community_officer@voorbeeld.example", "Alleen een generalist"),
        ("administrator@voorbeeld.example", "Alleen een generalist"),
    ):
        answer = command(app, file, "--yes", email=email)
        assert answer.exit_code == 1
        assert words in answer.output
    answer = command(app, listed(tmp_path, b"%PDF-1.7", "x.pdf"), "--yes")
    assert (answer.exit_code, "Dit is een pdf" in answer.output) == (1, True)
    assert command(app, file, "--yes", "--purpose", "nothing").exit_code == 1
    assert command(app, tmp_path / "no such file").exit_code == 2
    assert states(connection, client_of) == []
