"""Faults in the lock and in the tables of the policy, each small enough to be made by accident. Every one must be caught."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from psycopg import Connection

from app.access.matrix import Grant, Matrix, OverrideRule, load_matrix, load_overrides
from app.access.vocabulary import Category, Override, Term
from app.db import policies
from app.db.conditions import TEAM
from app.db.phrases import LEAD, MY_DOSSIERS, rows_with, standing, words

Owner = Connection[tuple[object, ...]]


@dataclass(frozen=True, slots=True)
class LockFault:
    """A change of the database, written as: in the source of this function or policy, put one text for another."""

    name: str
    where: str
    text: str
    instead: str
    #: Only scenes in which this holds are worth playing.
    function: str | None = None
    principal: str | None = None

    def plant(self, owner: Owner) -> None:
        """Puts the fault in the database. Raises AssertionError when the text is not there (any more)."""
        if self.where.startswith("sec."):
            source = owner.execute("select pg_get_functiondef(%s::regproc)", (self.where,)).fetchone()
            assert source is not None
            assert self.text in str(source[0]), f"{self.name}: {self.where} no longer says {self.text!r}"
            owner.execute(str(source[0]).replace(self.text, self.instead))
            return
        created = [s for s in policies.statements() if s.startswith(f"create policy {self.where} ")]
        assert created, f"{self.name}: there is no policy {self.where}"
        for statement in created:
            assert self.text in statement, f"{self.name}: {self.where} no longer says {self.text!r}"
            policy, _, table = self.where.partition(" on ")
            owner.execute(f"drop policy {policy} on {table}")
            owner.execute(statement.replace(self.text, self.instead))


def _wider(category: str, codes: str, more: str) -> tuple[str, str]:
    """The rows that a policy names for these terms, and those with other terms among them."""
    return words(rows_with(category, codes)), words(rows_with(category, more))


#: Faults in the functions and policies of row-level security.
_DAY = "(moment at time zone 'Europe/Amsterdam')::date"
LOCK_FAULTS = (
    LockFault("end date ignored", "sec.roles_for", "(i.valid_until is null or i.valid_until > moment)", "true"),
    LockFault("start date ignored", "sec.roles_for", "i.valid_from <= moment", "true"),
    LockFault("withdrawal ignored", "sec.roles_for", "i.withdrawn_at is null", "true"),
    LockFault("organisation ignored", "sec.roles_for", "and i.organisation_id = who.organisation_id", ""),
    LockFault("account's switch ignored", "sec.find_principal", "and a.active", "", principal="account off"),
    LockFault("organisation's switch ignored", "sec.find_principal", "and o.active", "", principal="organisation off"),
    LockFault("ended session ignored", "sec.find_principal", "and s.ended_at is null", "", principal="session ended"),
    LockFault("expired session ignored", "sec.find_principal", "and s.expires_at > moment", "", principal="session expired"),
    LockFault("closed case ignored", "sec.roles_for", "(not r.closed or r.row_name = 'case_lead')", "true"),
    LockFault("closed case written", "sec.standing", "case when writing then mine.leads_open else mine.leads end", "mine.leads"),
    LockFault("closed case open to coordinators", "sec.roles_for", "and not d.closed", "", "coordinator"),
    LockFault("any team for coordinators", "sec.roles_for", "d.lead_org_id = who.organisation_id", "true", "coordinator"),
    LockFault("lead flag for every function", "sec.roles_for", f"l.function = who.function and l.since <= {_DAY}", "true"),
    LockFault("lead function before its day", "sec.roles_for", f"and l.since <= {_DAY}", ""),
    LockFault("colleague's file open", "sec.roles_for", "(not r.staff_or_relative or r.row_name = 'case_lead'", "(true"),
    LockFault("persons of the relation ignored", "sec.find_shut", "r.person_ids is not null and p.id <> all(r.person_ids)", "false"),
    LockFault("deceased ignored", "sec.narrows", "p.deceased_on is not null", "false"),
    LockFault("deceased still written", "sec.find_shut", "(not o.readonly or writing)", "not o.readonly"),
    LockFault("minor ignored", "sec.narrows", f"coalesce(p.adult_on > {_DAY}, false)", "false", "co_resident"),
    LockFault("unsafe partner ignored", "sec.narrows", "p.partner_unsafe", "false", "resident"),
    LockFault("everybody is oneself", "sec.narrows", "coalesce(p.id = who.person_id, false)", "true", "co_resident"),
    LockFault("protected address shown", "sec.address_masked", "a.protected", "false"),
    LockFault("disclosure without end", "sec.disclosed", "(d.valid_until is null or d.valid_until > moment)", "true", "safe_home"),
    LockFault("disclosure withdrawn", "sec.disclosed", "d.withdrawn_at is null", "true", "safe_home"),
    LockFault("disclosure to others", "sec.disclosed", "d.to_org_id = who.organisation_id", "true", "safe_home"),
    LockFault("disclosure to a colleague", "sec.disclosed", "d.to_account_id = who.account_id", "true", "safe_home"),
    LockFault("C treated as R", "reads on plan_item", *_wider("plan", "WR", "WRC"), "safe_home"),
    LockFault("E reads headers", "reads on intervention", *_wider("care", "WRS", "WRSE"), "community_officer"),
    LockFault("S reads bodies", "reads on intervention_body", "((strand in ('care') and",
              f"((strand in ('enforcement') and {standing(rows_with('enforcement', 'S'))}) or (strand in ('care') and"),
    LockFault("sealed ignored", "seals on note", "(not sealed or", "(true or"),
    LockFault("others' rows written", "changes on intervention", "owner_org_id = (select sec.org_id()) and", "true and"),
    LockFault("anybody's name on a row", "adds on note", "author_id = (select sec.account_id()) and", "true and"),
    LockFault("interpretation leaves the team", "narrows on note_interpretation",
              "owner_org_id = (select sec.org_id())", "true", "co_resident"),
    LockFault("opt-out shown to the household", "narrows on second_person", "not hidden_from_household", "true", "resident"),
    LockFault("withheld document shown to the household", "narrows on document", "not (select sec.lives_in_household())", "true",
              "resident"),
    LockFault("files of a withheld document shown", "narrows on document_version", "not (select sec.lives_in_household())", "true",
              "resident"),
    LockFault("value condition ignored", "reads on domain_state", "(domain) = any(", "true or (domain) = any("),
    LockFault("person condition ignored", "reads on note", "and person_ids <@", "or person_ids <@", "resident"),
    LockFault("everybody is a child", "sec.persons", f"p.adult_on > {_DAY}", "true", "attendance_officer"),
    LockFault("BSN for every purpose", "sec.bsn_dossiers", "and p.bsn_allowed", ""),
    LockFault("BSN for every organisation", "sec.bsn_dossiers", "not who.bsn_allowed", "false"),
    LockFault("reason told to the household", "narrows on involvement_reason", "not (select sec.lives_in_household())", "true",
              "resident"),
    LockFault("reason told to every reader of plans", "narrows on involvement_reason",
              TEAM, "true", "welfare_worker"),
    LockFault("restricted ignored", "restricts on note", "not restricted or", "true or"),
    LockFault("restricted written", "restricted_stays on plan_item", "not restricted", "true"),
    LockFault("copy told to the team", "narrows on handout", "account_id = (select sec.account_id())", "true", "generalist"),
    LockFault("request told to the team", "narrows on rights_request", LEAD, MY_DOSSIERS),
    LockFault("questions to everybody", "reads on log_question", "account_id = (select sec.account_id())", "true", "housing_officer"),
    LockFault("hand-over told to every reader of plans", "narrows on handover", TEAM, "true",
              "welfare_worker"),
    LockFault("purposes of everybody", "reads on purpose", "organisation_id = (select sec.org_id())", "true", "housing_officer"),
    LockFault("compartment opened to the lead", "narrows on sealed_compartment", "shared_on is not null and", "true or", "generalist"),
    LockFault("compartment opened to youth protection unasked", "narrows on sealed_compartment", "shared_on is not null", "true",
              "youth_protection"),
    LockFault("steps of a compartment loose", "narrows on sealed_step", "c.author_id = sealed_step.author_id", "true", "youth_protection"),
    LockFault("compartment written by who reads it", "changes on sealed_compartment", "(author_id = (select sec.account_id()) and",
              "(true and", "youth_protection"),
    LockFault("process written by partners", "changes on dossier_process", LEAD, MY_DOSSIERS),
)  # fmt: skip


def _widen(row: str, category: Category, cell: tuple[Grant, ...]) -> Callable[[], Matrix]:
    return lambda: {**load_matrix(), (row, category): cell}


def _without(override: Override) -> Callable[[], tuple[OverrideRule, ...]]:
    return lambda: tuple(rule for rule in load_overrides() if rule.override is not override)


def _spared(override: Override, row: str) -> Callable[[], tuple[OverrideRule, ...]]:
    return lambda: tuple(
        replace(rule, spares=rule.spares | {row}) if rule.override is override else rule for rule in load_overrides()
    )


#: Faults in the matrix as the policy holds it: name → (the function to play, the tables with the fault).
MATRIX_FAULTS: dict[str, tuple[str, Callable[[], Matrix]]] = {
    "a cell widened": ("community_officer", _widen("community_officer", Category.CARE, (Grant(Term.READ),))),
    "a cell emptied": ("generalist", _widen("case_lead", Category.NOTES, ())),
    "C treated as R": ("safe_home", _widen("safe_home", Category.NOTES, (Grant(Term.READ),))),
    "E treated as S": ("enforcement_officer", _widen("enforcement_officer", Category.CARE, (Grant(Term.SUMMARY),))),
    "a condition dropped": (
        "attendance_officer",
        _widen("attendance_officer", Category.IDENTITY, (Grant(Term.READ),)),
    ),
    "own became all": ("housing_officer", _widen("housing_officer", Category.NOTES, (Grant(Term.WRITE),))),
}
OVERRIDE_FAULTS: dict[str, tuple[str, Callable[[], tuple[OverrideRule, ...]]]] = {
    "no seals": ("generalist", _without(Override.SEALED)),
    "no unsafe partners": ("resident", _without(Override.PARTNER_UNSAFE)),
    "no protected address": ("community_officer", _without(Override.PROTECTED_ADDRESS)),
    "no colleagues or relatives": ("resident", _without(Override.STAFF_OR_RELATIVE)),
    "no minors": ("volunteer", _without(Override.MINOR)),
    "no deceased": ("generalist", _without(Override.DECEASED)),
    "a colleague reads sealed rows": ("generalist", _spared(Override.SEALED, "team_member")),
}

#: Ways in which the lock on one table can be off.
LOCK_OFF = (
    "alter table note disable row level security",
    "create policy everything on note for select to schakel_app using (true)",
    "drop policy seals on note",
    "drop policy persons_read on note",
    "drop policy reads on note",
)
