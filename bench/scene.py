"""What is measured in a town: a worker with forty households; one dossier with sixty interventions, eight parties and a map of sixty."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from app.cli.demo.loading.ledger import Connection

HOUSEHOLDS, INTERVENTIONS, PARTIES, AROUND = 40, 60, 8, 60
#: Who is measured: somebody of a team who leads, and a partner who opens the regiekaart.
BUSY, PARTNER = "busy@wijkteam-oost.example", "karin@de-schans.example"
#: Partners of every kind, by the address with which they sign in.
PARTNERS = (
    "karin@de-schans.example", "jelle@politie.example", "ruth@ggz-noord.example", "tjeerd@kredietbank.example",
    "sanne@buurtwerk.example", "yasmin@leerplicht.example", "lianne@jeugdbescherming.example",
)  # fmt: skip

_BUSY = """
    insert into account (organisation_id, function, name, email, email_key, password_hash)
    select organisation_id, function, 'Bo Drukker', %(mail)s, %(mail)s, password_hash from account
     where email = 'noor@wijkteam-oost.example' returning id
"""
_TAKE_OVER = """
    with chosen as (
      select d.id from dossier d join account a on a.email = 'noor@wijkteam-oost.example'
       where d.lead_org_id = a.organisation_id and not d.closed and d.id > 5
         and not exists (select from household_address h where h.dossier_id = d.id and h.protected)
       order by d.id limit %(households)s)
    update involvement i set account_id = %(busy)s from chosen c where i.dossier_id = c.id and i.is_lead
    returning i.dossier_id
"""
_BIGGEST = """
    select dossier_id from intervention where dossier_id = any(%s) and status <> 'awaiting'
     group by dossier_id order by count(*) desc, dossier_id limit 1
"""
_JOIN = """
    insert into involvement (dossier_id, account_id, organisation_id, purpose_id, is_lead, valid_from, created_by)
    select %(dossier)s, a.id, a.organisation_id, (select min(p.id) from purpose p where p.organisation_id = a.organisation_id),
           false, now() - interval '60 days', %(busy)s
      from account a
     where a.email = any(%(partners)s)
     order by a.id
"""
_END_OTHERS = """
    update involvement set withdrawn_at = now() where dossier_id = %s and not is_lead and withdrawn_at is null
"""
_HEADER = """
    insert into intervention (strand, product_group, product_id, account_id, status, planned_start, planned_end, started_on,
           ended_on, paused_at, consulted, dossier_id, owner_org_id, purpose_id, author_id, person_ids, created_at)
    select strand, product_group, product_id, account_id, status, planned_start - %(shift)s, planned_end - %(shift)s,
           started_on - %(shift)s, ended_on - %(shift)s, paused_at, consulted, dossier_id, owner_org_id, purpose_id, author_id,
           person_ids, created_at from intervention where id = %(source)s returning id
"""
_BODY = """
    insert into intervention_body (strand, product_group, intervention_id, why, alternatives, own_role, coordinated_with, stance,
           superfluous_when, network_could, plan_item_id, pause_reason, result, stop_reason, dossier_id, owner_org_id, purpose_id,
           author_id, person_ids, created_at)
    select strand, product_group, %(new)s, why, alternatives, own_role, coordinated_with, stance, superfluous_when, network_could,
           plan_item_id, pause_reason, result, stop_reason, dossier_id, owner_org_id, purpose_id, author_id, person_ids, created_at
      from intervention_body where intervention_id = %(source)s
