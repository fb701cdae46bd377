"""A connection as the owner of the tables, for commands that do what no page may."""

from collections.abc import Iterator
from contextlib import contextmanager

import click
import psycopg
from flask import current_app

from app.cli.demo.loading.ledger import Connection


def owner_url() -> str:
    """Where the tables can be reached as their owner. Raises click.ClickException when there is no address for it."""
    url: str | None = current_app.config["DATABASE_OWNER_URL"]
    if not url:
        raise click.ClickException("DATABASE_OWNER_URL is not set; this command works as the owner of the tables.")
    return url.replace("+psycopg", "", 1)


@contextmanager
def as_owner(url: str = "") -> Iterator[Connection]:
    """The connection; every command commits for itself. ``url`` (of ``owner_url``) is for a thread, which has no application of its own.

    Raises click.ClickException when the database cannot be reached.
    """
    try:
        connection = psycopg.connect(url or owner_url(), connect_timeout=5)
    except psycopg.OperationalError as error:
        raise click.ClickException(f"The database does not answer: {type(error).__name__}") from error
    with connection:
        yield connection
