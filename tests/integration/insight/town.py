"""A town that was counted, committed on a database of its own, for the tests of the pages."""

import datetime as dt
import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from random import Random

import pytest
from flask.testing import FlaskClient
from sqlalchemy import create_engine, text
from sqlalchemy.pool import NullPool

from app import create_app
from app.db.session import act_as, db
from app.insight import queries
from app.insight.periods import Period
from app.insight.places import Places
from app.web.guard import SchakelFlask
from tests.database import Cluster, config_for, template
from tests.integration.insight.scene import MOLENHOEK, SINGEL, TERP, Scene
from tests.world import TOKENS, read

STRANDS = ("care", "enforcement", "activation")
NAMES = {TERP: "De Terp", MOLENHOEK: "Molenhoek"}
_CLOSED = text(
    "update dossier_process set phase = 'closed', phase_since = date '2019-03-01' + (dossier_id % 280)::integer"
    " where dossier_id % 2 = 0 and dossier_id in (select a.dossier_id from household_area a where a.code like 'BU8888%')"
)


@dataclass
class Town:
    """A counted town, committed on a database of its own."""

    app: SchakelFlask
    scene: Scene

    def client(self, name: str) -> FlaskClient:
        """A browser that is signed in."""
        client = self.app.test_client()
        with client.session_transaction() as session:
            session["token"] = TOKENS[name]
        return client

    def page(self, query: str, *, name: str = "coordinator", status: int = 200, path: str = "/insight") -> str:
        """The text of the page for one address."""
        answer = self.client(name).get(f"{path}?{query}")
        assert answer.status_code == status, answer.text
        return answer.text


def plant(scene: Scene) -> None:
    """De Terp leans on enforcement, Singelrand is small, and a few things are rare; half of the households are closed."""
    random = Random(3)  # noqa: S311 - repeatable
    leans = {MOLENHOEK: (60, 20, 20), TERP: (25, 55, 20), SINGEL: (5, 3, 2), "BU88880202": (30, 20, 50)}
    for area, weights in leans.items():
        for _ in range(4 if area == SINGEL else 45):
            home, people = scene.home(area, name=NAMES.get(area, area))
            for _ in range(random.randint(1, 7)):
                day = f"{random.choice((2018, 2019))}-{random.randint(1, 12):02d}-{random.randint(1, 28):02d}"
                by = random.choices(("area_team", "police", "welfare", "debt_help"), (9, 4, 3, 1))[0]
                strand = random.choices(STRANDS, weights)[0]
                scene.begins(home, strand, Period.read(day[:7]).starts, by=by, persons=random.sample(people, 1))
    scene.line.execute(
        text(
            "update household_area set code_year = 2018, name = 'Oude Terp' where id = (select min(id) from household_area where code = :c)"
        ),
        {"c": TERP},
    )
    plant_courses(scene, random)
    scene.line.execute(_CLOSED)


def plant_courses(scene: Scene, random: Random) -> None:
    """Long before: households in which one thing came after another, enough of them to tell in which order."""
    for number in range(560):
        area = (MOLENHOEK, TERP, MOLENHOEK, TERP, "BU88880103", "BU88880202", TERP)[number % 7]
        home, _people = scene.home(area, name=NAMES.get(area, area))
        day = dt.date(2014 + number % 2, 1 + number % 6, 1 + number % 28)
        for _ in range(3):
            by = random.choice(("area_team", "police", "welfare"))
            scene.begins(home, random.choices(STRANDS, (5, 4, 3))[0], day, by=by)
            day += dt.timedelta(days=random.choice((3, 20, 60, 140)))


@pytest.fixture(scope="package")
def town(cluster: Cluster) -> Iterator[Town]:
    """The town; nothing that a test does there may stay."""
    name = f"schakel_insight_{os.getpid()}"
    urls = cluster.make(name, template(cluster))
    engine = create_engine(urls.owner, poolclass=NullPool)
    app = create_app(config_for(urls))
    with engine.connect() as line:
        scene = Scene(line, read(urls.owner))
        scene.asks_as("noor")
        plant(scene)
        scene.count()
        line.commit()
        yield Town(app, scene)
    with app.app_context():
        db.engine.dispose()
    cluster.drop(name)


@pytest.fixture
def asking(town: Town) -> Iterator[Callable[[str], Places]]:
    """``asking("coordinator")``: from here on, questions are theirs."""

    def begin(name: str) -> Places:
        assert act_as(TOKENS[name]) is not None
        return queries.get_places()

    with town.app.test_request_context():
        yield begin
        db.session.remove()
