"""``flask audit``: what it says, and how it ends."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from click.testing import Result

from app import create_app
from app.db.session import db
from tests.database import config_for
from tests.integration.audit.conftest import Log

Flask = Callable[..., Result]


@pytest.fixture
def flask(log: Log) -> Flask:
    """``flask("verify")``: the command on this log, with a witness of its own."""

    def run(*words: str) -> Result:
        log.wait_for_others()
        app = create_app(replace(config_for(log.urls), witness=log.path))
        result = app.test_cli_runner().invoke(args=["audit", *words])
        with app.app_context():
            db.engine.dispose()
        return result

    return run


def test_it_seals_and_verifies(log: Log, flask: Flask) -> None:
    log.write("one", "two")
    assert flask("seal").output == "6 lines sealed in 1 seals.\n"
    assert flask("seal").output == "0 lines sealed in 0 seals.\n"
    log.write("three")
    done = flask("verify")
    assert done.exit_code == 0
    assert "6 lines in 1 seals, 3 lines wait for the next seal" in done.output
    assert "Everything is as it was sealed." in done.output


def test_it_names_a_changed_line_and_fails(log: Log, flask: Flask) -> None:
    log.write("one")
    flask("seal")
    log.run("update access_log set account_name = 'Somebody else'")
    line = log.ask("select id from access_log")
    done = flask("verify")
    assert done.exit_code == 1
    assert f"access_log {line}: changed after seal 1\n" in done.output
    assert "1 things are not as they were sealed." in done.output


def test_it_does_not_seal_over_what_was_lost(log: Log, flask: Flask) -> None:
    log.write("one")
    flask("seal")
    log.run("delete from log_seal")
    refused = flask("seal")
    assert refused.exit_code == 1
    assert "--after-restore" in refused.output
    assert flask("seal", "--after-restore").exit_code == 0


def test_it_needs_the_owner_of_the_tables(log: Log) -> None:
    app = create_app(replace(config_for(log.urls), database_owner_url=None))
    refused = app.test_cli_runner().invoke(args=["audit", "verify"])
    assert refused.exit_code == 1
    assert "DATABASE_OWNER_URL is not set" in refused.output


def test_it_fails_when_lines_wait_for_more_than_an_hour(log: Log, flask: Flask) -> None:
    log.write("one")
    assert flask("verify").exit_code == 0
    log.run("update access_log set at = at - interval '2 hours'")
    late = flask("verify")
    assert late.exit_code == 1
    assert "was not sealed for more than an hour" in late.output
    flask("seal")
    assert flask("verify").exit_code == 0
