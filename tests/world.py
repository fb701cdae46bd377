"""The small world of the suite: one household, and somebody in every function around it.

Noor leads; Omar is a colleague with a relation; Eva's relation ended; Tess is a colleague without one; every other function
has one account, with an active relation where the function can have one (its name is the function's). Text fields hold a token
that names table and category, so that a leak shows by itself.
"""

import datetime as dt
import re
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any

from flask import Flask
from sqlalchemy import Connection, create_engine, text
from sqlalchemy.pool import NullPool

from app.db.crypto import OwnKey
from app.kernel import names
from app.kernel.clock import today_in_amsterdam
from app.sealed.keeping import Opened, key_bound_to, lock_up
from app.sealed.rules import StepWords
from config import Config
from tests.places import INSTANCE

#: Tokens of the server-side sessions, per person: made up, only in test databases.
PEOPLE: dict[str, tuple[str, str]] = {
    # name: (function, organisation kind)
    "noor": ("generalist", "area_team"),
    "omar": ("generalist", "area_team"),
    "eva": ("generalist", "area_team"),
    "tess": ("generalist", "area_team"),
    "coordinator": ("coordinator", "area_team"),
    "process_lead": ("process_lead", "area_team"),
    "community_officer": ("community_officer", "police"),
    "housing_officer": ("housing_officer", "housing_association"),
    "caretaker": ("caretaker", "housing_association"),
    "mental_health_worker": ("mental_health_worker", "mental_health"),
    "debt_counsellor": ("debt_counsellor", "debt_help"),
    "income_consultant": ("income_consultant", "municipality"),
    "attendance_officer": ("attendance_officer", "school_attendance"),
    "school_contact": ("school_contact", "school"),
    "youth_protection": ("youth_protection", "youth_protection"),
    "safe_home": ("safe_home", "youth_protection"),
    "enforcement_officer": ("enforcement_officer", "enforcement"),
    "welfare_worker": ("welfare_worker", "welfare"),
    "attention_officer": ("attention_officer", "youth_protection"),
    "volunteer": ("volunteer", "welfare"),
    "network_person": ("network_person", "network"),
    "resident": ("resident", "welfare"),
    "co_resident": ("co_resident", "welfare"),
    "young_person": ("young_person", "welfare"),
    "analyst": ("analyst", "municipality"),
    "privacy_officer": ("privacy_officer", "municipality"),
    "administrator": ("administrator", "municipality"),
    "community_worker": ("community_worker", "welfare"),
}
TOKENS = {name: f"test-session-of-{name}" for name in PEOPLE}

WITHOUT_RELATION = frozenset(
    {"tess", "coordinator", "process_lead", "analyst", "privacy_officer", "administrator", "community_worker"}
)
BSN_KINDS = frozenset({"area_team", "municipality", "debt_help", "youth_protection"})
AUTHORS = {"care": "noor", "enforcement": "community_officer", "activation": "noor"}


@dataclass(slots=True)
class World:
    """Ids by name: ``accounts["noor"]``, ``organisations["police"]``, ``persons["samira"]``, ``purposes["police"]``."""

    organisations: dict[str, int] = field(default_factory=dict)
    purposes: dict[str, int] = field(default_factory=dict)
    accounts: dict[str, int] = field(default_factory=dict)
    persons: dict[str, int] = field(default_factory=dict)
    products: dict[str, int] = field(default_factory=dict)
    dossier: int = 0


#: A token of the world in a page. Two letters would not do: the signed tokens of a form hold any two letters at times.
TOKEN = re.compile(r"zz[a-z_]+\.[\w.]+?zz")


def token(table: str, category: str) -> str:
    """The token that a text field of ``table`` holds."""
    return f"zz{category}.{table}zz"


def _one(connection: Connection, statement: str, **values: object) -> int:
    return int(connection.execute(text(statement), values).scalar_one())


