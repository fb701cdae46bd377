"""The purposes of an organisation, changed and ended. A change is a new version: what was written keeps the one it had."""

from dataclasses import asdict, dataclass

from flask_babel import gettext as _
from sqlalchemy import insert, select, update

from app.access.actor import Actor
from app.accounts.kinds import may_use_bsn
from app.accounts.models import Purpose
from app.accounts.queries import PurposeRow, get_organisation, list_purposes, list_versions
from app.accounts.rules import must_administer
from app.audit import trail
from app.db.clock import today
from app.db.session import db
from app.kernel.errors import RuleBroken, StaleVersion


@dataclass(frozen=True, slots=True, kw_only=True)
class PurposeInput:
    """What the administrator says about a purpose."""

    text_nl: str
    text_en: str
    law: str
    article: str
    bsn_allowed: bool


def change_purpose(actor: Actor, organisation_id: int, code: str, *, version: int, given: PurposeInput) -> None:
    """A new version of a purpose, from today; relations that run write under it from here on.

    Without the right to the BSN it is closed at once, also for relations that began with it. Raises Forbidden, NotFound,
    and StaleVersion when ``version`` is not the one that runs.
    """
    must_administer(actor)
    before = list_versions(organisation_id, code)[0]
    values = asdict(given)
    values["bsn_allowed"] = given.bsn_allowed and may_use_bsn(get_organisation(organisation_id).kind)
    if before.id == version and all(getattr(before, name) == value for name, value in values.items()):
        return
    _end(before, organisation_id, version)
    _add(organisation_id, code, values, "update")


def end_purpose(actor: Actor, organisation_id: int, code: str, *, version: int) -> None:
    """Nothing new can be chosen under this purpose from today; what has it, keeps it.

    Raises Forbidden, NotFound, StaleVersion, and RuleBroken for the last purpose of an organisation.
    """
    must_administer(actor)
    before = list_versions(organisation_id, code)[0]
    if {row.code for row in list_purposes(organisation_id)} == {code}:
        raise RuleBroken(
            "",
            _("Dit is het enige doel van deze organisatie. Zonder doel kan hier niemand met een huishouden beginnen."),
        )
    _end(before, organisation_id, version)
    trail.did(db.session(), "withdraw", objects=[before.id], reason=code)


def resume_purpose(actor: Actor, organisation_id: int, code: str) -> None:
    """An ended purpose can be chosen again, as it last read; twice is the same as once. Raises Forbidden and NotFound."""
    must_administer(actor)
    versions = select(Purpose.id).where(Purpose.organisation_id == organisation_id, Purpose.code == code)
    db.session.execute(versions.with_for_update())  # who presses at the same moment waits, and finds that it runs
    last = list_versions(organisation_id, code)[0]
    if last.valid_until is not None:
        _add(
            organisation_id, code, {name: getattr(last, name) for name in PurposeInput.__dataclass_fields__}, "restore"
        )


def _end(before: PurposeRow, organisation_id: int, version: int) -> None:
    """Ends the version that was read, if it runs. Raises StaleVersion."""
    ended = db.session.execute(
        update(Purpose)
        .where(Purpose.id == version, Purpose.organisation_id == organisation_id, Purpose.code == before.code)
        .where(Purpose.valid_until.is_(None))
        .values(valid_until=today())
        .returning(Purpose.id)
        .execution_options(synchronize_session=False)
    ).scalar_one_or_none()
    if ended is None:
        raise StaleVersion(before)


def _add(organisation_id: int, code: str, values: dict[str, object], action: str) -> None:
    added: int = db.session.execute(
        insert(Purpose)
        .values(organisation_id=organisation_id, code=code, valid_from=today(), **values)
        .returning(Purpose.id)
    ).scalar_one()
    trail.did(db.session(), action, objects=[added], reason=code)
