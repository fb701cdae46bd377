"""Which database this process uses: the one that the settings name, else the embedded one."""

from app.db.embedded import EmbeddedServer
from app.db.roles import APP, OWNER
from config import Config

DATABASE = "schakel"


def settle(config: Config) -> Config:
    """The settings with a database to connect to: when they name none the embedded server, started if needed.

    The process that started it stops it again when it ends. Raises EmbeddedError when it does not come up.
    """
    if config.database_url is not None:
        return config
    server = EmbeddedServer(config.instance / "postgres")
    server.start()
    server.ensure_database(DATABASE)
    return config.on(server.url(APP, DATABASE), server.url(OWNER, DATABASE))
