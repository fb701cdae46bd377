"""Connects the commands to the application."""

from app.cli.audit import audit
from app.cli.demo.commands import demo, demo_accounts, demo_story
from app.cli.documents import documents
from app.cli.insight import insight
from app.cli.keys import keys
from app.cli.mail import mail
from app.cli.retention import retention
from app.cli.uploads import uploads
from app.web.guard import SchakelFlask


def install(app: SchakelFlask) -> None:
    """``flask audit``, ``flask demo``, ``flask demo-accounts``, ``flask demo-story``, ``flask documents``, ``flask insight``,
    ``flask keys``, ``flask mail``, ``flask retention`` and ``flask uploads``.
    """
    for command in (audit, demo, demo_accounts, demo_story, documents, insight, keys, mail, retention, uploads):
        app.cli.add_command(command)
