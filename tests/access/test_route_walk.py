"""Every route, as every function: no word leaves the server that the matrix does not give, and what is seen is logged."""

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from itertools import product
from typing import Any

import psycopg
import pytest
from flask.testing import FlaskClient
from pypdf import PdfReader
from sqlalchemy import create_engine
from sqlalchemy.pool import NullPool
from werkzeug.routing import Rule
from werkzeug.test import TestResponse

from app import create_app
from app.access.vocabulary import Category
from app.db.session import PrincipalSession, db
from app.web.guard import SchakelFlask
from tests.access import third_reader as third
from tests.access.population import TODAY, Row
from tests.access.proof import connect
from tests.access.stands import RUNNING, Stand
from tests.access.tables import ALWAYS_OPEN, AT_THE_TABLE, CONSENTS, KEPT_WITHIN, LEVELS, PROCESS_ROWS, SEALED, THREADS
from tests.database import Cluster, config_for, template
from tests.tokens import Found, found_in, sow
from tests.world import PEOPLE, TOKENS, WITHOUT_RELATION, World, read

#: View arguments that are not an id of a scoped table, with the values that are worth asking for.
WORDS: dict[str, list[object]] = {
    "account_request_id": [1],
    "destruction_list_id": [1],
    "handout_id": [1],  # the small world has no copy: tests/integration/rights/test_handouts.py
    "insight_filter_id": [1],
    "legal_hold_id": [1],
    "retention_rule_id": [1],
    "step": [1, 8],
    "code": ["money", "health"],
    "to": ["done", "active"],
    "token": ["no-such-link"],
    "purpose": ["support"],
    "merge_id": [1],
    "knock_id": [1],
    "strand": ["care", "enforcement"],
    "kind": ["goal", "plan_item", "note"],
    "state": ["coming"],
    "log_question_id": [1],
    "number": [1],
    "place": [0],
    "insight_page": ["mix", "load"],
    "insight_part": ["mix"],
    "research_export_id": [1],
}
#: View arguments by the table whose ids they take.
TABLES = {
    "funding_id": "plan_funding",
    "item_id": "plan_item",
    "note_id": "note",
    "person_id": "person",
    "step_id": "plan_step",
}
#: View arguments by a table outside the household whose ids they take.
WHOLE_TABLES = {"batch_id": "import_batch", "involvement_id": "involvement", "meeting_id": "meeting"}
#: Tables that only some rows of the matrix read, whoever else reads their category.
KEPT = {**KEPT_WITHIN, "escalation": {"case_lead", "team_member"}}
SIGNING_OUT = frozenset({"accounts.sign_out", "accounts.end_session", "accounts.end_other_sessions"})


@dataclass
class Walk:
    """The application on a database of its own in which every text is a token."""

    app: SchakelFlask
    owner: psycopg.Connection[Any]
    world: World
    rows: list[Row]
    read_up_to: int = 0

    def client(self, name: str | None) -> FlaskClient:
        """A browser, signed in as ``name`` or not at all."""
        client = self.app.test_client()
        if name:
            with client.session_transaction() as session:
                session["token"] = TOKENS[name]
        return client

    def log_lines(self) -> set[tuple[int, str]]:
        """(person, category) of the lines that were written since the last time."""
        lines = self.owner.execute(
            "select id, person_id, unnest(categories) from processing_log where id > %s", (self.read_up_to,)
        ).fetchall()
        self.owner.commit()
        self.read_up_to = max([self.read_up_to, *(line[0] for line in lines)])
        return {(line[1], line[2]) for line in lines}

    def bring_in_a_list(self) -> None:
        """A list of Noor's on its way in: the pages of imports have nothing to show without one."""
        list_of_hers = BytesIO(b"dossiernummer;voornaam;achternaam\nA-1;Bram;Voorbeeld\n")
        sent = {"submission_key": "a-list", "file": (list_of_hers, "lijst.csv")}
        assert self.client("noor").post("/import", data=sent).status_code == 303

    def values(self, argument: str) -> list[object]:
        """The values to try for a view argument. Fails when nobody said which."""
        if argument in WORDS:
            return WORDS[argument]
        if argument == "dossier_id":
            return [self.world.dossier]
        world = self.world
        named = {"organisation_id": world.organisations, "account_id": world.accounts, "product_id": world.products}
        if argument in named:
            return [next(iter(named[argument].values()))]
        if argument in WHOLE_TABLES:
            ids = self.owner.execute(f"select id from {WHOLE_TABLES[argument]} order by id limit 2").fetchall()
            return [key for (key,) in ids]
        table = TABLES.get(argument, argument.removesuffix("_id"))
        found: list[object] = [row.id for row in self.rows if row.table.name == table]
        assert found, (
            f"tests/access/test_route_walk.py does not know what to fill in for <{argument}>: add it to WORDS or TABLES"
        )
        return found

    def paths(self, rule: Rule) -> list[str]:
        """Every address of a rule that the small world has."""
        names = sorted(rule.arguments)
        adapter = self.app.url_map.bind("localhost")
        converters = rule._converters
        combos = product(*(getattr(converters[name], "items", None) or self.values(name) for name in names))
        return [adapter.build(rule.endpoint, dict(zip(names, combo, strict=True))) for combo in combos]

    def rules(self, method: str) -> list[Rule]:
        """The rules that answer this method."""
        return [rule for rule in self.app.url_map.iter_rules() if method in (rule.methods or ())]


