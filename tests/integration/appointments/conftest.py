"""A browser per person, also within a test that reads the database itself."""

from collections.abc import Callable
from typing import Any

import pytest
from flask import g, has_app_context
from flask.testing import FlaskClient
from sqlalchemy import Connection
from werkzeug.test import TestResponse

from app.web.guard import SchakelFlask
from tests.world import TOKENS


class OwnBrowser(FlaskClient):
    """Forgets who came before: a request inside a test's own application context shares its ``g``."""

    def open(self, *args: Any, **kwargs: Any) -> TestResponse:
        """One request, from nothing."""
        if has_app_context():
            for name in list(g):
                g.pop(name)
        return super().open(*args, **kwargs)


@pytest.fixture
def client_of(app: SchakelFlask, connection: Connection) -> Callable[[str], FlaskClient]:
    """``client_of("noor")``: a browser that is signed in as her."""

    def make(name: str) -> FlaskClient:
        client = OwnBrowser(app)
        with client.session_transaction() as session:
            session["token"] = TOKENS[name]
        return client

    return make
