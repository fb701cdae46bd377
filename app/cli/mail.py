"""``flask mail send``: sends what is in the outbox. Without a mail server nothing happens and nothing is lost.

Run by a timer, as the owner of the database: the application itself may write mails but never read them.
"""

import os
import smtplib
import ssl
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from email.message import EmailMessage
from typing import Any

import click
from flask import current_app
from flask.cli import AppGroup
from sqlalchemy import Connection, Row, create_engine, text
from sqlalchemy.pool import NullPool

mail = AppGroup("mail", help="The mail outbox.")

_NEXT = text(
    "select id, recipient, subject, body, calendar from outgoing_mail where sent_at is null and id > :after"
    " and coalesce(send_after, '-infinity') <= sec.now() order by id limit 1 for update skip locked"
)
# What was sent is not kept: its link is for the recipient only, and the address of a reminder is not needed any more.
_SENT = text(
    "update outgoing_mail set sent_at = clock_timestamp(), body = '', calendar = '',"
    " recipient = case when reminder_id is null then recipient else '' end where id = :id"
)
#: A reminder that could not leave before its appointment is of no use to anybody.
_TOO_LATE = text(
    "delete from outgoing_mail where reminder_id is not null and sent_at is null and send_after < sec.now() - interval '1 day'"
)
_SUBMISSION = 587


@dataclass(frozen=True, slots=True)
class MailServer:
    """Where mail goes out; from MAIL_SERVER, MAIL_PORT, MAIL_FROM, MAIL_USERNAME, MAIL_PASSWORD, MAIL_TLS."""

    host: str
    port: int
    sender: str
    username: str = ""
    password: str = field(default="", repr=False)
    tls: bool = True

    @classmethod
    def from_environment(cls, environ: Mapping[str, str]) -> "MailServer | None":
        """The server that the environment names, or None. Raises click.UsageError for half a setting."""
        host = environ.get("MAIL_SERVER", "").strip()
        if not host:
            return None
        port = environ.get("MAIL_PORT", "").strip() or str(_SUBMISSION)
        sender = environ.get("MAIL_FROM", "").strip()
        if not port.isdecimal() or not sender:
            raise click.UsageError("MAIL_FROM must be an address and MAIL_PORT a number")
        tls = environ.get("MAIL_TLS", "1").strip().lower() not in {"0", "false", "no", "off"}
        username, password = environ.get("MAIL_USERNAME", ""), environ.get("MAIL_PASSWORD", "")
        return cls(host, int(port), sender, username=username, password=password, tls=tls)


@contextmanager
def _connected(server: MailServer) -> Iterator[smtplib.SMTP]:
    with smtplib.SMTP(server.host, server.port, timeout=20) as line:
        if server.tls:
            line.starttls(context=ssl.create_default_context())
        if server.username:
            line.login(server.username, server.password)
        yield line


def _message(sender: str, mail: Row[Any]) -> EmailMessage:
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = sender, mail.recipient, mail.subject
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(mail.body)
    if mail.calendar:
        message.add_attachment(mail.calendar, subtype="calendar", filename="afspraak.ics")
    return message


def send_all(connection: Connection, server: MailServer) -> tuple[int, int]:
    """Sends what waits, each mail in a transaction of its own; gives how many left and how many were refused."""
    sent, refused, after = 0, 0, 0
    connection.execute(_TOO_LATE)
    connection.commit()
    with _connected(server) as line:
        while row := connection.execute(_NEXT, {"after": after}).one_or_none():
            after = row.id
            try:
                line.send_message(_message(server.sender, row))
            except smtplib.SMTPRecipientsRefused:
                refused += 1
            else:
                connection.execute(_SENT, {"id": row.id})
                sent += 1
            connection.commit()
    return sent, refused


@mail.command("send")
def send() -> None:
    """Send every mail that waits."""
    server = MailServer.from_environment(os.environ)
    if server is None:
        click.echo("MAIL_SERVER is not set: the mails stay in the outbox.")
        return
    engine = create_engine(current_app.config["DATABASE_OWNER_URL"], poolclass=NullPool)
    try:
        with engine.connect() as connection:
            sent, refused = send_all(connection, server)
    except (OSError, smtplib.SMTPException) as error:
        raise click.ClickException(f"The mail server does not take mail: {type(error).__name__}") from error
    click.echo(f"{sent} sent, {refused} refused.")
