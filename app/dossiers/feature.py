"""Connects the household dossier to the application."""

from app.dossiers.desk import desk
from app.dossiers.presenters.readers import who_reads, who_reads_involvement, writing
from app.dossiers.routes import household, merges, notes, people, situation, team
from app.dossiers.scope import load_scope
from app.web.guard import SchakelFlask, register_subject


def install(app: SchakelFlask) -> None:
    """The subject ``dossier``, and the pages about the household, its people and its situation."""
    register_subject(app, "dossier", load_scope)
    app.jinja_env.globals.update(who_reads=who_reads, reads=writing, who_reads_involvement=who_reads_involvement)
    app.register_blueprint(desk)


#: The modules that hang their pages on the desk.
PAGES = (household, merges, notes, people, situation, team)
