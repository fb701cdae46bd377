"""What the dossier page and the regiekaart read: a fixed number of statements, whatever the dossier holds.

``only`` narrows a question to chosen rows, for a page as somebody else has it.
"""

from app.db.driver import Row
from app.db.question import Question
from app.workspace.queries.eyes import Visible, ask

Rows = list[Row]


def _said(kind: str, item: str, dossier: str) -> str:
    """A column: what residents say to this record (zienswijze), each with who says it; read with the record, in the same statement."""
    return (
        "(select string_agg(concat('“', sa.text, '” ', sp.stub), e'\\n' order by sa.id) from statement sa"  # noqa: S608
        f" join person sp on sp.id = sa.said_by where sa.dossier_id = {dossier} and sa.item_kind = '{kind}'"
        f" and sa.item_id = {item}) as said"
    )


_HEAD = Question(
    """
    select t.title, area.name as area, a.street, a.number, a.addition, a.postcode, a.town, a.protected,
           p.phase, p.phase_since, p.weight, p.review_on, p.last_contact_on, s.adults, s.children,
           q.words, q.said_by, q.person_ids as asked_about, r.director_kind, r.director, w.wins,
           array(select c.on_day from sec.collisions(d.id) c) as collisions,
           (select sum(x.records)::bigint from sec.restricted_here(d.id) x) as restricted
      from dossier d
      left join household_title t on t.dossier_id = d.id
      left join household_area area on area.dossier_id = d.id
      left join household_address a on a.dossier_id = d.id
      left join dossier_process p on p.dossier_id = d.id
      left join household_summary s on s.dossier_id = d.id
      left join lateral (select words, said_by, person_ids from resident_question where dossier_id = d.id
                          order by created_at desc, id desc limit 1) q on true
      left join lateral (select director_kind, director from plan_direction where dossier_id = d.id
                          order by created_at desc, id desc limit 1) r on true
      left join lateral (
        select jsonb_agg(to_jsonb(l) order by l.happened_on desc, l.id desc) as wins
          from (select id, line, told_by, happened_on, criteria, person_ids from win where dossier_id = d.id
                 order by happened_on desc, id desc limit 3) l) w on true
     where d.id = :dossier
    """
)

_PERSONS = Question(
    """
    select p.id, p.stub, p.deceased_on, p.adult_on, pd.given_name, pd.prefix, pd.surname, pd.birth_date,
           pd.contact_preference, pd.phone, m.relation, m.joined_on, m.left_on
      from person p
      left join person_detail pd on pd.person_id = p.id
      left join lateral (select relation, joined_on, left_on from household_member
                          where dossier_id = p.dossier_id and person_id = p.id
                          order by joined_on desc nulls last, id desc limit 1) m on true
     where p.dossier_id = :dossier
     order by m.left_on is not null, pd.birth_date nulls last, p.id
    """
)

_INTERVENTIONS = Question(
    f"""
    select {_said("intervention", "i.id", "i.dossier_id")},
           i.id, i.strand, i.status, i.planned_start, i.planned_end, i.started_on, i.ended_on, i.paused_at, i.consulted,
           i.person_ids, i.sealed, false as restricted, i.owner_org_id,
           pr.name_nl, pr.name_en, o.name as organisation, a.name as professional,
           b.why, b.stance, b.superfluous_when, b.result
      from intervention i
      join product pr on pr.id = i.product_id
      join organisation o on o.id = i.owner_org_id
      left join account a on a.id = i.account_id
      left join intervention_body b on b.intervention_id = i.id
     where i.dossier_id = :dossier and i.status <> 'withdrawn'
     order by coalesce(i.started_on, i.planned_start) desc nulls last, i.id desc
    """  # noqa: S608 - our own words
)

_PLAN = Question(
    f"""
    select {_said("plan_item", "plan_item.id", "plan_item.dossier_id")},
           id, kind, aim, text, in_words_of, status, review_on, valid_until, person_ids, sealed, restricted
      from plan_item where dossier_id = :dossier and status = 'open'
       and (valid_until is null or valid_until >= :today)
     order by kind = 'goal' desc, created_at, id
    """  # noqa: S608 - our own words
)

_DOMAINS = Question(
    f"""
    select {_said("domain_entry", "e.id", "s.dossier_id")},
           s.domain, s.state, s.reason, s.person_ids, e.text, e.resident_score, e.professional_score,
           e.was_resident, e.was_professional, e.entry_persons, e.category, s.stated
      from (select dossier_id, domain, state, reason, person_ids, true as stated from domain_state
             where dossier_id = :dossier
            union all
            select distinct on (e.domain) e.dossier_id, e.domain, 'recorded', '', e.person_ids, false from domain_entry e
             where e.dossier_id = :dossier
               and not exists (select from domain_state k where k.dossier_id = e.dossier_id and k.domain = e.domain)) s
      left join lateral (
        select e.id, e.text, e.resident_score, e.professional_score, e.person_ids as entry_persons, e.category,
               lead(e.resident_score) over w as was_resident, lead(e.professional_score) over w as was_professional
          from domain_entry e where e.dossier_id = s.dossier_id and e.domain = s.domain
        window w as (order by e.created_at desc, e.id desc)
         order by e.created_at desc, e.id desc limit 1) e on true
    """  # noqa: S608 - our own words
)

