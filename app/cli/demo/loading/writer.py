"""Loads a town in one transaction, as the owner of the tables.

COPY is refused while row-level security is forced on the owner too. So it is not forced for the length of this
transaction, on these tables, and nothing else is switched off: constraints and triggers do their work. Nobody sees
the tables in that state, because the lock on them is held until all of it commits.
"""

import datetime as dt
from collections.abc import Callable
from typing import LiteralString

from psycopg import sql

from app.cli.demo.loading import content, course, knocks, papers, people, plans, questions, sealed, together
from app.cli.demo.loading.base import Register, read_products, write_base
from app.cli.demo.loading.case import Case
from app.cli.demo.loading.keeping import write_keeping
from app.cli.demo.loading.ledger import Connection, Ledger
from app.cli.demo.loading.progress import write_progress
from app.cli.demo.loading.rights import write_rights
from app.cli.demo.loading.setting_up import SETUP_STEP, write_covenants, write_steps
from app.cli.demo.loading.sights import write_sights
from app.cli.demo.loading.tables import COLUMNS
from app.cli.demo.shapes import DemoHousehold, DemoTown

#: Households per turn: few enough to show progress, enough to make COPY worth it.
_TURN = 250

Progress = Callable[[int], None]


class NotEmpty(RuntimeError):
    """There are organisations or households in the database already."""


class LockOpen(RuntimeError):
    """Row-level security would not be forced on every table afterwards; nothing was loaded."""


def is_empty(connection: Connection) -> bool:
    """Whether nobody has used the database yet."""
    found = connection.execute("select exists (select from organisation) or exists (select from dossier)").fetchone()
    return found == (False,)


#: A believable town: each team chose a bandwidth around what it carries now, a little over or under, in tens of points.
_BANDWIDTH: LiteralString = """
    update organisation o set bandwidth_min = floor(t.points * 0.085) * 10, bandwidth_max = ceil(t.points * 0.103) * 10
      from (select d.lead_org_id, sum(p.weight) as points from dossier d join dossier_process p on p.dossier_id = d.id
             where not d.closed group by d.lead_org_id) t
     where t.lead_org_id = o.id and o.bandwidth_min is not null
"""


def read_clock(connection: Connection) -> dt.datetime:
    """The moment by the database's own clock."""
    found = connection.execute("select sec.now()").fetchone()
    assert found is not None  # noqa: S101 - a function always answers
    moment: dt.datetime = found[0]
    return moment


def load(
    connection: Connection, town: DemoTown, *, password_hash: str, today: dt.date, progress: Progress = lambda _: None
) -> dict[str, int]:
    """Writes the town; gives the number of rows per table. Raises NotEmpty and LockOpen; then nothing was written."""
    with connection.transaction():
        connection.execute("set local lock_timeout = '20s'")
        if not is_empty(connection):
            raise NotEmpty
        _force(connection, on=False)
        with Ledger(connection) as ledger:
            register = write_base(
                ledger, town, password_hash=password_hash, products=read_products(connection), today=today,
                now=read_clock(connection),
            )  # fmt: skip
            write_covenants(ledger, register, town)
            stories, highest = _write_households(ledger, register, town, progress=progress)
            ledger.send()
            ledger.settle()
        ledger.set_sequences()
        connection.execute("select setval('case_number', %s)", (highest,))
        connection.execute(_BANDWIDTH)
        write_steps(connection)
        write_sights(connection, today)
        if "debt" in stories:
            write_keeping(connection, register.accounts, stories["debt"], today)
        if "youth" in stories:
            write_rights(connection, register.accounts, stories["youth"], today)
        _write_districts(connection, town)
        _write_research(connection, today)
        _write_settings(connection, town, stories)
        _force(connection, on=True)
        _check_lock(connection)
    for table in COLUMNS:
        connection.execute(sql.SQL("analyze {}").format(sql.Identifier(table)))
    connection.commit()
    return ledger.counts


