"""Writing down a step, and the last one: the covenant, with which an organisation begins to take part. Never committed here."""

import datetime as dt

from flask_babel import gettext as _
from sqlalchemy import insert, update
from sqlalchemy.dialects.postgresql import insert as insert_or

from app.access.actor import Actor
from app.accounts.rules import must_administer
from app.audit import trail
from app.db.clock import today
from app.db.question import Question
from app.db.session import db
from app.documents.reading import Received
from app.kernel.errors import NotFound, RuleBroken, StaleVersion
from app.kernel.text import check_length, clean_text
from app.setup.models import SetupCovenant, SetupStep
from app.setup.queries import get_step, list_steps
from app.setup.words import LAST

LONGEST = 4000
_FINISH = Question("select sec.finish_setup(:organisation) as done")


def write_step(actor: Actor, organisation_id: int, step: int, *, text: str, done: bool, version: int) -> None:
    """Writes down one of the first seven steps, and whether it is done.

    Raises Forbidden, NotFound, RuleBroken for a step that is done and says nothing, and StaleVersion.
    """
    must_administer(actor)
    before = get_step(organisation_id, step)
    if step == LAST:
        raise NotFound
    text = check_length(clean_text(text), field="text", longest=LONGEST)
    if done and not text:
        raise RuleBroken("text", _("Schrijf eerst op wat er is afgesproken. Daarna is de stap klaar."))
    values = {
        "text": text,
        "done_on": (before.done_on or today()) if done else None,
        "changed_by": actor.account_id,
        "version": version + 1,
    }
    new = insert_or(SetupStep).values(organisation_id=organisation_id, step=step, **values)
    kept = (
        new.on_conflict_do_nothing().returning(SetupStep.step)
        if not version
        else update(SetupStep)
        .where(SetupStep.organisation_id == organisation_id, SetupStep.step == step, SetupStep.version == version)
        .values(**values)
        .returning(SetupStep.step)
        .execution_options(synchronize_session=False)
    )
    if db.session.execute(kept).scalar_one_or_none() is None:
        raise StaleVersion(get_step(organisation_id, step))
    trail.did(db.session(), "update", objects=[organisation_id], reason=str(step))


def sign(actor: Actor, organisation_id: int, signed_on: dt.date | None, received: Received) -> None:
    """The last step: what was signed, and when. From here on the organisation takes part.

    Raises Forbidden, and RuleBroken while an earlier step is not done, or for a day that is still to come or another kind of file.
    """
    must_administer(actor)
    if signed_on is None or signed_on > today():
        raise RuleBroken("signed_on", _("Kies de dag waarop is getekend: vandaag of eerder."))
    if received.media != "pdf":
        raise RuleBroken("file", _("Kies het getekende stuk als pdf."))
    open_steps = [row.step for row in list_steps(organisation_id) if row.step != LAST and row.done_on is None]
    if open_steps:
        raise RuleBroken(
            "",
            _("Nog niet klaar: stap %(steps)s. Maak die eerst af.", steps=", ".join(map(str, open_steps))),
        )
    db.session.execute(
        insert(SetupCovenant).values(
            organisation_id=organisation_id,
            signed_on=signed_on,
            file_name=received.name,
            content=received.content,
            added_by=actor.account_id,
        )
    )
    row = _FINISH.row(organisation=organisation_id)
    if row is None or not row.done:
        raise RuleBroken("", _("De organisatie kan nog niet meedoen. Kijk alle stappen na."))
    trail.did(db.session(), "update", objects=[organisation_id], reason=str(LAST))