def _people(connection: Connection, world: World) -> None:
    for kind in dict.fromkeys(kind for _, kind in PEOPLE.values()):
        world.organisations[kind] = _one(
            connection,
            "insert into organisation (name, kind, contact_name, contact_phone, bsn_allowed, bandwidth_min, bandwidth_max, set_up_on)"
            " values (:name, :kind, 'Contactpunt', '058 000 00 00', :bsn, 140, 170, '2020-01-01') returning id",
            name=f"Organisatie {kind}",
            kind=kind,
            bsn=kind in BSN_KINDS,
        )
        world.purposes[kind] = _one(
            connection,
            "insert into purpose (organisation_id, code, text_nl, text_en, law, article, bsn_allowed, valid_from)"
            " values (:org, 'support', 'ondersteuning', 'support', 'Wmo 2015', '2.3.2', :bsn, '2020-01-01') returning id",
            org=world.organisations[kind],
            bsn=kind in BSN_KINDS,
        )
    for name, (function, kind) in PEOPLE.items():
        world.accounts[name] = _one(
            connection,
            "insert into account (organisation_id, function, name, email, email_key) values (:org, :function, :name, :mail, :mail)"
            " returning id",
            org=world.organisations[kind],
            function=function,
            name=name.replace("_", " ").capitalize(),
            mail=f"{name}@voorbeeld.example",
        )
        connection.execute(
            text(
                "insert into account_session (token_hash, account_id, started_at, last_seen_at, expires_at)"
                " values (:hash, :account, now(), now(), now() + interval '2 days')"
            ),
            {"hash": sha256(TOKENS[name].encode()).digest(), "account": world.accounts[name]},
        )


def add_row(connection: Connection, world: World, table: str, author: str = "noor", **columns: object) -> int:
    """One scoped row in the household, in ``author``'s name; returns its id."""
    kind = PEOPLE[author][1]
    values: dict[str, object] = {
        "dossier_id": world.dossier,
        "owner_org_id": world.organisations[kind],
        "purpose_id": world.purposes[kind],
        "author_id": world.accounts[author],
        **columns,
    }
    names = ", ".join(values)
    marks = ", ".join(f":{name}" for name in values)
    return _one(connection, f"insert into {table} ({names}) values ({marks}) returning id", **values)


def _person(connection: Connection, world: World, key: str, *, born: dt.date, given: str) -> None:
    person = add_row(
        connection,
        world,
        "person",
        stub=token("person", "identity") + given[0],
        adult_on=born.replace(year=born.year + 18),
        holds_authority=key == "samira",
    )
    world.persons[key] = person
    add_row(
        connection,
        world,
        "person_detail",
        person_id=person,
        person_ids=[person],
        given_name=given,
        surname=token("person_detail", "identity"),
        birth_date=born,
        name_key=names.name_key(names.parse_name(f"{given} El Amrani")),
        grams=names.grams(f"{given} El Amrani"),
        phonetic=names.phonetic(f"{given} El Amrani"),
    )
    add_row(
        connection,
        world,
        "household_member",
        person_id=person,
        person_ids=[person],
        relation=token("household_member", "household"),
        joined_on=dt.date(2020, 1, 1),
    )


def _household(connection: Connection, world: World) -> None:
    world.dossier = _one(
        connection,
        "insert into dossier (case_no, lead_org_id, created_by) values ('W-2026-00001', :org, :noor) returning id",
        org=world.organisations["area_team"],
        noor=world.accounts["noor"],
    )
    add_row(connection, world, "household_title", title=token("household_title", "identity"))
    add_row(
        connection, world, "household_area", code="BU99990101", code_year=2026, name=token("household_area", "address")
    )
    add_row(
        connection,
        world,
        "household_address",
        street=token("household_address", "address"),
        number=14,
        postcode="9999ZZ",
        town="Waterstad",
        search_key="dirkstraat 14 9999zz",
    )
    today = today_in_amsterdam()
    add_row(connection, world, "dossier_process", phase="in_progress", phase_since=today - dt.timedelta(days=30))
    add_row(connection, world, "household_summary", adults=0, children=0)
    _person(connection, world, "samira", born=dt.date(1988, 5, 4), given="Samira")
    _person(connection, world, "sami", born=today.replace(year=today.year - 9, day=1), given="Sami")


def _relations(connection: Connection, world: World) -> None:
    for name, (_, kind) in PEOPLE.items():
        if name in WITHOUT_RELATION:
            continue
        connection.execute(
            text(
                "insert into involvement (dossier_id, account_id, organisation_id, purpose_id, is_lead, valid_from, valid_until,"
                " created_by) values (:dossier, :account, :org, :purpose, :lead, now() - interval '90 days', :until, :noor)"
            ),
            {
                "dossier": world.dossier,
                "account": world.accounts[name],
                "org": world.organisations[kind],
                "purpose": world.purposes[kind],
                "lead": name == "noor",
                "until": dt.datetime.now(dt.UTC) - dt.timedelta(days=1) if name == "eva" else None,
                "noor": world.accounts["noor"],
            },
        )
    for name, person in {"resident": "samira", "young_person": "sami", "co_resident": "sami"}.items():
        connection.execute(
            text("update account set person_id = :person where id = :account"),
            {"person": world.persons[person], "account": world.accounts[name]},
        )


