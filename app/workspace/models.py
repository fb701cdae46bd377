"""What the combined screens keep for themselves."""

from sqlalchemy import BigInteger, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from app.db.base import Base


class HandoverProgress(Base):
    """How many households of a caseload one account has handed over now: written outside the hand-over's own transaction.

    ``total`` 0: nothing runs. Numbers only, of nobody but that account.
    """

    __tablename__ = "handover_progress"

    account_id: Mapped[int] = mapped_column(
        BigInteger, ForeignKey("account.id", ondelete="CASCADE"), primary_key=True, autoincrement=False
    )
    done: Mapped[int] = mapped_column(server_default="0")
    total: Mapped[int] = mapped_column(server_default="0")
