"""People around the household, and what somebody wants to do for the neighbourhood."""

from sqlalchemy import CheckConstraint, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from app.db.base import Base, Key, Scoped, within


class NetworkPerson(Scoped, Base):
    """Somebody from the household's own network: first name, what they are to whom, and a role. Category network."""

    __tablename__ = "network_person"
    __table_args__ = (
        Index("uq_network_person_id_dossier_id", "id", "dossier_id", unique=True),
        CheckConstraint(
            "role in ('family','friend','neighbour','carer','buddy','peer','mentor','guardian','helper','other')",
            name="role_is_known",
        ),
    )

    id: Mapped[Key]
    first_name: Mapped[str]
    relation: Mapped[str]
    role: Mapped[str] = mapped_column(server_default="other")
    active: Mapped[bool] = mapped_column(server_default=text("true"))
    version: Mapped[int] = mapped_column(server_default="1")

    __mapper_args__ = {"version_id_col": version}


class Offer(Scoped, Base):
    """What a resident or duo wants to do for the neighbourhood: voluntary, without any effect. Category offers."""

    __tablename__ = "offer"
    __table_args__ = (
        within("network_person_id", "network_person"),
        within("appointment_id", "appointment"),
    )

    id: Mapped[Key]
    text: Mapped[str]
    network_person_id: Mapped[int | None]
    appointment_id: Mapped[int | None]
