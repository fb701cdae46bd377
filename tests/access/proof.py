"""The proof's machine: sets scenes in a database of its own and compares, row by row, what three readers say.

Reader 1 is the policy, reader 2 the rows that the application's role gets, reader 3 ``third_reader``. A difference is a fault.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from hashlib import sha256
from random import Random
from typing import Any

import psycopg
from psycopg import errors, sql
from sqlalchemy import make_url

from app.access.matrix import Matrix, OverrideRule, load_matrix, load_overrides
from app.db.scope import BY_NAME
from tests.access import third_reader as third
from tests.access.population import Cast, Row, complete, insert, populate, unlock_constraints
from tests.access.scenes import Scene, Stage, draw, set_scene
from tests.access.tables import ITEMS
from tests.access.view import View
from tests.database import Urls

TOKEN = "session-of-the-asker"


def connect(url: str) -> psycopg.Connection[Any]:
    """A connection of its own, outside the application's pool."""
    address = make_url(url)
    host = address.query.get("host") or address.host
    return psycopg.connect(
        host=str(host), port=address.port, user=address.username, password=address.password, dbname=address.database
    )


@dataclass(frozen=True, slots=True)
class Difference:
    """Three answers that are not the same."""

    what: str
    row: Row | int
    policy: bool
    lock: bool
    third: bool


