"""Households to count, written by the owner of the tables and rolled back; and the upkeep on the same connection."""

import datetime as dt
from typing import Any

import psycopg
from sqlalchemy import Connection, text

from app.insight import keeping
from app.insight.publishing import publish
from app.insight.rebuilding import finish, rebuild_step, start_anew
from tests.world import TOKENS, World

_HOME = text(
    "insert into dossier (case_no, lead_org_id, created_by) values ('I-' || nextval('case_number'), :org, :noor) returning id"
)
_SIGNED = "dossier_id, owner_org_id, purpose_id, author_id"
_AREA = text(
    f"insert into household_area ({_SIGNED}, code, code_year, name) values (:home, :org, :purpose, :noor, :area, 2026, :name)"
)
_PERSON = text(f"insert into person ({_SIGNED}, stub) values (:home, :org, :purpose, :noor, 'X.') returning id")
_OWN = text("update person set person_ids = array[id] where id = :person")
_PROCESS = text(
    f"insert into dossier_process ({_SIGNED}, phase, phase_since) values (:home, :org, :purpose, :noor, 'in_progress', current_date)"
)
_BEGUN = text(
    f"insert into intervention ({_SIGNED}, strand, product_id, account_id, status, started_on, person_ids)"
    " values (:home, :by, :purpose, :noor, :strand, :product, :noor, 'active', :day, :persons) returning id"
)
#: A quarter in which the small world's own household has nothing.
QUARTER = dt.date(2019, 4, 1)
MOLENHOEK, SINGEL, TERP = "BU88880101", "BU88880102", "BU88880201"


class Scene:
    """What a test writes and counts. Everything is the owner's transaction; nothing of it stays."""

    def __init__(self, line: Connection, world: World) -> None:
        """On the owner's line, in a town of its own."""
        self.line = line
        self.world = world
        self.fixed: dict[str, Any] = {
            "org": world.organisations["area_team"],
            "purpose": world.purposes["area_team"],
            "noor": world.accounts["noor"],
        }
        driver = line.connection.driver_connection
        assert isinstance(driver, psycopg.Connection)
        self.driver: psycopg.Connection[Any] = driver

    def home(self, area: str = MOLENHOEK, *, persons: int = 2, name: str | None = None) -> tuple[int, list[int]]:
        """One household; its number and those of its persons."""
        home = self.line.execute(_HOME, self.fixed).scalar_one()
        values = {**self.fixed, "home": home, "area": area, "name": name or area}
        self.line.execute(_AREA, values)
        self.line.execute(_PROCESS, values)
        people = [self.line.execute(_PERSON, values).scalar_one() for _ in range(persons)]
        for person in people:
            self.line.execute(_OWN, {"person": person})
        return home, people

    def begins(
        self, home: int, strand: str, day: dt.date = QUARTER, *, by: str = "area_team", persons: list[int] | None = None
    ) -> int:
        """One intervention that began on a day."""
        values = {**self.fixed, "home": home, "strand": strand, "product": self.world.products[strand], "day": day}
        values |= {"by": self.world.organisations[by], "persons": persons or []}
        return int(self.line.execute(_BEGUN, values).scalar_one())

    def many(
        self, homes: int, strand: str, area: str = MOLENHOEK, *, day: dt.date = QUARTER, by: str = "area_team"
    ) -> list[int]:
        """So many households with one intervention each."""
        made = [self.home(area)[0] for _ in range(homes)]
        for home in made:
            self.begins(home, strand, day, by=by)
        return made

    def count(self) -> int:
        """Counts what waits and tells it; gives how many lines of the queue were taken."""
        taken = total = keeping.drain(self.driver)
        while taken:
            taken = keeping.drain(self.driver)
            total += taken
        publish(self.driver)
        return total

    def rebuild(self, size: int) -> None:
        """Counts everything anew, so many households at a time."""
        start_anew(self.driver, size)
        self.go_on()

    def go_on(self) -> None:
        """Counts what is left of a rebuild."""
        while rebuild_step(self.driver) is not None:
            pass
        assert finish(self.driver)

    def cell(
        self, *, span: str = "quarter", day: dt.date = QUARTER, value: str = "", strand: str = "", area: str = MOLENHOEK
    ) -> Any:
        """Interventions, households and persons of one cell, or None."""
        row = self.driver.execute(
            "select number, homes, persons from insight.cell where span = %s and starts = %s and value = %s and strand = %s and area = %s",
            (span, day, value, strand, area),
        ).fetchone()
        return tuple(row) if row else None

    def asks_as(self, name: str) -> None:
        """From here on, questions on this line are those of ``name``."""
        self.line.execute(text("select * from sec.open(:token)"), {"token": TOKENS[name]})

    def told(
        self, *, span: str = "quarter", day: dt.date = QUARTER, level: str = "neighbourhood", value: str = ""
    ) -> dict[tuple[str, str], Any]:
        """What the principal is told, by (place, strand)."""
        rows = self.line.execute(
            text("select * from sec.insight_told(:span, array[cast(:day as date)], array[:level], null, :value)"),
            {"span": span, "day": day, "level": level, "value": value},
        )
        return {(row.place if not value else row.value, row.strand): row.number for row in rows}