@pytest.fixture(scope="module")
def walk(cluster: Cluster) -> Iterator[Walk]:
    name = f"schakel_walk_{os.getpid()}"
    urls = cluster.make(name, template(cluster))
    owner = connect(urls.owner)
    world, rows = read(urls.owner), sow(owner)
    app = create_app(config_for(urls))
    app.config.update(WTF_CSRF_ENABLED=False)
    made = Walk(app, owner, world, rows)
    made.bring_in_a_list()
    yield made
    owner.close()
    with app.app_context():
        db.engine.dispose()
    cluster.drop(name)


@pytest.fixture
def undone(walk: Walk, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Whatever requests write in this test is rolled back after it."""
    engine = create_engine(walk.app.config["SQLALCHEMY_DATABASE_URI"], poolclass=NullPool)
    with engine.connect() as line:
        line.begin()
        line.begin_nested()
        monkeypatch.setattr(PrincipalSession, "get_bind", lambda *_args, **_kwargs: line)
        yield
        line.rollback()


def asker(walk: Walk, name: str, how: Stand = RUNNING) -> third.Asker:
    """Somebody of the small world in the third reader's words."""
    function, _kind = PEOPLE[name]
    state = "ended" if name == "eva" else "none" if name in WITHOUT_RELATION else how.state
    covers = frozenset({walk.world.persons[how.covers]}) if how.covers and name not in WITHOUT_RELATION else None
    if function in third.BY_ORGANISATION:
        state = "none" if how.state == "none" else "active"
    persons = {"resident": "samira", "young_person": "sami", "co_resident": "sami"}
    person = walk.world.persons[persons[name]] if name in persons else None
    return third.Asker(function, state, name == "noor", covers=covers, person=person)


def allowed(walk: Walk, name: str, how: Stand = RUNNING) -> set[tuple[str, int]]:
    """The rows of which ``name`` may see the words: (table, id)."""
    who, organisation = asker(walk, name, how), walk.world.organisations[PEOPLE[name][1]]
    children = frozenset({walk.world.persons["sami"]})
    given = set()
    for row in walk.rows:
        words = {str(row.values.get(c)) for c in ("product_group", "domain", "topic", "role", "condition")}
        until = row.values.get("withheld_until")
        if row.table.name == "note" and (until is None or row.values["shared"] or until < TODAY):
            words.add("open")
        if row.table.name in ALWAYS_OPEN:
            words.add("open")
        thing = third.Thing(
            row.category,
            own=row.owner == organisation,
            mine=row.author == walk.world.accounts[name],
            about=row.about,
            words=frozenset(words),
            process_row=row.table.name in PROCESS_ROWS,
            children=children,
            minors=children,
            authority=frozenset({walk.world.persons["samira"]}),
            **how.about(walk.world),
        )
        if row.table.name in THREADS:
            given |= {(row.table.name, row.id)} if in_thread(walk, name, row) else set()
            continue
        if row.table.name in SEALED:
            given |= {(row.table.name, row.id)} if guards(name, who) else set()
            continue
        if (_inside(row, name, who, organisation) and third.allowed(who, thing, LEVELS[row.table.level])) or told(
            walk, name, row
        ):
            given.add((row.table.name, row.id))
    return given


def guards(name: str, who: third.Asker) -> bool:
    """Whether the sealed compartment of the small world is for ``name``: its author, and the attention officer of that organisation."""
    return name in {"youth_protection", "attention_officer"} and who.state == "active"


def told(walk: Walk, name: str, row: Row) -> bool:
    """Whether a win is for ``name``, at the table; or a line of a meeting, which ``name`` is to carry out."""
    who = asker(walk, name)
    if row.table.name == "win":
        return third.row_of(who) in AT_THE_TABLE
    mine = row.values.get("account_id") == walk.world.accounts[name]
    return row.table.name == "meeting_line" and mine and who.state == "active"


def _inside(row: Row, name: str, who: third.Asker, organisation: int) -> bool:
    """What some tables ask besides the matrix."""
    ours, resident = row.owner == organisation, who.function in third.RESIDENTS
    besides = {
        "note_interpretation": ours,
        "outside_question": not resident,
        **dict.fromkeys(CONSENTS, not resident and (name in {"noor", "omar"} or ours)),
    }
    kept = KEPT.get(row.table.name)
    return besides.get(row.table.name, True) and (kept is None or third.row_of(who) in kept)


def in_thread(walk: Walk, name: str, row: Row) -> bool:
    """Whether a question, or what was written under it, is for ``name``: named in it and still here, or the lead."""
    key = row.values["id" if row.table.name == "question_thread" else "question_thread_id"]
    thread = next(each for each in walk.rows if (each.table.name, each.id) == ("question_thread", key))
    named = walk.world.accounts[name] in {thread.author, *thread.values["party_ids"]}
    return name == "noor" or (named and asker(walk, name).state == "active")


def words_of(response: TestResponse) -> set[Found]:
    """The tokens in an answer: body and headers; of a PDF, what stands on the paper."""
    if response.mimetype == "application/pdf":
        paper = "".join(page.extract_text() for page in PdfReader(BytesIO(response.data)).pages)
        return found_in("".join(paper.split()) + str(response.headers))
    return (
        found_in(response.get_data(as_text=True) + str(response.headers))
        if (response.mimetype or "").startswith(("text/", "application/json"))
        else found_in(response.get_data().decode("latin-1") + str(response.headers))
    )


def leaks(walk: Walk, name: str, response: TestResponse, where: str) -> list[str]:
    """What an answer says that ``name`` may not read.

    Names of neighbourhoods are places to choose from for whoever may begin a dossier (``sec.neighbourhoods``).
    """
    may = allowed(walk, name)
    places = {"household_area"} if PEOPLE[name] == ("generalist", "area_team") else set()
    return [
        f"{name} {where}: {t.category}.{t.table}.{t.column}"
        for t in words_of(response)
        if (t.table, t.row) not in may and t.table not in places
    ]


def test_every_view_argument_is_known(walk: Walk) -> None:
    for rule in walk.app.url_map.iter_rules():
        assert walk.paths(rule), rule.rule


@pytest.mark.slow
@pytest.mark.parametrize("name", PEOPLE)
def test_no_page_says_a_word_too_many(walk: Walk, undone: None, name: str) -> None:
    client, bad = walk.client(name), []
    for rule in walk.rules("GET"):
        for path in walk.paths(rule):
            response = client.get(path)
            bad += leaks(walk, name, response, path)
            assert response.status_code < 500, (name, path, response.status_code)
    assert bad == []


@pytest.mark.slow
@pytest.mark.parametrize("name", PEOPLE)
def test_no_answer_to_a_form_says_a_word_too_many(walk: Walk, undone: None, name: str) -> None:
    bad = []
    for number, rule in enumerate(walk.rules("POST")):
        if rule.endpoint in SIGNING_OUT:
            continue
        for path in walk.paths(rule):
            response = walk.client(name).post(path, data={"submission_key": f"{name}-{number}"})
            bad += leaks(walk, name, response, path)
            assert response.status_code < 500, (name, path, response.status_code)
    assert bad == []


def _same(response: TestResponse) -> tuple[int, str]:
    """An answer without what differs from one to the next: nonces, keys and the address itself."""
    body = response.get_data(as_text=True)
    body = re.sub(r'(nonce|value|content|href|action)="[^"]*"', "", body)
    return response.status_code, re.sub(r"\d{3,}|/dossiers/\d+[^\s\"<&]*", "", body)


def _missing(path: str, dossier: int) -> str:
    return path.replace(f"/dossiers/{dossier}", "/dossiers/987654", 1)


@pytest.mark.parametrize("name", ["tess", "eva", "administrator", "analyst"])
def test_a_household_that_is_not_theirs_looks_like_one_that_does_not_exist(walk: Walk, undone: None, name: str) -> None:
    client, dossier = walk.client(name), walk.world.dossier
    client.get("/dossiers/987654")  # the first answer of all sets the cookie
    for rule in walk.rules("GET"):
        if "dossier_id" in rule.arguments:
            path = walk.paths(rule)[0]
            here, nowhere = client.get(path), client.get(_missing(path, dossier))
            assert _same(here) == _same(nowhere), (name, path)
            assert here.status_code in {403, 404}, (name, path)
            names = {key for key, _ in here.headers} ^ {key for key, _ in nowhere.headers}
            assert names == set(), (name, path)


def test_somebody_who_is_not_signed_in_learns_nothing_about_addresses(walk: Walk, undone: None) -> None:
    client = walk.client(None)
    pages, programs = client.get("/no/such/page"), client.get("/api/no/such/address")
    for rule in walk.rules("GET"):
        policy = walk.app.policies[rule.endpoint]
        if policy.public:
            continue
        response = client.get(walk.paths(rule)[0])
        unknown = programs if rule.rule.startswith("/api/") else pages
        assert (response.status_code, words_of(response)) == (unknown.status_code, set()), rule.rule
        if unknown is pages:
            assert response.location.split("?")[0] == unknown.location.split("?")[0]
        else:
            assert response.get_data() == unknown.get_data()


STRANDS = frozenset({"care", "enforcement", "activation"})
#: What pages show without a word of anybody's in it, so that no token tells: dates, states, relations, that something runs.
#: Lists of several households log per household. Everything else that is logged has to be on the page, person by person.
WORDLESS = {
    "appointments.cancel": {"plan"},
    "appointments.ics": {"plan"},
    "dossiers.change_person": {"household"},
    "dossiers.leave_household": {"household"},
    "dossiers.return_to_household": {"household"},
    "dossiers.people": {"household"},
    "interventions.show": STRANDS,
    "interventions.step": STRANDS,
    "interventions.update": STRANDS,
    "interventions.correct": STRANDS,
    "interventions.correct_details": STRANDS,
    "meetings.agenda": {"identity", "notes", "plan"},
    "meetings.create": {"identity"},
    "meetings.turn": {"identity", "notes", "plan"},
    "rights.requests": {"plan"},  # that there is one, of which kind, and by when
    "rights.overview": {"identity", "address", "household", "plan", "network", "log"} | STRANDS,
    "rights.letter": {"log"},
    "rights.lift": {"plan"},  # of which kind the request is
    "rights.letter_pdf": {"log"},
    "sealed.hand_over": {"notes"},  # that there is a compartment, and who reads it
    "stepback.carrying": STRANDS | {"plan"},  # stances and who carries what
    "stepback.letting_go": {"plan"},
    "stepback.lines": {"domains", "network", "plan"},  # numbers
    "stepback.stance": STRANDS,
    "stepback.themes": {"plan"},
    "workspace.caseload": STRANDS | {"plan", "network"},
    "workspace.dossier": STRANDS | {"household"},
    "workspace.export": STRANDS | {"plan", "network", "identity", "address"},
    "workspace.today": set(Category) - {"identity"},  # that others changed something of a category, not what
}


@pytest.mark.slow
@pytest.mark.parametrize("name", ["noor", "omar", "community_officer", "debt_counsellor", "youth_protection"])
def test_whatever_is_shown_is_logged_and_nothing_else(walk: Walk, name: str) -> None:
    client, unlogged, unseen = walk.client(name), {}, {}
    where = {(row.table.name, row.id): row for row in walk.rows}
    for rule in walk.rules("GET"):
        for path in walk.paths(rule):
            response = client.get(path)
            lines = walk.log_lines()
            tokens = words_of(response) if response.status_code == 200 else set()
            shown = {(person, t.category) for t in tokens for person in where[t.table, t.row].about}
            if shown - lines:
                unlogged[rule.endpoint] = sorted(shown - lines)
            household = {t.category for t in tokens if not where[t.table, t.row].about}
            told = household | WORDLESS.get(rule.endpoint, set())
            extra = {pair for pair in lines - shown if pair[1] not in told}
            if extra:
                unseen[rule.endpoint] = sorted(extra)
    assert (unlogged, unseen) == ({}, {})
