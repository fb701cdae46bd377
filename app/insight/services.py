"""Writes of insight: a question that is kept by name, renamed, or thrown away. Never committed here."""

from urllib.parse import urlencode

from sqlalchemy import delete, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.exc import IntegrityError

from app.access.actor import Actor
from app.audit import trail
from app.db.session import db
from app.insight import queries as read
from app.insight.models import InsightFilter
from app.insight.rules import LONGEST_NAME
from app.kernel.errors import RuleBroken, StaleVersion, marked
from app.kernel.text import check_length, clean_line


def keep_filter(actor: Actor, name: str, page: str, asked: dict[str, str]) -> int:
    """Keeps a question for everybody of the organisation who may count; returns its id. Raises RuleBroken for a name that is taken.

    ``page`` is an endpoint, ``asked`` the arguments of an address that was read without an error.
    """
    name = check_length(clean_line(name), field="name", longest=LONGEST_NAME, shortest=1)
    row = {"organisation_id": actor.organisation_id, "created_by": actor.account_id, "name": name, "page": page}
    adding = insert(InsightFilter).values(**row, asked=urlencode(asked)).on_conflict_do_nothing()
    made = db.session.execute(adding.returning(InsightFilter.id)).scalar_one_or_none()
    if made is None:
        raise RuleBroken("name", marked("Deze naam is er al. Kies een andere."))
    trail.did(db.session(), "create", objects=[made])
    return made


def rename_filter(actor: Actor, insight_filter_id: int, *, version: int, name: str) -> None:
    """Gives a question that the actor kept another name.

    Raises NotFound for one that is gone or of somebody else, StaleVersion when ``version`` is not the one that is there, and RuleBroken
    for a name that is taken.
    """
    name = check_length(clean_line(name), field="name", longest=LONGEST_NAME, shortest=1)
    before = read.get_kept(insight_filter_id, actor.account_id)
    if (before.name, before.version) == (name, version):
        return
    naming = (
        update(InsightFilter)
        .where(InsightFilter.id == insight_filter_id, InsightFilter.version == version)
        .values(name=name, version=version + 1)
        .returning(InsightFilter.id)
        .execution_options(synchronize_session=False)
    )
    try:
        with db.session.begin_nested():
            done = db.session.execute(naming).scalar_one_or_none()
    except IntegrityError:
        raise RuleBroken("name", marked("Deze naam is er al. Kies een andere.")) from None
    if done is None:
        raise StaleVersion(read.get_kept(insight_filter_id, actor.account_id))
    trail.did(db.session(), "update", objects=[insight_filter_id])


def drop_filter(actor: Actor, insight_filter_id: int) -> None:
    """Throws a question away that the actor kept; one that is gone, or of somebody else, stays as it is."""
    dropping = delete(InsightFilter).where(
        InsightFilter.id == insight_filter_id, InsightFilter.created_by == actor.account_id
    )
    gone = db.session.execute(dropping.returning(InsightFilter.id)).scalar_one_or_none()
    if gone is not None:
        trail.did(db.session(), "withdraw", objects=[gone])
