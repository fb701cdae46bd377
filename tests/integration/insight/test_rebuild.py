"""The commands of the upkeep, as processes: one that is killed half-way is gone on with, and the check finds what was changed by hand."""

import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.pool import NullPool

from tests.database import Cluster, Urls, template
from tests.integration.insight.conftest import MOLENHOEK, SINGEL, Scene
from tests.places import INSTANCE, ROOT
from tests.world import read

STRANDS = ("care", "enforcement", "activation")


@dataclass
class Commands:
    """A database with households in it, and ``flask insight ...`` on it."""

    urls: Urls
    scene: Scene

    def start(self, *arguments: str) -> "subprocess.Popen[str]":
        """A process of its own; what it says can be read line by line."""
        names = {
            "DATABASE_URL": self.urls.app,
            "DATABASE_OWNER_URL": self.urls.owner,
            "SCHAKEL_INSTANCE": str(INSTANCE),
        }
        command = [sys.executable, "-u", "-m", "flask", "--app", "wsgi", "insight", *arguments]
        return subprocess.Popen(
            command, cwd=ROOT, env={**os.environ, **names}, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
        )

    def run(self, *arguments: str, status: int = 0) -> str:
        """What a command said that ended so."""
        with self.start(*arguments) as process:
            said, _ = process.communicate()
        assert process.returncode == status, said
        return said

    def write(self, random: Random, times: int) -> None:
        """So many things that begin in new and old households, withdrawn or moved now and then."""
        homes = [self.scene.home(random.choice((MOLENHOEK, SINGEL))) for _ in range(times // 4)]
        for step in range(times):
            home, people = random.choice(homes)
            made = self.scene.begins(home, random.choice(STRANDS), persons=random.sample(people, random.randint(0, 2)))
            if step % 5 == 0:
                self.scene.line.execute(
                    text("update intervention set status = 'withdrawn' where id = :id"), {"id": made}
                )
            if step % 7 == 0:
                self.scene.line.execute(
                    text("update household_area set code = :area where dossier_id = :home"),
                    {"area": SINGEL, "home": home},
                )
        self.scene.line.commit()


@pytest.fixture(scope="module")
def commands(cluster: Cluster) -> Iterator[Commands]:
    name = f"schakel_rebuild_{os.getpid()}"
    urls = cluster.make(name, template(cluster))
    with create_engine(urls.owner, poolclass=NullPool).connect() as line:
        scene = Scene(line, read(urls.owner))
        scene.asks_as("noor")
        for strand in STRANDS:
            scene.many(12, strand)
        scene.count()
        line.commit()
        yield Commands(urls, scene)
    cluster.drop(name)


def test_a_rebuild_that_is_killed_half_way_is_gone_on_with_and_is_exact(commands: Commands) -> None:
    process = commands.start("rebuild", "--size", "2", "--from-start")
    assert process.stdout is not None
    for line in process.stdout:
        if line.startswith("  ") and " of " in line:
            break
    process.kill()
    process.wait()
    process.stdout.close()
    commands.scene.asks_as("noor")
    commands.write(Random(5), 8)  # noqa: S311 - repeatable
    said = commands.run("rebuild", "--size", "20")
    assert "Going on where an earlier rebuild was stopped." in said
    assert "Counted anew in" in said
    assert "are equal to a direct count, to the last one" in commands.run("check")


def test_the_check_is_exact_after_random_writes_and_finds_a_cell_changed_by_hand(commands: Commands) -> None:
    for seed in range(2):
        commands.scene.asks_as("noor")
        commands.write(Random(seed), 40)  # noqa: S311 - repeatable
        commands.run("keep")
    assert "to the last one" in commands.run("check")
    commands.scene.line.execute(
        text("update insight.cell set persons = persons + 1 where span = 'year' and strand = 'care'")
    )
    commands.scene.line.commit()
    assert "are not what a direct count gives: flask insight rebuild" in commands.run("check", status=1)
    commands.run("rebuild")
    assert "to the last one" in commands.run("check")