def _write_households(
    ledger: Ledger, register: Register, town: DemoTown, *, progress: Progress
) -> tuple[dict[str, int], int]:
    """Gives the dossiers of the stories by name, and the highest case number."""
    stories: dict[str, int] = {}
    highest = 1
    for number, home in enumerate(town.households, start=1):
        dossier = write_household(ledger, register, home)
        highest = max(highest, int(home.case_no.rpartition("-")[2]))
        if home.story:
            stories[home.story] = dossier
        if number % _TURN == 0:
            ledger.send()
            progress(number)
    return stories, highest


def write_household(ledger: Ledger, register: Register, home: DemoHousehold) -> int:
    """Every row of one household; gives the dossier's id."""
    case = Case(register, ledger, home)
    people.write_dossier(case)
    people.write_people(case)
    people.write_team(case)
    content.write_situation(case)
    content.write_plan(case)
    content.write_notes(case)
    papers.write_documents(case)
    plans.write_plans(case)
    questions.write_questions(case)
    sealed.write_sealed(case)
    content.write_network(case)
    together.write_ecomaps(case)
    together.write_meetings(case)
    content.write_appointments(case)
    write_progress(case, course.write_interventions(case))
    knocks.write_knocks(case)
    people.write_process(case)
    return case.dossier


def _write_districts(connection: Connection, town: DemoTown) -> None:
    """What districts are called, for insight; names of neighbourhoods come from the addresses."""
    districts = {place.district_code: place.district_name for place in town.neighbourhoods}
    connection.cursor().executemany(
        "insert into insight.place (code, year, level, name) values (%s, %s, 'district', %s)",
        [(code, town.code_year, name) for code, name in districts.items()],
    )


#: Files for research: one that was approved, and one that waits for the privacy officer.
_RESEARCH: LiteralString = """
    insert into research_export (year, researcher, purpose, summary, expires_on, asked_by, approved, decided_by, decided_at)
    select %(year)s - before, researcher, purpose, summary, %(today)s + 90, a.id, case when approved then true end,
           case when approved then o.id end, case when approved then sec.now() end
      from account a, account o, (values
        (1, 'Hogeschool Veenmeer', 'Hangt de mix in een wijk samen met hoe lang hulp nodig is?',
         'De hogeschool kijkt hoe vaak zorg, handhaving en activering begint, en waar. Zo leren we wat in welke wijk past.', true),
        (2, 'Kenniskring Waterland', 'Waar begint activering eerder dan handhaving?',
         'De kenniskring kijkt of mensen vaker eerst worden geholpen en pas daarna worden aangesproken.', false)
      ) as asked (before, researcher, purpose, summary, approved)
     where a.id = (select min(id) from account where function = 'analyst')
       and o.id = (select min(id) from account where function = 'privacy_officer')
"""


def _write_research(connection: Connection, today: dt.date) -> None:
    connection.execute(_RESEARCH, {"year": today.year, "today": today})


def _write_settings(connection: Connection, town: DemoTown, stories: dict[str, int]) -> None:
    settings = {
        "demo_mode": "on",
        "demo_people": ",".join(account.email for account in town.accounts if account.main),
        "demo_stories": ",".join(f"{name}={dossier}" for name, dossier in stories.items()),
    }
    for name, value in settings.items():
        connection.execute(
            "insert into sec.setting (name, value) values (%s, %s) on conflict (name) do update set value = excluded.value",
            (name, value),
        )


def _force(connection: Connection, *, on: bool) -> None:
    words = sql.SQL("force" if on else "no force")
    for table in (*COLUMNS, SETUP_STEP):
        connection.execute(sql.SQL("alter table {} {} row level security").format(sql.Identifier(table), words))


def _check_lock(connection: Connection) -> None:
    """Every table of the application is locked and forced, as after a migration."""
    open_ones = connection.execute(
        "select relname from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p')"
        " and relrowsecurity and not relforcerowsecurity order by 1"
    ).fetchall()
    if open_ones:
        raise LockOpen(", ".join(name for (name,) in open_ones))