def _contents(connection: Connection, world: World) -> None:
    both = list(world.persons.values())
    samira = [world.persons["samira"]]
    add_row(connection, world, "resident_question", words=token("resident_question", "domains"), person_ids=samira)
    add_row(
        connection,
        world,
        "domain_state",
        domain="money",
        state="recorded",
        reason=token("domain_state", "domains"),
        person_ids=samira,
    )
    for domain, category in {"money": "finances", "health": "health", "housing": "domains"}.items():
        add_row(
            connection,
            world,
            "domain_entry",
            domain=domain,
            category=category,
            text=token("domain_entry", category),
            resident_score=2,
            professional_score=3,
            person_ids=samira,
        )
    add_row(
        connection,
        world,
        "rights_request",
        person_id=samira[0],
        kind="access",
        asks=token("rights_request", "plan"),
        received_on=today_in_amsterdam(),
        due_on=today_in_amsterdam() + dt.timedelta(days=30),
        handled_by=world.accounts["noor"],
        person_ids=samira,
    )
    _consents(connection, world, samira)
    note = add_row(connection, world, "note", facts=token("note", "notes"), person_ids=samira)
    add_row(
        connection,
        world,
        "note_interpretation",
        note_id=note,
        text=token("note_interpretation", "notes"),
        person_ids=samira,
    )
    add_row(connection, world, "win", line=token("win", "notes"), happened_on=today_in_amsterdam(), person_ids=samira)
    _document(connection, world, samira)
    _questions(connection, world, samira)
    _sealed(connection, world)
    goal = add_row(
        connection, world, "plan_item", kind="goal", aim="keep", text=token("plan_item", "plan"), person_ids=both
    )
    _plan(connection, world, goal, samira)
    friend = add_row(
        connection,
        world,
        "network_person",
        first_name=token("network_person", "network"),
        relation="zus",
        role="family",
        person_ids=samira,
    )
    _appointment(connection, world, friend, samira)
    _interventions(connection, world, goal, samira)
    _meeting(connection, world, goal, samira)


def _meeting(connection: Connection, world: World, goal: int, samira: list[int]) -> None:
    """A meeting of the team, with a step for the resident and one for the debt counsellor; and what it takes to let go."""
    meeting = _one(
        connection,
        "insert into meeting (organisation_id, created_by, starts_at) values (:org, :noor, now() - interval '2 days') returning id",
        org=world.organisations["area_team"],
        noor=world.accounts["noor"],
    )
    agenda = add_row(connection, world, "meeting_household", meeting_id=meeting)
    for owner, account in {"resident": None, "professional": world.accounts["debt_counsellor"]}.items():
        add_row(
            connection,
            world,
            "meeting_line",
            meeting_household_id=agenda,
            plan_item_id=goal,
            text=token("meeting_line", "plan"),
            owner_kind=owner,
            owner_name=token("meeting_line", "plan"),
            account_id=account,
            due_on=today_in_amsterdam() + dt.timedelta(days=7),
            person_ids=samira,
        )
    add_row(connection, world, "stability_check", carriers=2, withdraw_on=today_in_amsterdam(), person_ids=samira)
    add_row(
        connection,
        world,
        "lifted_theme",
        theme="money",
        person_id=samira[0],
        said_yes_on=today_in_amsterdam() - dt.timedelta(days=1),
        person_ids=samira,
    )


def _consents(connection: Connection, world: World, samira: list[int]) -> None:
    """Samira was told, lets Noor tell Safe Home something of her notes, and agrees with a part of the plan."""
    today = today_in_amsterdam()
    about: dict[str, Any] = {"person_id": samira[0], "person_ids": samira}
    add_row(
        connection,
        world,
        "privacy_notice",
        channel="talk",
        edition=token("privacy_notice", "plan"),
        given_on=today,
        **about,
    )
    add_row(
        connection,
        world,
        "secrecy_waiver",
        professional_id=world.accounts["noor"],
        to_org_id=world.organisations["youth_protection"],
        categories=["notes"],
        what=token("secrecy_waiver", "plan"),
        what_for=token("secrecy_waiver", "plan"),
        how="talk",
        given_by="self",
        given_on=today,
        valid_until=dt.datetime.now(dt.UTC) + dt.timedelta(days=100),
        **about,
    )
    add_row(
        connection,
        world,
        "plan_agreement",
        plan_on=today,
        said="partly",
        words=token("plan_agreement", "plan"),
        **about,
    )


def _document(connection: Connection, world: World, samira: list[int]) -> None:
    """A document without a file: what it holds is not in the database."""
    document = add_row(
        connection, world, "document", title=token("document", "documents"), kind="letter", person_ids=samira
    )
    add_row(
        connection,
        world,
        "document_version",
        document_id=document,
        number=1,
        file_name=token("document_version", "documents"),
        media="pdf",
        size=1,
        sha256="",
        stored_name="0" * 32,
        person_ids=samira,
    )


