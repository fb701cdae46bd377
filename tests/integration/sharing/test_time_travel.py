"""The clock of the demo town stands where it is set; outside demo mode there is no page for it, and the database refuses."""

from dataclasses import replace

import pytest
from sqlalchemy.exc import DBAPIError

from app import create_app
from app.db.session import db
from app.web.guard import SchakelFlask
from tests.database import Urls, config_for
from tests.integration.sharing.conftest import ClientOf, Rows

TRAVEL = "select sec.travel(:days, :proof)"


def test_outside_demo_mode_there_is_no_such_page(app: SchakelFlask, client_of: ClientOf) -> None:
    assert "accounts.clock" not in app.view_functions
    assert client_of("administrator").get("/demo/clock").status_code == 404
    assert client_of("administrator").post("/demo/clock", data={"days": "10"}).status_code == 404


def test_the_database_refuses_it_outside_demo_mode_and_without_the_application(app: SchakelFlask, rows: Rows) -> None:
    from app.db.door import proof  # noqa: PLC0415 - a proof needs the application's context

    with app.app_context():
        good = proof("travel", 10)
    with pytest.raises(DBAPIError, match="no travelling here"):
        rows("administrator", TRAVEL, days=10, proof=good)
    with pytest.raises(DBAPIError, match="not asked by the application"):
        rows("administrator", TRAVEL, days=11, proof=good)


def test_a_demo_application_on_a_database_that_is_no_demo_does_not_travel(urls: Urls, rows: Rows) -> None:
    """The setting of a process is not enough: the database itself knows whether it holds the demo town."""
    made = create_app(replace(config_for(urls), demo_mode=True))
    assert "accounts.clock" in made.view_functions
    with made.app_context():
        db.engine.dispose()
    assert rows("noor", "select sec.now() = transaction_timestamp()") == [(True,)]
