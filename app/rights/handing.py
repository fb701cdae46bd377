"""Making a copy of an overview, blacking out what is of others, having it read by a second person, and giving it. Never committed here."""

from collections.abc import Collection, Iterable

from flask_babel import gettext as _
from sqlalchemy import select
from sqlalchemy.orm.attributes import flag_modified

from app.access.scope import DossierScope
from app.access.vocabulary import Category
from app.audit import trail
from app.db.clock import now, today
from app.db.session import db
from app.dossiers.services.rows import columns
from app.kernel.errors import Forbidden, NotFound, RuleBroken, StaleVersion
from app.kernel.text import check_length, clean_text
from app.rights.blackening import Piece, Text, find_pieces
from app.rights.freezing import freeze
from app.rights.handouts import APPROVED, MADE, RETURNED, REVIEW, HandoutLine, get_handout, list_second_people
from app.rights.leaving_out import check_accounted
from app.rights.models import Handout, HandoutLook, HandoutMark
from app.rights.overview import LogPart, Overview, make_overview
from app.rights.requests import get_request

LONGEST = 500
#: What the lead, and what the second person can do next, by state.
LEADS_ON = {MADE: ("send",), RETURNED: ("send",), REVIEW: ("call_back",), APPROVED: ("give", "call_back")}
LOOKS_ON = {REVIEW: ("approve", "return")}


def steps_of(scope: DossierScope, line: HandoutLine) -> tuple[str, ...]:
    """What the asker can do with a copy now. Who has to make it anew, because it was emptied, can do nothing else with it."""
    if line.emptied:
        return ()
    second = line.account_id == scope.actor.account_id and line.author_id != scope.actor.account_id
    return (*(LOOKS_ON.get(line.state, ()) if second else ()), *(LEADS_ON.get(line.state, ()) if scope.is_lead else ()))


def may_black_out(scope: DossierScope, line: HandoutLine) -> bool:
    """Whether the asker can black out of this copy now: the lead as long as nobody approved it, the second person while they read it."""
    reads_it = line.state == REVIEW and line.account_id == scope.actor.account_id
    return not line.emptied and (reads_it or (scope.is_lead and line.state in {MADE, RETURNED}))


def make_handout(scope: DossierScope, request_id: int, *, second_id: int, kept: Collection[str]) -> int:
    """Makes the copy for one request, as the lead reads the overview now; returns its id.

    Raises Forbidden for anybody but the lead and for somebody who died, NotFound, and RuleBroken for a request that asks for no
    copy or is done, and for a second person who is not on the team.
    """
    request = get_request(scope.id, request_id)
    if not scope.is_lead or request.kind not in {"access", "portability"} or request.done_on is not None:
        raise Forbidden(_("Een kopie hoort bij een verzoek om inzage of om gegevens mee te krijgen dat nog loopt."))
    if second_id not in dict(list_second_people(scope)):
        raise RuleBroken("second", _("Kies een collega die in dit dossier met u samenwerkt."))
    overview = make_overview(scope, request.person_id, kept=kept, part=LogPart())
    if overview.person.deceased_on is not None:
        raise Forbidden(_("Deze persoon is overleden. Vraag de privacyfunctionaris wat nabestaanden mogen inzien."))
    row = Handout(
        **columns(scope, [request.person_id]),
        rights_request_id=request.id,
        person_id=request.person_id,
        account_id=second_id,
        kept=sorted(other.key for other in overview.others if other.kept),
        content=freeze(overview),
    )
    db.session.add(row)
    db.session.flush()
    said = " ".join(row.kept)
    trail.did(
        db.session(),
        "create",
        dossier_id=scope.id,
        category=Category.PLAN,
        persons=row.person_ids,
        objects=[row.id],
        reason=said,
    )
    return row.id


def saw_copy(scope: DossierScope, overview: Overview) -> None:
    """Notes in the log what a copy shows: each of its records, and of others the names that stay."""
    for line in overview.records:
        trail.saw(db.session(), dossier_id=scope.id, persons=line.person_ids, categories=[line.category])
    persons = {overview.person.person_id, *(one for other in overview.others if other.kept for one in other.person_ids)}
    trail.saw(db.session(), dossier_id=scope.id, persons=persons, categories=[Category.IDENTITY])
    trail.saw(db.session(), dossier_id=scope.id, persons=[overview.person.person_id], categories=[Category.LOG])


