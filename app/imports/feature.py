"""Connects the import to the application."""

from app.imports.commands import import_caseload
from app.imports.routes import desk
from app.imports.routes.desk import load_batch
from app.web.guard import SchakelFlask, register_subject


def install(app: SchakelFlask) -> None:
    """Registers the pages, the subject ``batch`` and ``flask import-caseload``; the caseload links to it."""
    register_subject(app, "batch", load_batch)
    app.register_blueprint(desk)
    app.cli.add_command(import_caseload)
