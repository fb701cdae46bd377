"""What somebody asked about their own data, and what came of it."""

import datetime as dt
from typing import Any

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Index, Text, text
from sqlalchemy.dialects.postgresql import ARRAY, JSONB
from sqlalchemy.orm import Mapped, mapped_column

from app.db.base import Base, Key, Scoped, key_to, within


class RightsRequest(Scoped, Base):
    """A request under GDPR art. 15-21 of one person. Category plan; read and handled by the lead alone, also in a closed case.

    ``due_on`` is a month after ``received_on``, or three once it was extended with a reason (art. 12(3)).
    """

    __tablename__ = "rights_request"
    __table_args__ = (
        within("person_id", "person"),
        CheckConstraint(
            "kind in ('access','correction','erasure','restriction','objection','portability')", name="kind_is_known"
        ),
        CheckConstraint("decision in ('granted', 'partly', 'refused')", name="decision_is_known"),
        CheckConstraint("(decision is null) = (decided_on is null)", name="decision_has_a_day"),
        CheckConstraint("done_on is null or decision is not null", name="done_after_decision"),
        CheckConstraint("decision in ('granted') or decision is null or because <> ''", name="no_needs_a_reason"),
        Index("uq_rights_request_id_dossier_id", "id", "dossier_id", unique=True),
        Index("ix_rights_request_open", "dossier_id", "due_on", postgresql_where=text("done_on is null")),
    )

    id: Mapped[Key]
    person_id: Mapped[int]
    kind: Mapped[str]
    asks: Mapped[str] = mapped_column(server_default="")
    received_on: Mapped[dt.date]
    due_on: Mapped[dt.date]
    extended_because: Mapped[str] = mapped_column(server_default="")
    handled_by: Mapped[int] = mapped_column(BigInteger, ForeignKey("account.id"))
    decision: Mapped[str | None]
    because: Mapped[str] = mapped_column(server_default="")
    decided_on: Mapped[dt.date | None]
    done_on: Mapped[dt.date | None]
    version: Mapped[int] = mapped_column(server_default="1")

    __mapper_args__ = {"version_id_col": version}


class ErasureItem(Scoped, Base):
    """One record that is to be erased because somebody asked and the lead said yes: its table and id, for the next list.

    Category plan; read and written by the lead alone. It goes with the record.
    """

    __tablename__ = "erasure_item"
    __table_args__ = (
        within("rights_request_id", "rights_request"),
        Index("uq_erasure_item_kind_record_id", "kind", "record_id", "dossier_id", unique=True),
    )

    id: Mapped[Key]
    rights_request_id: Mapped[int]
    kind: Mapped[str]
    record_id: Mapped[int]


class Handout(Scoped, Base):
    """The copy of one person's overview that answers one request: made, read by a second person, approved, given.

    ``content`` is what the maker read, with what others are in the place of their names; whatever changes in the dossier later is
    not in it, and it is emptied once the copy was given. ``account_id`` is the second person: a colleague of the leading team,
    never the maker (trigger ``looked_by_another``); only what they approved is given (trigger ``given_after_look``).
    Category plan; for the lead, and for the second person. Written by the lead alone, also in a closed case.
    """

    __tablename__ = "handout"
    __table_args__ = (
        within("rights_request_id", "rights_request"),
        Index("uq_handout_id_dossier_id", "id", "dossier_id", unique=True),
        Index("ix_handout_rights_request_id", "rights_request_id"),
        Index("ix_handout_waiting", "account_id", postgresql_where=text("given_on is null and sent_at is not null")),
    )

    id: Mapped[Key]
    rights_request_id: Mapped[int]
    person_id: Mapped[int]
    account_id: Mapped[int] = key_to("account.id")
    kept: Mapped[list[str]] = mapped_column(ARRAY(Text), server_default=text("'{}'"))
    content: Mapped[dict[str, Any] | None] = mapped_column(JSONB(none_as_null=True))
    sent_at: Mapped[dt.datetime | None]
    given_on: Mapped[dt.date | None]
    version: Mapped[int] = mapped_column(server_default="1")

    __mapper_args__ = {"version_id_col": version}


