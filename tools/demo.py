"""`make demo`: fills an empty database with the demo town, without serving it. Arguments go to `flask demo`."""

import sys

from app.db.embedded import EmbeddedServer
from config import Config
from tools.ready import environment, flask


def main() -> None:
    """Migrate and load the demo town."""
    config = Config.from_environment()
    server = EmbeddedServer(config.instance / "postgres") if config.database_url is None else None
    try:
        env = environment(config, server) | {"DEMO_MODE": "1"}
        flask(env, "db", "upgrade")
        flask(env, "demo", *(sys.argv[1:] or ["--if-empty"]))
    finally:
        if server is not None:
            server.stop()


if __name__ == "__main__":
    main()
