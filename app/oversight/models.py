"""What the privacy officer asks about one sight, and the one line that is answered."""

import datetime as dt

from sqlalchemy import BigInteger, Index
from sqlalchemy.orm import Mapped, mapped_column

from app.db.base import Base, Key, Moment, Written, key_to


class LogQuestion(Base):
    """A question to one account about one line of the access log, asked once and answered once.

    Read by the officers and by the account. The number of the case is written down when it is asked, because the account may
    have nothing to do with that household any more.
    """

    __tablename__ = "log_question"
    __table_args__ = (
        Index("uq_log_question_line_id", "line_id", unique=True),
        Index("ix_log_question_account_id", "account_id"),
    )

    id: Mapped[Key]
    line_id: Mapped[int] = mapped_column(BigInteger)
    line_at: Mapped[Moment]
    account_id: Mapped[int] = key_to("account.id")
    case_no: Mapped[str]
    asked_by: Mapped[int] = key_to("account.id")
    asked_at: Mapped[Written]
    answer: Mapped[str] = mapped_column(server_default="")
    answered_at: Mapped[dt.datetime | None]
