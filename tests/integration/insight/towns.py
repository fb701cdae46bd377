"""A counted town on a database of its own, for as long as a module of tests needs it."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from sqlalchemy import create_engine
from sqlalchemy.pool import NullPool

from app import create_app
from app.db.session import db
from tests.database import Cluster, config_for, template
from tests.integration.insight.conftest import Scene
from tests.integration.insight.town import Town
from tests.world import read


@contextmanager
def counted(cluster: Cluster, name: str, fill: Callable[[Scene], None]) -> Iterator[Town]:
    """The small world with what ``fill`` writes, counted and told; forms are taken without a token."""
    name = f"schakel_{name}_{os.getpid()}"
    urls = cluster.make(name, template(cluster))
    engine = create_engine(urls.owner, poolclass=NullPool)
    app = create_app(config_for(urls))
    app.config.update(WTF_CSRF_ENABLED=False)
    with engine.connect() as line:
        scene = Scene(line, read(urls.owner))
        scene.asks_as("noor")
        fill(scene)
        scene.count()
        line.commit()
        yield Town(app, scene)
    with app.app_context():
        db.engine.dispose()
    cluster.drop(name)
