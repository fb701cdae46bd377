"""Connects the commands to the application."""

from app.cli.mail import mail
from app.web.guard import SchakelFlask


def install(app: SchakelFlask) -> None:
    """``flask mail``."""
    app.cli.add_command(mail)