class HandoutMark(Scoped, Base):
    """A piece of one text of a copy that is blacked out, by whoever made it or by the second person, and why.

    ``place`` counts the texts of the copy, ``starts`` and ``ends`` the characters of that text (from 0, the end not included).
    The text itself stays as it was. Category plan; for whoever reads the copy.
    """

    __tablename__ = "handout_mark"
    __table_args__ = (
        within("handout_id", "handout"),
        CheckConstraint("starts >= 0 and ends > starts", name="is_a_piece"),
        CheckConstraint("reason <> ''", name="has_reason"),
        Index("ix_handout_mark_handout_id", "handout_id"),
    )

    id: Mapped[Key]
    handout_id: Mapped[int]
    place: Mapped[int]
    starts: Mapped[int]
    ends: Mapped[int]
    reason: Mapped[str]
    taken_back_at: Mapped[dt.datetime | None]


class HandoutLeftOut(Scoped, Base):
    """That a sealed compartment is not in a copy, by whom, on which ground of law and why. Category plan; never changed.

    Read by whoever reads the copy and the compartment both: to anybody else it would tell that there is one. A compartment is in no
    copy anyway; this is the account of it.
    """

    __tablename__ = "handout_left_out"
    __table_args__ = (
        within("handout_id", "handout"),
        within("sealed_compartment_id", "sealed_compartment"),
        CheckConstraint("ground in ('safety','investigation','others')", name="ground_is_known"),
        CheckConstraint("reason <> ''", name="has_reason"),
        Index("ix_handout_left_out_handout_id", "handout_id"),
    )

    id: Mapped[Key]
    handout_id: Mapped[int]
    sealed_compartment_id: Mapped[int]
    ground: Mapped[str]
    reason: Mapped[str]


class HandoutLook(Scoped, Base):
    """What the second person says of a copy, in the version that they read: it may be given, or it goes back and why.

    Category plan; for whoever reads the copy, and never changed.
    """

    __tablename__ = "handout_look"
    __table_args__ = (
        within("handout_id", "handout"),
        CheckConstraint("approved or remark <> ''", name="back_with_a_reason"),
        Index("ix_handout_look_handout_id", "handout_id"),
    )

    id: Mapped[Key]
    handout_id: Mapped[int]
    handout_version: Mapped[int]
    approved: Mapped[bool]
    remark: Mapped[str] = mapped_column(server_default="")


class Weighing(Scoped, Base):
    """What was weighed about an objection (GDPR art. 21): which processing it is against, what it costs the household, what the task
    needs, and what stops when the answer is yes. Category plan; for the lead alone, and never changed: the newest counts.
    """

    __tablename__ = "weighing"
    __table_args__ = (
        within("rights_request_id", "rights_request"),
        CheckConstraint("household_interest <> '' and task_interest <> ''", name="both_sides"),
        Index("ix_weighing_rights_request_id", "rights_request_id"),
    )

    id: Mapped[Key]
    rights_request_id: Mapped[int]
    processing: Mapped[str]
    objected_purpose_id: Mapped[int | None] = mapped_column(BigInteger, ForeignKey("purpose.id"))
    household_interest: Mapped[str]
    task_interest: Mapped[str]
    stops: Mapped[str] = mapped_column(server_default="")


class Restriction(Scoped, Base):
    """One record that is kept and not used while a request runs (GDPR art. 18): by kind and id, until it is lifted with a reason.

    Category plan; for the lead alone. Who else reads such a record gets a sentence in its place (``sec.restricted_here``).
    """

    __tablename__ = "restriction"
    __table_args__ = (
        within("rights_request_id", "rights_request"),
        CheckConstraint("lifted_at is null or lifted_because <> ''", name="lifted_with_reason"),
        Index("ix_restriction_rights_request_id", "rights_request_id"),
        Index("uq_restriction_running", "kind", "record_id", unique=True, postgresql_where=text("lifted_at is null")),
    )

    id: Mapped[Key]
    rights_request_id: Mapped[int]
    kind: Mapped[str]
    record_id: Mapped[int]
    category: Mapped[str]
    lifted_at: Mapped[dt.datetime | None]
    lifted_by: Mapped[int | None] = mapped_column(BigInteger, ForeignKey("account.id"))
    lifted_because: Mapped[str] = mapped_column(server_default="")
