"""One household on its way to the database: its ids, and the columns that every row under it carries."""

import datetime as dt
from dataclasses import dataclass, field

from app.cli.demo.loading.base import Register
from app.cli.demo.loading.ledger import Ledger
from app.cli.demo.shapes import DemoHousehold, Provenance
from app.kernel.clock import amsterdam_day

#: As far back as the feed of changes reaches, in days.
FEED_DAYS = 60

Signed = tuple[int, int, int, int, tuple[int, ...], dt.datetime]


@dataclass(slots=True)
class Case:
    """The household, where its rows go, and the ids that its persons and the like have got."""

    register: Register
    ledger: Ledger
    home: DemoHousehold
    dossier: int = 0
    persons: list[int] = field(default_factory=list)
    goals: list[int] = field(default_factory=list)
    network: list[int] = field(default_factory=list)
    appointments: list[int] = field(default_factory=list)
    last: dt.datetime | None = None

    def moment(self, written: dt.datetime) -> dt.datetime:
        """When it was written: never later than now."""
        return min(written, self.register.now)

    def about(self, item: Provenance) -> tuple[int, ...]:
        """The ids of the persons it concerns; empty for something about a whole household of several.

        So a partner whose relation covers some of them still sees what is about the household as such.
        """
        if len(item.persons) == len(self.persons) > 1:
            return ()
        return tuple(self.persons[index] for index in item.persons)

    def signed(self, item: Provenance, about: tuple[int, ...] | None = None, at: dt.datetime | None = None) -> Signed:
        """The last columns of a row: dossier, owner, purpose, author, persons and moment."""
        register = self.register
        return (
            self.dossier,
            register.organisations[item.owner],
            register.purposes[item.owner, item.purpose],
            register.accounts[item.author],
            self.about(item) if about is None else about,
            self.moment(at or item.created),
        )

    def tell(
        self, signed: Signed, category: str, verb: str, object_id: int | None = None, *, condition: str | None = None
    ) -> None:
        """A line in the feed of changes, when it is not too long ago."""
        at = signed[-1]
        if self.last is None or at > self.last:
            self.last = at
        if (self.register.today - at.date()).days < FEED_DAYS:
            self.ledger.put("activity", category, verb, object_id, condition, *signed)

    def day(self, day: dt.date) -> dt.datetime:
        """The first moment of a day in Amsterdam."""
        return amsterdam_day(day)[0]