@dataclass
class Proof:
    """A populated database with two connections: the owner's, and the application's."""

    urls: Urls
    matrix: Matrix = field(default_factory=load_matrix)
    overrides: tuple[OverrideRule, ...] = field(default_factory=load_overrides)
    decisions: int = 0
    granted: int = 0

    def __post_init__(self) -> None:
        """Makes the population: three households with three persons each, four organisations, two authors."""
        self.owner, self.app = connect(self.urls.owner), connect(self.urls.app)
        unlock_constraints(self.owner)
        ids = self.owner.execute("select o.id, min(p.id) from organisation o join purpose p on p.organisation_id = o.id"
                                 " group by o.id order by o.id").fetchall()  # fmt: skip
        organisations = dict(ids[:4])
        self.elsewhere, self.purpose_elsewhere = ids[5]
        accounts = [key for (key,) in self.owner.execute("select id from account order by id limit 2").fetchall()]
        second = self.owner.execute(
            "insert into purpose (organisation_id, code, text_nl, text_en, law, article) values (%s, 'x', 'x', 'x', 'x', 'x')"
            " returning id", (ids[0][0],)).fetchone()  # fmt: skip
        assert second is not None
        self.purposes = dict(self.owner.execute("select id, organisation_id from purpose").fetchall())
        self.colleague = accounts[1]
        self.cast = Cast(self._households(organisations, accounts), organisations, tuple(accounts))
        self.rows = [*self.people, *populate(self.owner, self.cast)]
        self.by_key = {(row.table.name, row.id): row for row in self.rows}
        self.stage = Stage(
            accounts[0], accounts[1], (organisations[ids[0][0]], second[0]), self.elsewhere, self._items()
        )
        self.owner.execute(
            "insert into account_session (token_hash, account_id, started_at, last_seen_at, expires_at)"
            " values (%s, %s, now(), now(), now() + interval '1 day')",
            (sha256(TOKEN.encode()).digest(), accounts[0]),
        )
        self.questions = {self._question(number, account): account for number, account in enumerate(accounts)}
        self.owner.commit()

    def _question(self, number: int, account: int) -> int:
        """What a privacy officer asked this account."""
        values = {
            "line_id": number,
            "line_at": "2026-11-01",
            "account_id": account,
            "case_no": "X-0",
            "asked_by": account,
        }
        return insert(self.owner, "log_question", values)

    def _households(self, organisations: dict[int, int], accounts: list[int]) -> dict[int, tuple[int, ...]]:
        run = self.owner.execute
        for table in ("person", "dossier"):
            run(sql.SQL("delete from {}").format(sql.Identifier(table)))
        self.people: list[Row] = []
        found: dict[int, tuple[int, ...]] = {}
        (organisation, purpose), *_rest = organisations.items()
        for number in range(3):
            values = {"case_no": f"X-{number}", "lead_org_id": organisation, "created_by": accounts[0]}
            dossier = insert(self.owner, "dossier", values)
            persons = []
            for _ in range(3):
                given = {
                    "dossier_id": dossier,
                    "owner_org_id": organisation,
                    "purpose_id": purpose,
                    "author_id": accounts[1],
                }
                key = insert(self.owner, "person", complete(BY_NAME["person"], given, 0))
                run("update person set person_ids = array[id] where id = %s", (key,))
                persons.append(key)
                about = frozenset({key})
                self.people.append(
                    Row(BY_NAME["person"], key, dossier, "identity", organisation, accounts[1], about, sealed=False)
                )
            found[dossier] = tuple(persons)
        return found

    def _items(self) -> dict[int, tuple[str, int, int]]:
        items = {}
        for place, row in enumerate(self.rows):
            if row.table.name in ITEMS:
                kind, column = ITEMS[row.table.name]
                items[place] = (kind, row.id if column == "id" else row.values[column], row.dossier)
        return items

    def draw(self, pick: Callable[[Any], Any]) -> Scene:
        """A scene for this population."""
        return draw(pick, self.cast.dossiers, list(self.cast.organisations), list(self.stage.items))

    def play(self, scene: Scene, *, writes: bool = True, random: Random | None = None) -> Iterator[Difference]:
        """Sets the scene and yields every difference between the readers."""
        set_scene(self.owner, scene, self.stage)
        views = {dossier: View(self, scene, dossier) for dossier in self.cast.dossiers}
        try:
            opened = self.app.execute("select * from sec.open(%s)", (TOKEN,)).fetchall()
            if scene.principal != "ok":
                yield from self._without_principal(bool(opened))
                return
            yield from self._reads(views)
            if writes:
                yield from self._updates(views)
                yield from self._inserts(views, random or Random(1))  # noqa: S311 - repeatable
        finally:
            self.app.rollback()

    def _without_principal(self, opened: bool) -> Iterator[Difference]:
        self.decisions += 1
        try:
            self.app.execute("select id from note").fetchall()
        except errors.InsufficientPrivilege:
            if not opened:
                return
        yield Difference("no principal", 0, policy=False, lock=True, third=False)

    def _reads(self, views: dict[int, View]) -> Iterator[Difference]:
        seen: dict[str, set[int]] = {}
        for name in BY_NAME:
            statement = sql.SQL("select id from {}").format(sql.Identifier(name))
            seen[name] = {key for (key,) in self.app.execute(statement, prepare=True).fetchall()}
        for row in self.rows:
            view = views[row.dossier]
            yield from self._compare("read", row, view.reads(row), row.id in seen[row.table.name])
        houses = {key for (key,) in self.app.execute("select id from dossier", prepare=True).fetchall()}
        for dossier, view in views.items():
            known = (
                view.relation.row is not None and view.inside(),
                third.row_of(view.asker) is not None and view.inside(),
            )
            yield from self._compare("dossier", dossier, known, dossier in houses)
            yield from self._existence(dossier, view)
        yield from self._purposes(views[next(iter(views))].scene)
        yield from self._questions(views[next(iter(views))].scene)

    def _questions(self, scene: Scene) -> Iterator[Difference]:
        """What is asked about a sight is for whoever is asked, and for privacy officers."""
        seen = {key for (key,) in self.app.execute("select id from log_question", prepare=True).fetchall()}
        for key, account in self.questions.items():
            known = scene.function == "privacy_officer" or account == self.stage.account
            yield from self._compare("question", key, (known, known), key in seen)

    def _purposes(self, scene: Scene) -> Iterator[Difference]:
        """What other organisations work for is for whoever may invite them, keeps the list, or watches over it."""
        seen = {key for (key,) in self.app.execute("select id from purpose", prepare=True).fetchall()}
        leaders = {name for name, already in dict(scene.lead_functions).items() if already}
        wide = scene.function in {"administrator", "privacy_officer", *leaders}
        for key, organisation in self.purposes.items():
            known = wide or organisation == scene.organisation
            yield from self._compare("purpose", key, (known, known), key in seen)

    def _existence(self, dossier: int, view: View) -> Iterator[Difference]:
        """``running_strands`` names no strand that the third reader would not let exist, and every one that it would."""
        said = {name for (name,) in self.app.execute("select sec.running_strands(%s)", (dossier,), prepare=True)}
        for strand in ("care", "enforcement", "activation"):
            rows = [
                r for r in self.rows if r.table.name == "intervention" and (r.dossier, r.category) == (dossier, strand)
            ]
            known = any(view.exists(row) for row in rows if not row.sealed)
            if strand in said or view.scene.function not in third.RESIDENTS:
                yield from self._compare(f"exists {strand}", dossier, (known, known), strand in said)

    def _compare(self, what: str, row: Row | int, says: tuple[bool, bool], lock: bool) -> Iterator[Difference]:
        self.decisions += 1
        self.granted += lock
        if not says[0] == lock == says[1]:
            yield Difference(what, row, says[0], lock, says[1])

    def _updates(self, views: dict[int, View]) -> Iterator[Difference]:
        changed: dict[str, set[int]] = {}
        for name, table in BY_NAME.items():
            if not table.frozen:
                statement = sql.SQL("update {} set sealed = sealed returning id").format(sql.Identifier(name))
                changed[name] = {key for (key,) in self.app.execute(statement, prepare=True).fetchall()}
        for row in self.rows:
            if not row.table.frozen:
                says = views[row.dossier].changes(row)
                yield from self._compare("change", row, says, row.id in changed[row.table.name])

    def _inserts(self, views: dict[int, View], random: Random) -> Iterator[Difference]:
        for row in random.sample(self.rows, 12):
            foreign = random.random() < 0.25
            view = views[row.dossier]
            new = self._new_row(row, view, foreign=foreign)
            accepted = self._accepted(new)
            yield from self._compare("add", new, view.adds(new, foreign=foreign), accepted)
            if accepted:  # but never in somebody else's name
                theirs = replace(new, author=self.colleague, values={**new.values, "author_id": self.colleague})
                yield from self._compare("add as another", theirs, (False, False), self._accepted(theirs))

    def _new_row(self, row: Row, view: View, *, foreign: bool) -> Row:
        organisation = self.elsewhere if foreign else view.scene.organisation
        values = {**row.values, "author_id": self.stage.account, "owner_org_id": organisation}
        if row.table.name == "person":
            given = {"dossier_id": row.dossier, "purpose_id": self.stage.purposes[0], "person_ids": []}
            values = complete(row.table, {**given, **values}, 0)
        if foreign and row.table.name == "intervention":
            values["status"] = "awaiting"
            if row.id % 4:  # one in four keeps a purpose of somebody else
                values["purpose_id"] = self.purpose_elsewhere
        about = frozenset(values["person_ids"])
        mine = self.stage.account
        return Row(row.table, 0, row.dossier, row.category, organisation, mine, about, row.sealed, values)

    def _accepted(self, row: Row) -> bool:
        try:
            with self.app.transaction():
                insert(self.app, row.table.name, row.values, returning=False)
        except errors.InsufficientPrivilege:
            return False
        return True
