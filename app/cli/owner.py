"""A connection as the owner of the tables, for commands that do what no page may."""

from collections.abc import Iterator
from contextlib import contextmanager

import click
import psycopg
from flask import current_app

from app.cli.demo.loading.ledger import Connection


@contextmanager
def as_owner() -> Iterator[Connection]:
    """The connection; every command commits for itself. Raises click.ClickException when there is no address for it."""
    url = current_app.config["DATABASE_OWNER_URL"]
    if not url:
        raise click.ClickException("DATABASE_OWNER_URL is not set; this command works as the owner of the tables.")
    try:
        connection = psycopg.connect(url.replace("+psycopg", "", 1), connect_timeout=5)
    except psycopg.OperationalError as error:
        raise click.ClickException(f"The database does not answer: {type(error).__name__}") from error
    with connection:
        yield connection
