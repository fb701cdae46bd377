"""Tables of questions: a thread with its messages, and the one line that somebody without an account sends back."""

import datetime as dt

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Index, LargeBinary, text
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Mapped, mapped_column

from app.db.base import Base, Key, Moment, Scoped, Written, within


class QuestionThread(Scoped, Base):
    """A question of one account (``author_id``) to others who are at work with the household. Category notes.

    ``party_ids`` are the accounts that are asked: they, the asker and the lead read it, and nobody else. They stand in the row
    itself, so that who may read it is looked up nowhere else.
    """

    __tablename__ = "question_thread"
    __table_args__ = (
        Index("uq_question_thread_id_dossier_id", "id", "dossier_id", unique=True),
        Index("ix_question_thread_author_id", "author_id"),
        CheckConstraint("status in ('open', 'closed')", name="status_is_known"),
        CheckConstraint("cardinality(party_ids) between 1 and 20", name="asks_somebody"),
    )

    id: Mapped[Key]
    line: Mapped[str]
    explanation: Mapped[str] = mapped_column(server_default="")
    party_ids: Mapped[list[int]] = mapped_column(ARRAY(BigInteger))
    due_on: Mapped[dt.date]
    status: Mapped[str] = mapped_column(server_default="open")
    version: Mapped[int] = mapped_column(server_default="1")

    __mapper_args__ = {"version_id_col": version}


class ThreadMessage(Scoped, Base):
    """An answer in a thread, or something more that the asker wants to know. Never changed."""

    __tablename__ = "thread_message"
    __table_args__ = (
        within("question_thread_id", "question_thread"),
        Index("ix_thread_message_question_thread_id", "question_thread_id"),
    )

    id: Mapped[Key]
    question_thread_id: Mapped[int]
    text: Mapped[str]


class OutsideQuestion(Scoped, Base):
    """A question to somebody without an account, and the one line that came back: by whom, at which address. Category notes.

    ``tick`` is seen / done / worry. What came back is written by ``sec.answer_from_outside`` alone. ``put_away_at``: the asker
    has read it, or does not wait for it any more.
    """

    __tablename__ = "outside_question"
    __table_args__ = (
        Index("ix_outside_question_author_id", "author_id"),
        CheckConstraint("language in ('nl', 'en')", name="language_is_known"),
        CheckConstraint("tick in ('seen', 'done', 'worry')", name="tick_is_known"),
        CheckConstraint("(tick is null) = (answered_at is null)", name="answered_with_a_tick"),
    )

    id: Mapped[Key]
    question: Mapped[str]
    asked_name: Mapped[str]
    asked_email: Mapped[str]
    language: Mapped[str]
    expires_at: Mapped[Moment] = mapped_column(server_default=text("sec.now() + interval '8 days'"))
    tick: Mapped[str | None]
    line: Mapped[str] = mapped_column(server_default="")
    answered_at: Mapped[dt.datetime | None]
    withdrawn_at: Mapped[dt.datetime | None]
    put_away_at: Mapped[dt.datetime | None]
    version: Mapped[int] = mapped_column(server_default="1")

    __mapper_args__ = {"version_id_col": version}


class OutsideLink(Base):
    """The link that was mailed with such a question. Only the hash of its token is kept, where the application cannot read it."""

    __tablename__ = "outside_link"
    __table_args__ = (
        Index("uq_outside_link_token_hash", "token_hash", unique=True),
        Index("uq_outside_link_outside_question_id", "outside_question_id", unique=True),
    )

    id: Mapped[Key]
    token_hash: Mapped[bytes] = mapped_column(LargeBinary)
    outside_question_id: Mapped[int] = mapped_column(BigInteger, ForeignKey("outside_question.id"))
    sent_at: Mapped[Written]