def _questions(connection: Connection, world: World, samira: list[int]) -> None:
    """Noor asked the community officer, and Eva when she was still here; and somebody without an account."""
    thread = add_row(
        connection,
        world,
        "question_thread",
        line=token("question_thread", "notes"),
        party_ids=[world.accounts["eva"], world.accounts["community_officer"]],
        due_on=today_in_amsterdam() + dt.timedelta(days=7),
        person_ids=samira,
    )
    add_row(
        connection,
        world,
        "thread_message",
        question_thread_id=thread,
        text=token("thread_message", "notes"),
        person_ids=samira,
    )
    add_row(
        connection,
        world,
        "outside_question",
        question=token("outside_question", "notes"),
        asked_name="Ria",
        asked_email="ria@voorbeeld.example",
        language="nl",
        person_ids=samira,
    )


def _sealed(connection: Connection, world: World) -> None:
    """Youth protection has a concern about Sami; the attention officer of that organisation reads along, and nobody else."""
    app, key, sami = Flask("world"), OwnKey.make(), {"person_ids": [world.persons["sami"]], "sealed": True}
    app.config["SCHAKEL"] = Config.from_environment({"SCHAKEL_INSTANCE": str(INSTANCE)})
    made = add_row(connection, world, "sealed_compartment", "youth_protection", sealed_key=b"", **sami)
    step = add_row(
        connection,
        world,
        "sealed_step",
        "youth_protection",
        sealed_compartment_id=made,
        number=1,
        body=b"",
        **sami,
    )
    # A token by its row, as the walk of the routes sows them: here it cannot write in the column itself.
    words = StepWords(today_in_amsterdam(), f"zznotes.sealed_step.body.{step}zz")
    with app.app_context():
        values = {"id": made, "key": key.sealed(key_bound_to(made))}
    connection.execute(text("update sealed_compartment set sealed_key = :key where id = :id"), values)
    body = lock_up(key, made, 1, Opened(words, "Youth protection"))
    connection.execute(text("update sealed_step set body = :body where id = :id"), {"id": step, "body": body})


def _plan(connection: Connection, world: World, goal: int, samira: list[int]) -> None:
    """What hangs round a goal: a step, an interest, a signature, money, an own plan, who directs, and one step up the ladder."""
    today = today_in_amsterdam()
    later, month = today + dt.timedelta(days=9), {"since_on": today, "due_on": today + dt.timedelta(days=9)}
    connection.execute(text("update plan_item set shared_goal = true where id = :goal"), {"goal": goal})
    rows: dict[str, dict[str, object]] = {
        "plan_step": {"plan_item_id": goal, "text": token("plan_step", "plan"), "who_kind": "resident", "who": "Samira"}
        | {"due_on": later, "person_ids": samira},
        "plan_interest": {"own_goal": token("plan_interest", "plan"), "interest": "Rust", "domains": ["housing"]},
        "goal_signature": {"plan_item_id": goal, "person_id": samira[0], "signed_by": token("goal_signature", "plan")}
        | {"signed_on": today, "words": token("plan_item", "plan"), "person_ids": list(world.persons.values())},
        "plan_funding": {"source": "wmo", "what_for": token("plan_funding", "finances"), "amount": "100.50"}
        | {"period": "month", "from_on": today, "decided_by": "Ria Bos"},
        "own_plan": {
            "kind": "family_group_plan",
            "answer": "later",
            "said_on": today,
            "remark": token("own_plan", "plan"),
        },
        "plan_direction": {"director_kind": "resident", "director": token("plan_direction", "plan"), "from_on": today},
        "escalation": {"step": 1, "reason": token("escalation", "plan"), "asked_of": "Ria", **month},
    }
    for table, columns in rows.items():
        add_row(connection, world, table, "noor", **columns)


def _appointment(connection: Connection, world: World, friend: int, samira: list[int]) -> None:
    # In the middle of a day: a form knows the day once, and one that ends after midnight cannot be typed.
    starts = dt.datetime.now(dt.UTC).replace(hour=11, minute=0, second=0, microsecond=0) + dt.timedelta(days=1)
    appointment = add_row(
        connection,
        world,
        "appointment",
        starts_at=starts,
        ends_at=starts + dt.timedelta(hours=1),
        place_kind="home",
        place=token("appointment", "plan"),
        person_ids=samira,
    )
    add_row(
        connection,
        world,
        "appointment_attendee",
        appointment_id=appointment,
        account_id=world.accounts["noor"],
        person_ids=samira,
    )
    add_row(
        connection,
        world,
        "second_person",
        appointment_id=appointment,
        state="coming",
        network_person_id=friend,
        remark=token("second_person", "network"),
        person_ids=samira,
    )
    add_row(connection, world, "offer", text=token("offer", "offers"), network_person_id=friend, person_ids=samira)
    _ecomap(connection, world, friend, samira)
    _together(connection, world, appointment, samira)