_APPOINTMENTS = Question(
    """
    (select a.id, a.starts_at, a.ends_at, a.place_kind, a.place, a.status, a.person_ids, a.sealed, a.restricted,
            sp.state, np.first_name, np.relation, true as ahead
       from appointment a
       left join second_person sp on sp.appointment_id = a.id
       left join network_person np on np.id = sp.network_person_id
      where a.dossier_id = :dossier and a.status = 'planned' and a.ends_at >= :now
      order by a.starts_at, a.id limit 3)
    union all
    (select a.id, a.starts_at, a.ends_at, a.place_kind, a.place, a.status, a.person_ids, a.sealed, a.restricted,
            sp.state, np.first_name, np.relation, false
       from appointment a
       left join second_person sp on sp.appointment_id = a.id
       left join network_person np on np.id = sp.network_person_id
      where a.dossier_id = :dossier and a.status <> 'cancelled' and a.ends_at < :now
      order by a.starts_at desc, a.id limit 5)
    """
)

_NETWORK = Question(
    """
    select n.id, n.first_name, n.relation, n.role, n.person_ids, n.active,
           (select count(*) from second_person s where s.dossier_id = n.dossier_id and s.network_person_id = n.id
               and s.state = 'came') as times_came,
           array(select distinct unnest(o.person_ids) from offer o
                  where o.dossier_id = n.dossier_id and o.network_person_id = n.id) as offer_persons,
           (select string_agg(o.text, ' · ' order by o.id) from offer o
             where o.dossier_id = n.dossier_id and o.network_person_id = n.id) as offers
      from network_person n where n.dossier_id = :dossier and n.active
     order by times_came desc, n.first_name, n.id limit 30
    """
)

_NOTES = Question(
    f"""
    select {_said("note", "n.id", "n.dossier_id")},
           n.id, n.facts, n.own_words, n.created_at, n.withheld_until, n.person_ids,
           a.name as author, o.name as organisation, ni.text as interpretation
      from note n
      join account a on a.id = n.author_id
      join organisation o on o.id = n.owner_org_id
      left join note_interpretation ni on ni.note_id = n.id
     where n.dossier_id = :dossier order by n.created_at desc, n.id desc limit 4
    """  # noqa: S608 - our own words
)

_DOCUMENTS = Question(
    f"""
    select {_said("document", "d.id", "d.dossier_id")},
           d.id, d.title, d.kind, d.created_at, d.withheld_until, d.shared, d.person_ids,
           a.name as author, o.name as organisation, v.number, v.file_name
      from document d
      join account a on a.id = d.author_id
      join organisation o on o.id = d.owner_org_id
      left join lateral (select number, file_name from document_version
                          where document_id = d.id and dossier_id = d.dossier_id and withdrawn_at is null
                          order by number desc limit 1) v on true
     where d.dossier_id = :dossier order by d.created_at desc, d.id desc limit 4
    """  # noqa: S608 - our own words
)

_PARTIES = Question(
    """
    select i.id, i.account_id, i.is_lead, i.valid_until, i.person_ids, a.name, a.function, a.phone,
           o.id as organisation_id, o.name as organisation, o.kind, o.contact_name, o.contact_phone, p.text_nl, p.text_en
      from involvement i
      join account a on a.id = i.account_id
      join organisation o on o.id = i.organisation_id
      left join purpose p on p.id = i.purpose_id
     where i.dossier_id = :dossier and i.withdrawn_at is null and i.valid_from <= :now
       and (i.valid_until is null or i.valid_until > :now)
     order by i.is_lead desc, o.name, a.name, i.id
    """
)

_PHASES = Question(
    """
    select to_phase, reason, created_at, person_ids from phase_change where dossier_id = :dossier order by created_at desc, id desc limit 20
    """
)

_RUNNING = Question("select sec.running_strands(:dossier)")


def get_head(dossier_id: int, only: Visible | None = None) -> Row:
    """Title, place, process, head count and the resident's question; None for what the asker may not see."""
    return ask(_HEAD, only, dossier=dossier_id)[0]


def list_persons(dossier_id: int, only: Visible | None = None) -> Rows:
    """Who lives or lived there; details are None where only the stub is open."""
    return ask(_PERSONS, only, dossier=dossier_id)


def list_interventions(dossier_id: int, only: Visible | None = None) -> Rows:
    """Headers with product, organisation and professional; the body's columns are None where the body is shut."""
    return ask(_INTERVENTIONS, only, dossier=dossier_id)


def list_plan(dossier_id: int, today: object, only: Visible | None = None) -> Rows:
    """Open goals and agreements that hold on ``today``."""
    return ask(_PLAN, only, dossier=dossier_id, today=today)


def list_domains(dossier_id: int, only: Visible | None = None) -> Rows:
    """Each life domain's state with the newest entry and the scores before it."""
    return ask(_DOMAINS, only, dossier=dossier_id)


def list_appointments(dossier_id: int, now: object, only: Visible | None = None) -> Rows:
    """The next three appointments and the last five, with the second person of each."""
    return ask(_APPOINTMENTS, only, dossier=dossier_id, now=now)


def list_network(dossier_id: int, only: Visible | None = None) -> Rows:
    """Network people, how often they really came, and what they offered."""
    return ask(_NETWORK, only, dossier=dossier_id)


def list_notes(dossier_id: int, only: Visible | None = None) -> Rows:
    """The four newest notes."""
    return ask(_NOTES, only, dossier=dossier_id)


def list_documents(dossier_id: int, only: Visible | None = None) -> Rows:
    """The four newest documents, each with its newest file that can be fetched."""
    return ask(_DOCUMENTS, only, dossier=dossier_id)


def list_parties(dossier_id: int, now: object) -> Rows:
    """Running involvements: who, of which organisation, for which purpose, until when. The lead first."""
    return _PARTIES.rows(dossier=dossier_id, now=now)


def list_phases(dossier_id: int) -> Rows:
    """The steps of the process, the newest first."""
    return _PHASES.rows(dossier=dossier_id)


def list_running_strands(dossier_id: int) -> set[str]:
    """Strands in which something runs, of those that the asker may know of."""
    return {row[0] for row in _RUNNING.rows(dossier=dossier_id)}
