"""Connects questions to the application."""

from app.threads.routes import desk
from app.threads.routes.line import line
from app.web.guard import SchakelFlask


def install(app: SchakelFlask) -> None:
    """Registers the pages. The address of the page behind a link is its proof: it needs no cookie, and so no token of one."""
    app.register_blueprint(desk)
    app.extensions["csrf"].exempt(line)
