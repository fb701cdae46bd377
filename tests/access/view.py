"""One household as one asker stands to it: the same facts, told to the policy and to the third reader."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from app.access.policy import Record, Relation, Who, decide, row_for
from app.access.vocabulary import Category, Override, RelationState, Right
from app.db.scope import Level
from tests.access import third_reader as third
from tests.access.population import TODAY, Row
from tests.access.scenes import Scene, Somebody, Tie
from tests.access.tables import (
    ALWAYS_OPEN,
    AT_THE_TABLE,
    CONSENTS,
    DOCUMENTS,
    FOR_WORKERS,
    HANDOUTS,
    HIDDEN_FROM_RESIDENTS,
    ITEMS,
    KEPT_WITHIN,
    LEVELS,
    PLAN_PARTNERS,
    PROCESS_ROWS,
    QUESTIONS,
    SEALED,
    SEALERS,
    TELLS_OWN_WINS,
)

if TYPE_CHECKING:
    from tests.access.proof import Proof


class View:
    """One household as the asker stands to it, in the words of the policy and in those of the third reader."""

    def __init__(self, proof: "Proof", scene: Scene, dossier: int) -> None:
        self.proof, self.scene, self.dossier = proof, scene, dossier
        self.house = scene.houses[dossier]
        self.persons = proof.cast.dossiers[dossier]
        ties = [tie for tie in scene.ties if tie.dossier == dossier]
        self.running = [tie for tie in ties if tie.state == "active" and not tie.other_organisation]
        self.leads = any(tie.leads for tie in self.running)
        self.covers = self._covers()
        self.state = self._state(ties)
        self.bsn = scene.bsn_organisation and self._purpose_allows()
        self.asker = self._asker()
        self.relation, self.who = self._relation()
        self.shown = self._shown()

    def _covers(self) -> frozenset[int] | None:
        wide = (
            self.scene.function in third.BY_ORGANISATION
        )  # sees by the team that leads; ties of its own add and narrow nothing
        if wide or not self.running or any(tie.covers is None for tie in self.running):
            return None
        return frozenset(person for tie in self.running for person in tie.covers or ())

    def _state(self, ties: list[Tie]) -> str:
        if self.house.merged:
            return "none"
        by_organisation = self.scene.function in third.BY_ORGANISATION and self.house.led_by_asker
        if self.running or by_organisation:
            here = by_organisation or self.scene.function not in third.BY_ORGANISATION
            return "none" if not here else "closed" if self.house.closed else "active"
        return next((tie.state for tie in ties if not tie.other_organisation), "none")

    def _purpose_allows(self) -> bool:
        chosen = [tie for tie in self.running if tie.leads] or self.running
        return bool(chosen) and self.scene.bsn_purposes[max(tie.purpose for tie in chosen)]

    def _leaders(self) -> frozenset[str]:
        return frozenset(name for name, already in dict(self.scene.lead_functions).items() if already)

    def _asker(self) -> third.Asker:
        wide = self.scene.function in third.BY_ORGANISATION
        return third.Asker(
            self.scene.function,
            self.state,
            self.leads,
            self._leaders(),
            None if wide else self.covers,
            self.scene.person,
            self.bsn,
        )

    def _relation(self) -> tuple[Relation, Who]:
        state = RelationState(self.state)
        row = row_for(self.scene.function, state=state, is_lead=self.leads, lead_functions=self._leaders())
        wide = self.scene.function in third.BY_ORGANISATION
        who = Who(self.proof.stage.account, self.scene.organisation, self.scene.bsn_organisation, self.scene.person)
        return Relation(row, state, None if wide else self.covers, self._purpose_allows()), who

    def _shown(self) -> set[tuple[str, int]]:
        stage, shown = self.proof.stage, set()
        for opening in self.scene.openings:
            if opening.state == "running" and opening.to in ("organisation", "account"):
                kind, item, dossier = stage.items[opening.row]
                if dossier == self.dossier:
                    shown.add((kind, item))
        return shown

    def _who_is(self, what: str) -> frozenset[int]:
        people = {person: self.scene.people[person] for person in self.persons}
        chosen: Callable[[Somebody], bool] = {
            "unsafe": lambda s: s.unsafe,
            "dead": lambda s: s.dead,
            "authority": lambda s: s.authority,
            "minor": lambda s: s.age == "minor",
        }[what]
        return frozenset(person for person, somebody in people.items() if chosen(somebody))

    def inside(self) -> bool:
        """Whether the household is there at all for somebody who is not the lead of it: staff's own are not."""
        if third.row_of(self.asker) == "generalist_no_relation":
            return False
        spared = self.scene.function in third.RESIDENTS and self.scene.person is not None
        return not self.house.staff or third.row_of(self.asker) == "case_lead" or spared

    def thing(self, row: Row, **changes: Any) -> third.Thing:
        """The row as the third reader wants to know it."""
        values = row.values
        names = ("product_group", "domain", "topic", "role", "condition")
        words = {str(values[name]) for name in names if values.get(name)}
        until = values.get("withheld_until")
        if row.table.name == "note" and (until is None or values["shared"] or until < TODAY):
            words.add("open")
        if row.table.name in ALWAYS_OPEN:
            words.add("open")
        facts: dict[str, Any] = {
            "own": row.owner == self.scene.organisation,
            "mine": row.author == self.proof.stage.account,
            "about": row.about,
            "words": frozenset(words),
            "disclosed": self._is_disclosed(row),
            "process_row": row.table.name in PROCESS_ROWS,
            "sealed": row.sealed,
            "restricted": bool(row.values.get("restricted")),
            "protected": self.house.protected,
            "staff": self.house.staff,
            "unsafe": self._who_is("unsafe"),
            "minors": self._who_is("minor"),
            "dead": self._who_is("dead"),
            "children": self._who_is("minor"),
            "authority": self._who_is("authority"),
        }
        return third.Thing(row.category, **(facts | changes))

    def _is_disclosed(self, row: Row) -> bool:
        if row.table.name not in ITEMS or row.id == 0:
            return False
        kind, column = ITEMS[row.table.name]
        return (kind, row.id if column == "id" else row.values[column]) in self.shown

    def _policy(self, thing: third.Thing, right: str) -> bool:
        circumstances = {
            Override.RESTRICTED: thing.restricted,
            Override.SEALED: thing.sealed,
            Override.PROTECTED_ADDRESS: thing.protected,
            Override.STAFF_OR_RELATIVE: thing.staff,
        }
        stage = self.proof.stage
        record = Record(
            Category(thing.category),
            self.scene.organisation if thing.own else -1,
            stage.account if thing.mine else stage.colleague,
            persons=thing.about,
            conditions=thing.words,
            children=thing.children,
            authority=thing.authority,
            disclosed=thing.disclosed,
            process=thing.process_row,
            circumstances=frozenset(name for name, holds in circumstances.items() if holds),
            marked={
                Override.PARTNER_UNSAFE: thing.unsafe,
                Override.MINOR: thing.minors,
                Override.DECEASED: thing.dead,
            },
        )
        proof = self.proof
        return decide(self.who, self.relation, record, Right(right), matrix=proof.matrix, overrides=proof.overrides)

    def _both(self, thing: third.Thing, *rights: str) -> tuple[bool, bool]:
        return (
            all(self._policy(thing, right) for right in rights),
            all(third.allowed(self.asker, thing, right) for right in rights),
        )

    def _besides(self, row: Row) -> bool:
        """What some tables ask on top of the matrix: an interpretation and a hand-over stay inside, a safe opt-out outside the household,
        and so does a document with a dated reason.

        The history of an opt-out is as hidden as the line that it is about.
        """
        asked: dict[str, Callable[[Row], bool]] = {
            "escalation": lambda _row: self._in_team(),
            "handover": lambda _row: self._in_team(),
            **dict.fromkeys(HANDOUTS, self._handed_to),
            **dict.fromkeys(CONSENTS, self._team_or_writer),
            **dict.fromkeys(KEPT_WITHIN, self._kept_within),
            "involvement_reason": self._told_why,
            # It names no record here; that it is as open as what it is about: tests/integration/dossiers/test_statements.py
            "statement": lambda _row: False,
            "note_interpretation": lambda row: row.owner == self.scene.organisation,
            **dict.fromkeys(DOCUMENTS, self._open_to_household),
            "ecomap_tie": self._sees_both_ends,
            **dict.fromkeys(FOR_WORKERS, lambda _row: self.scene.function not in third.RESIDENTS),
            **dict.fromkeys(QUESTIONS, self._besides_of_a_question),
            **dict.fromkeys(HIDDEN_FROM_RESIDENTS, self._not_hidden),
            **dict.fromkeys(SEALED, self._guards_safety),
        }
        return row.table.name not in asked or asked[row.table.name](row)

    def _in_team(self) -> bool:
        """The lead, or a colleague of the team that leads; not one of another team, whom an emergency let in."""
        row = third.row_of(self.asker)
        return row == "case_lead" or (row == "team_member" and self.house.led_by_asker)

    def _team_or_writer(self, row: Row) -> bool:
        """The leading team, and the organisation that wrote it; never who lives there."""
        ours = row.owner == self.scene.organisation
        return self.scene.function not in third.RESIDENTS and (self._in_team() or ours)

    def _kept_within(self, row: Row) -> bool:
        return third.row_of(self.asker) in KEPT_WITHIN[row.table.name]

    def _handed_to(self, row: Row) -> bool:
        """The lead, or the colleague of the team whom the copy names; what hangs under a copy is as shut as the copy."""
        if row.table.name == "handout_left_out":
            compartment = self.proof.by_key["sealed_compartment", row.values["sealed_compartment_id"]]
            if not self.reads(compartment)[1]:
                return False
        if row.table.name != "handout":
            return self.reads(self.proof.by_key["handout", row.values["handout_id"]])[1]
        leads = third.row_of(self.asker) == "case_lead"
        return self._in_team() and (leads or row.values["account_id"] == self.proof.stage.account)

    def _own_party(self, row: Row) -> bool:
        """Of an interest or a signature: whether it is that of the asker's organisation, and the asker works with the plan."""
        own = row.values.get("party_org_id") == self.scene.organisation
        return own and third.row_of(self.asker) in PLAN_PARTNERS

    def _tells_own_win(self, row: Row) -> bool:
        """Of a win that somebody who lives there adds: in their own name, about themselves or the household as such."""
        return row.values["told_by"] == "resident" and row.about <= {self.scene.person}

    def _told_why(self, row: Row) -> bool:
        told = row.values["account_id"] == self.proof.stage.account
        return self.scene.function not in third.RESIDENTS and (told or self._in_team())

    def _not_hidden(self, row: Row) -> bool:
        if self.scene.function not in third.RESIDENTS:
            return True
        if row.table.name == "second_person_change":
            parent = self.proof.by_key["second_person", row.values["second_person_id"]]
            return not row.values["hidden_from_household"] and self.reads(parent)[1]
        return not row.values["hidden_from_household"]

    def _open_to_household(self, row: Row) -> bool:
        """Of a document: whether no dated reason keeps it from the household; a file of it is as open as the document."""
        if self.scene.function not in third.RESIDENTS:
            return True
        if row.table.name == "document_version":
            return self.reads(self.proof.by_key["document", row.values["document_id"]])[1]
        until = row.values["withheld_until"]
        return until is None or row.values["shared"] or until < TODAY

    def _sees_both_ends(self, row: Row) -> bool:
        """A tie on the ecomap is as shut as the people at its ends."""
        ends = {row.values["network_person_id"], row.values.get("other_id")} - {None}
        return all(self.reads(self.proof.by_key["network_person", end])[1] for end in ends)

    def _besides_of_a_question(self, row: Row) -> bool:
        """A thread is for who is named in it and for the lead, a line from outside not for who lives there."""
        if row.table.name == "thread_message":
            return self.reads(self.proof.by_key["question_thread", row.values["question_thread_id"]])[1]
        if row.table.name == "outside_question":
            return self.scene.function not in third.RESIDENTS
        leads = third.row_of(self.asker) == "case_lead"
        return self.scene.function not in third.RESIDENTS | third.BY_ORGANISATION and (leads or self._named(row))

    def _guards_safety(self, row: Row) -> bool:
        """Of a sealed compartment: its author, the attention officer of that organisation, youth protection once it reads along."""
        if row.table.name == "sealed_step":
            compartment = self.proof.by_key["sealed_compartment", row.values["sealed_compartment_id"]]
            return compartment.author == row.author and self.reads(compartment)[1]
        who, mine = third.row_of(self.asker), row.author == self.proof.stage.account
        guards = who == "attention_officer" and row.owner == self.scene.organisation
        along = who == "youth_protection" and row.values.get("shared_on") is not None
        return (mine and who in SEALERS) or guards or along

    def _named(self, thread: Row) -> bool:
        """Whether the asker of the scene asked this question, or is asked."""
        return self.proof.stage.account in {thread.author, *thread.values["party_ids"]}

    @staticmethod
    def _only(holds: bool, says: tuple[bool, bool]) -> tuple[bool, bool]:
        return (holds and says[0], holds and says[1])

    def reads(self, row: Row) -> tuple[bool, bool]:
        """Whether the row is read: (policy, third reader)."""
        if row.table.name == "involvement_reason" and row.values["account_id"] == self.proof.stage.account:
            return self._only(self._besides(row), self._notes(self.thing(row), "read"))
        if row.table.name == "meeting_line" and row.values["account_id"] == self.proof.stage.account:
            return self._notes(self.thing(row), "read")
        if row.table.name == "win" and third.row_of(self.asker) in AT_THE_TABLE:
            return self._notes(self.thing(row), "read")
        if row.table.name in {"thread_message", *SEALED} or (row.table.name == "question_thread" and self._named(row)):
            return self._only(self._besides(row), self._notes(self.thing(row), "read"))
        if row.table.name == "plan_interest" and self._own_party(row):
            return self._notes(self.thing(row), "read")
        return self._only(self._besides(row), self._both(self.thing(row), LEVELS[row.table.level]))

    def changes(self, row: Row) -> tuple[bool, bool]:
        """Whether the row is changed; whoever changes a row reads it."""
        mine = row.table.name not in SEALED or row.author == self.proof.stage.account
        return self._only(mine and self._besides(row), self._both(self.thing(row), LEVELS[row.table.level], "write"))

    def exists(self, row: Row) -> bool:
        """Whether the row may be known to exist, by whoever has no more to do with it."""
        return third.allowed(self.asker, self.thing(row, own=False, disclosed=False, words=frozenset()), "exists")

    def adds(self, row: Row, *, foreign: bool) -> tuple[bool, bool]:
        """Whether a new row is accepted."""
        thing = self.thing(row)
        if row.table.log_writer:
            return self._only(self._besides(row) and not foreign, self._notes(thing))
        if foreign and row.table.name == "intervention":
            leads = third.row_of(self.asker) == "case_lead" and not self.house.closed
            return self._only(leads and row.values["purpose_id"] == self.proof.purpose_elsewhere, self._notes(thing))
        if row.table.name in {"offer", "offer_step"} and third.row_of(self.asker) == "case_lead":
            return self._only(not foreign and not self.house.closed, self._notes(thing))
        lives_there = row.table.name == "win" and third.row_of(self.asker) in TELLS_OWN_WINS
        if row.table.name == "thread_message" or lives_there:
            holds = self._tells_own_win(row) if lives_there else self._besides(row)
            return self._only(holds and not foreign and not self.house.closed, self._notes(thing))
        if row.table.name in {"plan_interest", "goal_signature"} and self._own_party(row):
            goal = row.values.get("plan_item_id")
            reads = goal is None or self.reads(self.proof.by_key["plan_item", goal])[1]
            written = self._both(thing, "write")
            running = reads and not foreign and not self.house.closed
            return written if all(written) and not foreign else self._only(running, self._notes(thing))
        rights = ("bsn", "write") if row.table.level is Level.BSN else ("write",)
        return self._only(self._besides(row) and not foreign, self._both(thing, *rights))

    def _notes(self, thing: third.Thing, right: str = "write") -> tuple[bool, bool]:
        """Whoever has to do with the household may say that something happened, about persons that are not shut.

        So with ``read``: what somebody is told of why they are here.
        """
        row = third.row_of(self.asker)
        covered = self.covers is None or thing.about <= self.covers
        holds = row is not None and self.inside() and covered and not third._taken_away(row, self.asker, thing, right)
        return holds, holds
