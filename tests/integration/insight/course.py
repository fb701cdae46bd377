"""What happens in the course of households: written by the owner beside what a ``Scene`` writes, with the days on which it happened."""

import datetime as dt
from random import Random
from typing import Any

from sqlalchemy import text

from app.insight.periods import Period, Span, last_whole
from app.kernel.clock import today_in_amsterdam
from tests.integration.insight.conftest import MOLENHOEK, SINGEL, TERP, Scene

#: The last quarter that is over, and a day in the middle of it.
LAST: Period = last_whole(Span.QUARTER, today_in_amsterdam())
MIDDLE = LAST.starts + dt.timedelta(days=45)
_PHASES = ("intake", "exploration", "plan", "in_progress", "low_flame", "closed", "reopened")


def _noon(day: dt.date) -> dt.datetime:
    return dt.datetime.combine(day, dt.time(12), dt.UTC)


class Course:
    """Adds to households of a scene."""

    def __init__(self, scene: Scene) -> None:
        """In the transaction of the scene."""
        self.scene = scene

    def _add(self, table: str, home: int, **columns: Any) -> int:
        fixed = self.scene.fixed
        values = {
            "dossier_id": home,
            "owner_org_id": fixed["org"],
            "purpose_id": fixed["purpose"],
            "author_id": fixed["noor"],
        } | columns
        sql = f"insert into {table} ({', '.join(values)}) values ({', '.join(f':{name}' for name in values)}) returning id"
        return int(self.scene.line.execute(text(sql), values).scalar_one())

    def goes(self, home: int, *steps: tuple[str, dt.date]) -> None:
        """Through these phases, each from its day on."""
        for before, (phase, day) in zip((None, *(phase for phase, _ in steps)), steps, strict=False):
            self._add("phase_change", home, from_phase=before, to_phase=phase, created_at=_noon(day))

    def meets(self, home: int, state: str, day: dt.date, *, held: bool = True) -> None:
        """An appointment, and how asking for a second person ended there."""
        visit = self._add(
            "appointment", home, starts_at=_noon(day), ends_at=_noon(day) + dt.timedelta(hours=1), place_kind="home",
            status="held" if held else "planned",
        )  # fmt: skip
        person = (
            self._add("network_person", home, first_name="X", relation="x") if state in {"came", "coming"} else None
        )
        self._add(
            "second_person",
            home,
            appointment_id=visit,
            state=state,
            network_person_id=person,
            hidden_from_household=state == "unsafe",
        )

    def involves(self, home: int, name: str, since: dt.date, until: dt.date | None = None) -> None:
        """A relation of somebody."""
        world, fixed = self.scene.world, self.scene.fixed
        self.scene.line.execute(
            text(
                "insert into involvement (dossier_id, account_id, organisation_id, purpose_id, valid_from, valid_until, created_by)"
                " values (:home, :account, :org, :purpose, :since, :until, :noor)"
            ),
            {
                **fixed,
                "home": home,
                "account": world.accounts[name],
                "since": _noon(since),
                "until": until and _noon(until),
            },
        )

    def needs(self, home: int, domain: str, day: dt.date) -> None:
        """A life domain that was recorded."""
        self._add("domain_state", home, domain=domain, state="recorded", reason="x", since=day)

    def lives(self, home: int, day: dt.date) -> None:
        """A line of the feed of changes."""
        self._add("activity", home, category="plan", verb="changed", created_at=_noon(day))

    def stands(self, intervention: int, home: int, stance: str) -> None:
        """The body of an intervention."""
        self._add("intervention_body", home, intervention_id=intervention, strand="care", why="x", stance=stance)

    def leads(self, home: int, organisation: str) -> None:
        """Another organisation leads this household."""
        values = {"team": self.scene.world.organisations[organisation], "home": home}
        self.scene.line.execute(text("update dossier set lead_org_id = :team where id = :home"), values)

    def fill(self, seed: int, homes: int = 60) -> None:
        """So many households with everything, by chance; some neighbourhoods and outcomes are rare."""
        random = Random(seed)  # noqa: S311 - repeatable
        for _ in range(homes):
            area = random.choices((MOLENHOEK, TERP, SINGEL), (24, 20, 1))[0]
            home = self.scene.home(area, persons=random.choice((1, 2, 3)))[0]
            if random.random() < 0.4:
                self.leads(home, "police")
            self._live(random, home)

    def _live(self, random: Random, home: int) -> None:
        first = LAST.starts - dt.timedelta(days=random.randint(1, 500))
        days = sorted(first + dt.timedelta(days=random.randint(0, 560)) for _ in range(random.randint(1, 5)))
        phases = ["intake", *random.sample(_PHASES[1:], len(days) - 1)]
        self.goes(home, *zip(phases, days, strict=True))
        if random.random() < 0.5:
            let_go = MIDDLE + dt.timedelta(days=random.randint(-40, 40))
            ends = let_go + dt.timedelta(days=random.randint(5, 60))
            self.goes(home, (random.choice(("low_flame", "closed")), let_go), ("reopened", ends))
        for name in random.sample(("noor", "omar", "tess", "coordinator", "volunteer"), random.randint(1, 4)):
            self.involves(home, name, first, random.choice((None, first + dt.timedelta(days=random.randint(1, 300)))))
        for _ in range(random.randint(0, 4)):
            day = first + dt.timedelta(days=random.randint(0, 400))
            state = random.choices(("not_asked", "asked", "came", "rather_not", "unsafe"), (4, 2, 5, 2, 1))[0]
            self.meets(home, state, day, held=random.random() < 0.9)
            self.lives(home, day)
        for domain in random.sample(("money", "housing", "work", "health"), random.randint(0, 3)):
            self.needs(home, domain, first + dt.timedelta(days=random.randint(0, 400)))
        for _ in range(random.randint(0, 3)):
            made = self.scene.begins(home, "care", first + dt.timedelta(days=random.randint(0, 400)))
            self.stands(made, home, random.choice(("take_over", "do_together", "let_go")))
