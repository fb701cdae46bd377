"""Connects the household dossier to the application."""

from app.dossiers.desk import desk
from app.dossiers.presenters.readers import who_reads, who_reads_involvement, writing
from app.dossiers.presenters.restricted import not_in_use
from app.dossiers.presenters.statements import add_statement_url, statements_of
from app.dossiers.routes import household, marking, merges, notes, people, situation, statements, team
from app.dossiers.scope import load_scope
from app.web.guard import SchakelFlask, register_subject


def install(app: SchakelFlask) -> None:
    """The subject ``dossier``, and the pages about the household, its people and its situation."""
    register_subject(app, "dossier", load_scope)
    app.jinja_env.globals.update(who_reads=who_reads, reads=writing, who_reads_involvement=who_reads_involvement)
    app.jinja_env.globals.update(
        statements_of=statements_of, add_statement_url=add_statement_url, not_in_use=not_in_use
    )
    app.register_blueprint(desk)


#: The modules that hang their pages on the desk.
PAGES = (household, marking, merges, notes, people, situation, statements, team)