def black_out(
    scope: DossierScope, handout_id: int, text: Text, *, words: Iterable[str], whole: bool, reason: str
) -> int:
    """Blacks out these words of one text, each time that they stand in it, or the whole text; gives how many pieces.

    Raises NotFound, Forbidden when the copy is not the asker's to mark now, and RuleBroken for words that do not stand there.
    """
    line = _to_mark(scope, handout_id)
    wanted = [word for word in (clean_text(one) for one in words) if word]
    reason = check_length(clean_text(reason), field="reason", longest=LONGEST)
    pieces, missing = find_pieces(text.text, wanted)
    if missing:
        raise RuleBroken(
            "words", _("Dit staat niet zo in de tekst: %(words)s. Neem het letterlijk over.", words=missing[0])
        )
    pieces = [Piece(0, len(text.text))] if whole else pieces
    if not pieces:
        raise RuleBroken("words", _("Kies wat zwart wordt: woorden uit de tekst, of de hele tekst."))
    if not reason:
        raise RuleBroken("reason", _("Schrijf op waarom dit zwart wordt."))
    for piece in pieces:
        db.session.add(
            HandoutMark(
                **columns(scope, line.person_ids),
                handout_id=line.id,
                place=text.place,
                starts=piece.starts,
                ends=piece.ends,
                reason=reason,
            )
        )
    db.session.flush()
    _tell(scope, "black_out", line)
    return len(pieces)


def take_back(scope: DossierScope, handout_id: int, mark_ids: Collection[int]) -> int:
    """Shows pieces again that were blacked out; gives how many. Raises NotFound and Forbidden."""
    line = _to_mark(scope, handout_id)
    rows = db.session.scalars(
        select(HandoutMark).where(
            HandoutMark.handout_id == line.id, HandoutMark.id.in_(mark_ids), HandoutMark.taken_back_at.is_(None)
        )
    ).all()
    for row in rows:
        row.taken_back_at = now()
    db.session.flush()
    if rows:
        _tell(scope, "restore", line)
    return len(rows)


def take_step(scope: DossierScope, handout_id: int, step: str, *, remark: str, version: int) -> None:
    """Sends a copy to its second person or calls it back; approves it or sends it back; says that it was given.

    Raises NotFound, Forbidden, StaleVersion with the copy as it is now, and RuleBroken for a step that is not open now,
    or while a sealed compartment that the asker reads is left out without a reason.
    """
    row = _held(handout_id) if scope.is_lead else None
    line = get_handout(scope.id, handout_id)
    if line.version != version:
        raise StaleVersion(line)
    if step not in steps_of(scope, line):
        raise StaleVersion(line) if step in _STEPS else RuleBroken("step", _("Kies een stap uit de lijst."))
    if step in {"send", "approve"}:
        check_accounted(scope, line)
    remark = check_length(clean_text(remark), field="remark", longest=LONGEST)
    if step == "return" and not remark:
        raise RuleBroken("remark", _("Schrijf op wat er anders moet."))
    if step in {"approve", "return"}:
        _look(scope, line, approved=step == "approve", remark=remark)
    elif row is not None:
        _move(row, step)
    db.session.flush()
    _tell(scope, _STEPS[step], line)


_STEPS = {"send": "share", "call_back": "withdraw", "approve": "approve", "return": "return", "give": "hand_out"}


def _held(handout_id: int) -> Handout | None:
    """The copy, held until this transaction is over: of two leads one comes second. Only the lead may hold it."""
    one = select(Handout).where(Handout.id == min(handout_id, 2**62)).with_for_update()
    return db.session.execute(one.execution_options(populate_existing=True)).scalar_one_or_none()


def _move(row: Handout, step: str) -> None:
    """What the lead does. Every step makes a new version, so that what was said of an earlier one counts no more."""
    if step == "give":
        row.given_on, row.content = today(), None
    else:
        row.sent_at = now() if step == "send" else None
        flag_modified(row, "sent_at")  # a new version, also in the same moment


def _look(scope: DossierScope, line: HandoutLine, *, approved: bool, remark: str) -> None:
    row = HandoutLook(
        **columns(scope, line.person_ids),
        handout_id=line.id,
        handout_version=line.version,
        approved=approved,
        remark=remark,
    )
    db.session.add(row)


def _to_mark(scope: DossierScope, handout_id: int) -> HandoutLine:
    line = get_handout(scope.id, handout_id)
    if line.emptied:
        raise NotFound
    if not may_black_out(scope, line):
        raise Forbidden(_("Aan deze kopie verandert nu niets. Haal de kopie eerst terug."))
    return line


def _tell(scope: DossierScope, action: str, line: HandoutLine) -> None:
    """Without the reason: it stands with what was blacked out, and can be about whoever the copy is not to tell of."""
    trail.did(
        db.session(), action, dossier_id=scope.id, category=Category.PLAN, persons=line.person_ids, objects=[line.id]
    )
