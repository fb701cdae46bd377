"""Connects what residents ask about their own data to the application."""

from app.rights import routes_letter, routes_requests
from app.rights.routes import desk
from app.web.guard import SchakelFlask


def install(app: SchakelFlask) -> None:
    """Registers the pages."""
    app.register_blueprint(desk)


#: The modules that hang their pages on the desk.
PAGES = (routes_letter, routes_requests)