"""
#: A map of sixty people over the four circles, each with a tie of its own; the same two months ago, to be put beside it.
_AROUND = """
    with who as (
      select d.id as dossier, d.lead_org_id as org, a.id as author,
             (select min(p.id) from purpose p where p.organisation_id = d.lead_org_id) as purpose
        from dossier d join account a on a.id = %(busy)s where d.id = %(dossier)s),
    people as (
      insert into network_person (dossier_id, owner_org_id, purpose_id, author_id, first_name, relation, role)
      select dossier, org, purpose, author, 'Naam ' || n, 'van de buurt', 'other' from who, generate_series(1, %(around)s) n
      returning id, dossier_id, owner_org_id, purpose_id, author_id),
    map as (
      insert into ecomap_version (dossier_id, owner_org_id, purpose_id, author_id, drawn_on, together_with)
      select dossier, org, purpose, author, current_date - 60 * n, 'Samira' from who, generate_series(0, 1) n
      on conflict do nothing returning id)
    insert into ecomap_tie (dossier_id, owner_org_id, purpose_id, author_id, ecomap_version_id, network_person_id, circle, kind, strength,
           direction)
    select p.dossier_id, p.owner_org_id, p.purpose_id, p.author_id, m.id, p.id,
           (array['household', 'family', 'neighbourhood', 'professional'])[1 + p.id %% 4], 'other', 1 + p.id %% 3, 'both'
      from people p cross join map m
"""
#: A goal to sign together.
_SHARED = """
    update plan_item set shared_goal = true where id = (
      select min(id) from plan_item where dossier_id = %s and kind = 'goal' and status = 'open')
"""
_FIND = """
    select p.person_id, p.surname from person_detail p where p.dossier_id = %s order by p.id limit 1
"""


@dataclass(frozen=True, slots=True)
class Scene:
    """The numbers that requests need."""

    big: int
    other: int
    person: int
    typo: str
    product: int
    households: int
    interventions: int
    parties: int


def set_scene(connection: Connection) -> None:
    """Adds the busy generalist to a town, and makes one of the forty dossiers big. Commits."""
    busy = _one(connection, _BUSY, {"mail": BUSY})
    taken = [row[0] for row in connection.execute(_TAKE_OVER, {"busy": busy, "households": HOUSEHOLDS}).fetchall()]
    big = _one(connection, _BIGGEST, (taken,))
    connection.execute(_END_OTHERS, (big,))
    connection.execute(_JOIN, {"dossier": big, "busy": busy, "partners": list(PARTNERS)})
    sources = [
        row[0]
        for row in connection.execute(
            "select id from intervention where dossier_id = %s and started_on is not null order by id", (big,)
        )
    ]
    present = _one(connection, "select count(*) from intervention where dossier_id = %s", (big,))
    for number in range(max(INTERVENTIONS - present, 0)):
        source = sources[number % len(sources)]
        new = _one(connection, _HEADER, {"source": source, "shift": 9 * (number // len(sources) + 1)})
        connection.execute(_BODY, {"source": source, "new": new})
    connection.execute(_AROUND.encode(), {"dossier": big, "busy": busy, "around": AROUND})
    connection.execute(_SHARED, (big,))
    connection.commit()
    connection.execute("analyze involvement, intervention, intervention_body, account, network_person, ecomap_tie")
    connection.commit()


def read_scene(connection: Connection) -> Scene:
    """The scene in a town that has one."""
    led = [
        row[0]
        for row in connection.execute(
            "select i.dossier_id from involvement i join account a on a.id = i.account_id where a.email = %s order by 1",
            (BUSY,),
        )
    ]
    big = _one(connection, _BIGGEST, (led,))
    other = next(dossier for dossier in led if dossier != big)
    names = connection.execute(_FIND, (big,)).fetchone()
    person = _one(connection, "select min(id) from person where dossier_id = %s", (other,))
    assert names is not None  # noqa: S101 - every household has people
    surname = str(names[1])
    return Scene(
        big=big,
        other=other,
        person=person,
        typo=surname[:2] + surname[3:] if len(surname) > 4 else surname + "e",
        product=_one(connection, "select id from product where code = 'social_work'", ()),
        households=len(led),
        interventions=_one(connection, "select count(*) from intervention where dossier_id = %s", (big,)),
        parties=_one(
            connection,
            "select count(*) from involvement where dossier_id = %s and withdrawn_at is null and valid_until is null",
            (big,),
        ),
    )


def _one(connection: Connection, statement: str, values: Sequence[object] | Mapping[str, object]) -> int:
    row = connection.execute(statement.encode(), values).fetchone()
    assert row is not None  # noqa: S101 - a town always has these rows
    return int(row[0])
