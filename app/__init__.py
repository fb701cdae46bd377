"""The application: create_app is the only place that knows everybody, and nobody imports it."""

from importlib import import_module
from pathlib import Path

import structlog
from flask_migrate import Migrate
from flask_wtf.csrf import CSRFProtect
from werkzeug.middleware.proxy_fix import ProxyFix
from whitenoise import WhiteNoise

from app.accounts.words import function_name
from app.db import analysis
from app.db.session import db
from app.db.settle import settle
from app.web import attributes, context, errors, figures, headers, i18n, pictures, request, templating
from app.web.guard import SchakelFlask, check_routes
from config import Config

MIGRATIONS = Path(__file__).parent.parent / "migrations"

#: Packages with routes, in the order of the menu. Each has ``feature.install(app)``.
FEATURES: tuple[str, ...] = (
    "accounts",
    "dossiers",
    "plan",
    "network",
    "ecomap",
    "wins",
    "appointments",
    "interventions",
    "documents",
    "threads",
    "sealed",
    "imports",
    "retention",
    "oversight",
    "rights",
    "setup",
    "workspace",
    "insight",
    "sharing",
    "meetings",
    "stepback",
    "research",
    "cli",
)


def create_app(config: Config | None = None) -> SchakelFlask:
    """Settings in, a ready application out. Raises when a route has no policy; the database by ``app.db.lockcheck``."""
    config = settle(config or Config.from_environment())
    app = SchakelFlask(__name__)
    app.config.update(config.flask_settings(), SCHAKEL=config, DATABASE_OWNER_URL=config.database_owner_url)
    structlog.configure(processors=[structlog.processors.add_log_level, structlog.processors.JSONRenderer()])
    templating.install(app)
    attributes.install()
    db.init_app(app)
    analysis.install(app, config.analysis_database_url, threads=config.threads)
    Migrate(app, db, directory=str(MIGRATIONS))
    headers.install(app, https=config.https)
    request.limit(app)
    CSRFProtect(app)
    i18n.install(app)
    pictures.install(app)
    figures.install(app)
    request.install(app)
    errors.install(app)
    context.install(app, function_name=function_name, demo=config.demo_mode)
    for name in FEATURES:
        import_module(f"app.{name}.feature").install(app)
    check_routes(app)
    app.wsgi_app = _with_static_files(app)  # type: ignore[method-assign]
    if config.proxies:
        # Who asks and over what is believed of our own proxies only; the name of the host comes from HOSTS.
        app.wsgi_app = ProxyFix(app.wsgi_app, config.proxies, config.proxies, x_host=0)  # type: ignore[method-assign]
    return app


def _with_static_files(app: SchakelFlask) -> WhiteNoise:
    """Static files are served before the application: no session, no policy, kept for ever by their stamp."""

    def add_headers(response_headers: dict[str, str], _path: str, _url: str) -> None:
        response_headers["X-Content-Type-Options"] = "nosniff"
        response_headers["Cross-Origin-Resource-Policy"] = "same-origin"

    return WhiteNoise(
        app.wsgi_app,
        root=str(context.STATIC),
        prefix="static/",
        max_age=31_536_000,
        add_headers_function=add_headers,
        autorefresh=app.testing,
    )
