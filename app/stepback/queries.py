"""What stepping back reads. Row-level security decides what comes back."""

import datetime as dt
from dataclasses import dataclass

from app.db.driver import Row
from app.db.question import Question
from app.stepback.quarters import Quarter
from app.stepback.rules import STANCE_WEIGHTS, STEP_WEIGHT, Carry

#: How many quarters the lines look back.
QUARTERS = 6

_STEPS = Question(
    """
    select s.id, s.plan_item_id, s.who_kind as owner_kind, s.status = 'done' as done, s.person_ids
      from plan_step s where s.dossier_id = :dossier and s.status <> 'dropped'
    union all
    select l.id, l.plan_item_id, l.owner_kind, l.done_on is not null, l.person_ids
      from meeting_line l where l.dossier_id = :dossier
    """
)
_INTERVENTIONS = Question(
    """
    select i.id, i.strand, i.status, i.person_ids, i.account_id, pr.name_nl, pr.name_en, o.name as organisation,
           a.name as professional, b.stance, b.plan_item_id, b.superfluous_when,
           (select jsonb_agg(jsonb_build_object('stance', r.stance, 'on', (r.created_at at time zone 'Europe/Amsterdam')::date)
                             order by r.id desc)
              from stance_review r where r.intervention_id = i.id and r.dossier_id = i.dossier_id) as reviews
      from intervention i
      join product pr on pr.id = i.product_id
      join organisation o on o.id = i.owner_org_id
      join intervention_body b on b.intervention_id = i.id
      left join account a on a.id = i.account_id
     where i.dossier_id = :dossier and i.status in ('planned', 'active', 'done')
     order by i.status = 'done', i.started_on desc nulls last, i.id desc
    """
)
_LOW_FLAME = Question(
    """
    select p.phase_since as since,
           exists (select from low_flame f where f.dossier_id = p.dossier_id and f.ended_on is null) as agreed
      from dossier_process p where p.dossier_id = :dossier and p.phase = 'low_flame'
    """
)
_CHECKS = Question(
    """
    select s.id, s.carriers, s.met_without, s.survived_conflict, s.backup_known, s.withdraw_on, s.person_ids, s.created_at,
           a.name as author, o.name as organisation
      from stability_check s join account a on a.id = s.author_id join organisation o on o.id = s.owner_org_id
     where s.dossier_id = :dossier order by s.id desc limit 20
    """
)
_THEMES = Question(
    """
    select t.id, t.theme, t.person_id, t.said_yes_on, t.withdrawn_on, t.person_ids, t.version, p.stub, pd.given_name
      from lifted_theme t join person p on p.id = t.person_id left join person_detail pd on pd.person_id = t.person_id
     where t.dossier_id = :dossier order by t.withdrawn_on is not null, t.id desc
    """
)
_OUT = Question("select theme, area from sec.themes()")
_LINES = Question(
    """
    with quarters as (
      select q::date as begins, (q + interval '3 months')::date as ends
        from generate_series(date_trunc('quarter', cast(:today as date)) - make_interval(months => 3 * (:quarters - 1)),
                             date_trunc('quarter', cast(:today as date)), interval '3 months') q)
    select q.begins,
           (select count(distinct s.network_person_id) from second_person s join appointment a on a.id = s.appointment_id
             where s.dossier_id = :dossier and s.state = 'came' and a.starts_at >= q.begins and a.starts_at < q.ends) as network,
           (select count(distinct i.account_id) from involvement i join account c on c.id = i.account_id
             where i.dossier_id = :dossier and i.valid_from < q.ends and coalesce(i.valid_until, 'infinity') >= q.begins
               and coalesce(i.withdrawn_at, 'infinity') >= q.begins
               and c.function not in ('resident', 'co_resident', 'young_person', 'network_person', 'volunteer')) as professionals,
           (select round(avg(e.resident_score), 1) from
             (select distinct on (e.domain) e.resident_score from domain_entry e
               where e.dossier_id = :dossier and e.resident_score is not null and e.created_at < q.ends
               order by e.domain, e.created_at desc, e.id desc) e) as score
      from quarters q order by q.begins
    """
)
_TEAM_LINES = Question("select quarter, network, professionals, score from sec.team_lines(:months)")
_INTERVENTION = Question(
    """
    select i.id, i.strand, i.person_ids, i.account_id, pr.name_nl, pr.name_en, b.stance,
           (select array_agg(r.stance order by r.id desc) from stance_review r
             where r.intervention_id = i.id and r.dossier_id = i.dossier_id and r.author_id = :account) as own
      from intervention i join product pr on pr.id = i.product_id join intervention_body b on b.intervention_id = i.id
     where i.dossier_id = :dossier and i.id = :intervention
    """
)


@dataclass(frozen=True, slots=True)
class Carried:
    """What is carried in a household, and the rows behind it for the log."""

    items: tuple[Carry, ...]
    steps: list[Row]
    interventions: list[Row]


def list_steps(dossier_id: int) -> list[Row]:
    """Steps and who carries each: those of the plan, and decisions of meetings. What was let go of is nobody's."""
    return _STEPS.rows(dossier=dossier_id)


def list_stances(dossier_id: int) -> list[Row]:
    """Interventions that the asker reads whole, with the stance of now and ``reviews`` over time (newest first, or None)."""
    return _INTERVENTIONS.rows(dossier=dossier_id)


def get_carried(dossier_id: int) -> Carried:
    """Steps and interventions by who carries them, each with its weight. An intervention is the professional's, by the stance."""
    steps, interventions = list_steps(dossier_id), list_stances(dossier_id)
    items = [Carry(row.plan_item_id, row.owner_kind, STEP_WEIGHT, row.done) for row in steps]
    items += [
        Carry(row.plan_item_id, "professional", STANCE_WEIGHTS[row.stance], row.status == "done")
        for row in interventions
    ]
    return Carried(tuple(items), steps, interventions)


def find_low_flame(dossier_id: int) -> Row | None:
    """Since when (``since``) the household is on low flame, and whether somebody keeps in touch (``agreed``); None when it is not."""
    return _LOW_FLAME.row(dossier=dossier_id)


def list_checks(dossier_id: int) -> list[Row]:
    """Checks of the network, the newest first."""
    return _CHECKS.rows(dossier=dossier_id)


def list_lifted(dossier_id: int) -> list[Row]:
    """Worries that this household let out as a theme; for the lead."""
    return _THEMES.rows(dossier=dossier_id)


def list_themes() -> list[Row]:
    """Themes (``theme``, ``area``) behind which at least three households stand."""
    return _OUT.rows()


def list_quarters(dossier_id: int, today: dt.date) -> tuple[Quarter, ...]:
    """Network people who came, professionals who were involved, and the residents' own score (1 to 5), per quarter up to now."""
    rows = _LINES.rows(dossier=dossier_id, today=today, quarters=QUARTERS)
    return tuple(
        Quarter(row.begins, row.network, row.professionals, None if row.score is None else float(row.score))
        for row in rows
    )


def list_team_quarters(months: int) -> tuple[Quarter, ...]:
    """The same over all households of the asker's team, whole quarters only; None where fewer than ten households stand behind it."""
    rows = _TEAM_LINES.rows(months=months)
    return tuple(
        Quarter(row.quarter, row.network, row.professionals, None if row.score is None else float(row.score))
        for row in rows
    )


def find_intervention(dossier_id: int, intervention_id: int, account_id: int) -> Row | None:
    """One intervention with its stance and the stances that ``account_id`` recorded (``own``), or None where the body is shut."""
    return _INTERVENTION.row(dossier=dossier_id, intervention=intervention_id, account=account_id)