def _together(connection: Connection, world: World, appointment: int, samira: list[int]) -> None:
    """What became of an offer, a meeting of the network, and a reminder that stands."""
    offer = _one(connection, "select max(id) from offer")
    today = today_in_amsterdam()
    add_row(
        connection,
        world,
        "offer_step",
        offer_id=offer,
        words=token("offer_step", "offers"),
        person_ids=samira,
        step="agreed",
        on_day=today + dt.timedelta(days=3),
        minutes=60,
    )
    add_row(
        connection, world, "network_meeting", kind="meeting", plan="", coordinator=token("network_meeting", "network")
    )
    add_row(
        connection,
        world,
        "appointment_reminder",
        appointment_id=appointment,
        to_whom="second",
        yes_on=today,
        for_start=dt.datetime.now(dt.UTC) + dt.timedelta(days=1),
        person_ids=samira,
    )


def _ecomap(connection: Connection, world: World, friend: int, samira: list[int]) -> None:
    version = add_row(
        connection,
        world,
        "ecomap_version",
        drawn_on=today_in_amsterdam() - dt.timedelta(days=100),
        together_with=token("ecomap_version", "network"),
    )
    add_row(
        connection,
        world,
        "ecomap_tie",
        ecomap_version_id=version,
        network_person_id=friend,
        circle="family",
        kind="kin",
        words=token("ecomap_tie", "network"),
        person_ids=samira,
    )


def _interventions(connection: Connection, world: World, goal: int, samira: list[int]) -> None:
    for strand, author in AUTHORS.items():
        product = _one(
            connection,
            "insert into product (code, strand, name_nl, name_en, org_kinds) values (:code, :strand, :name, :name, '{}') returning id",
            code=f"test_{strand}",
            strand=strand,
            name=token("product", strand),
        )
        world.products[strand] = product
        common = {"strand": strand, "person_ids": samira}
        today = today_in_amsterdam()
        intervention = add_row(
            connection,
            world,
            "intervention",
            author,
            product_id=product,
            account_id=world.accounts[author],
            status="active",
            started_on=today - dt.timedelta(days=20),
            **common,
        )
        add_row(
            connection,
            world,
            "intervention_body",
            author,
            intervention_id=intervention,
            why=token("intervention_body", strand),
            stance="do_together",
            plan_item_id=goal if strand != "enforcement" else None,
            **common,
        )
        add_row(
            connection,
            world,
            "intervention_update",
            author,
            intervention_id=intervention,
            line=token("intervention_update", strand),
            **common,
        )
        add_row(
            connection, world, "stance_review", author, intervention_id=intervention, stance="do_together", **common
        )


def build(owner_url: str) -> None:
    """Fills an empty, migrated database. Run as the owner."""
    engine = create_engine(owner_url, poolclass=NullPool)
    with engine.begin() as connection:
        connection.execute(text("insert into sec.setting values ('session_idle', '2 days'), ('proof_lasts', '2 days')"))
        world = World()
        _people(connection, world)
        _household(connection, world)
        _relations(connection, world)
        _contents(connection, world)
        connection.execute(text("select setval('case_number', 100)"))


def read(owner_url: str) -> World:
    """The ids of the small world in a database that holds it."""
    engine = create_engine(owner_url, poolclass=NullPool)
    with engine.connect() as connection:
        rows = connection.execute(
            text("select o.kind, o.id, p.id from organisation o join purpose p on p.organisation_id = o.id")
        )
        kinds = [(kind, org, purpose) for kind, org, purpose in rows]
        accounts = {mail.split("@")[0]: key for mail, key in connection.execute(text("select email, id from account"))}
        people: dict[str, int] = dict(
            connection.execute(text("select lower(given_name), person_id from person_detail")).all()
        )
        products: dict[str, int] = dict(
            connection.execute(text("select strand, id from product where code like 'test\\_%'")).all()
        )
        return World(
            organisations={kind: org for kind, org, _ in kinds},
            purposes={kind: purpose for kind, _, purpose in kinds},
            accounts=accounts,
            persons=people,
            products=products,
            dossier=connection.execute(text("select min(id) from dossier")).scalar_one(),
        )
