"""The letter that asks somebody to come, and to bring somebody: plain language, large type, one sentence at a time."""

from flask_babel import gettext as _
from sqlalchemy import select

from app.access.scope import DossierScope
from app.access.vocabulary import HOUSEHOLD_ROWS, Category
from app.accounts.models import Account, Organisation
from app.appointments import words
from app.appointments.presenters import Letter
from app.appointments.queries import Visit, get_second, list_full_names, list_residents
from app.appointments.rules import PlaceKind
from app.appointments.states import INVITATION, SecondState
from app.audit import trail
from app.db.session import db
from app.dossiers.at_home import paper_mark
from app.web.i18n import LANGUAGES, day, in_language
from app.web.paper import Paragraph, Sheet

#: States in which the letter says nothing about somebody else, unless the typist chooses so. One is ordinary and one is
#: not to be seen: a letter without the sentence tells nobody which.
QUIET = frozenset({SecondState.RATHER_NOT, SecondState.UNSAFE})


def asks_along(visit: Visit) -> bool:
    """Whether the letter asks to bring somebody, when nobody chose."""
    return get_second(visit.id).state not in QUIET


def _where(visit: Visit, team: str) -> str:
    home, office = _("bij u thuis"), team
    kind = {PlaceKind.HOME.value: home, PlaceKind.OFFICE.value: office}.get(visit.place_kind, "")
    return ", ".join(filter(None, (kind, visit.place)))


def letter(scope: DossierScope, visit: Visit, *, bring: bool, language: str) -> Letter:
    """The letter in ``language``; ``bring``: with the question to bring somebody. That it was shown is noted in the log."""
    sender = db.session.execute(
        select(Account.phone, Organisation.contact_phone)
        .join(Organisation, Organisation.id == Account.organisation_id)
        .where(Account.id == scope.actor.account_id)
    ).one()
    # An appointment about nobody in particular is with everybody who lives there.
    residents = list_full_names(scope.id, visit.person_ids or tuple(p.id for p in list_residents(scope.id)))
    named = [person.id for person in residents]
    trail.saw(db.session(), dossier_id=scope.id, persons=named, categories=[Category.IDENTITY] if named else [])
    trail.saw(
        db.session(), dossier_id=scope.id, persons=visit.person_ids, categories=[Category.PLAN], objects=[visit.id]
    )
    code = language if language in LANGUAGES else "nl"
    with in_language(code):
        return _written(scope, visit, [person.name for person in residents], bring=bring, code=code, phones=sender)


def _together(names: list[str]) -> str:
    if not names[1:]:
        return "".join(names)
    return _("%(list)s en %(last)s", list=", ".join(names[:-1]), last=names[-1])


def _written(
    scope: DossierScope, visit: Visit, names: list[str], *, bring: bool, code: str, phones: tuple[str, str]
) -> Letter:
    def say(key: str, **values: str) -> str:
        text = INVITATION[key]
        return (text.en if code == "en" else text.nl).format(**values)

    team = scope.actor.organisation_name
    who = _together(names) or _("bewoner")
    where = (
        _("We bellen u op dat moment.")
        if visit.place_kind == PlaceKind.PHONE
        else say("where", where=_where(visit, team))
    )
    call = say("call", worker=scope.actor.name, team=team, phone=(phones[0] or phones[1] or "…").replace(" ", "\u00a0"))
    worker = scope.row not in HOUSEHOLD_ROWS
    paragraphs = [where, *([say("bring"), say("why"), say("free")] if bring else []), *([call] if worker else [])]
    return Letter(
        language=code,
        title=say("title"),
        greeting=say("greeting", who=who),
        when=say("when", when=words.when(visit)),
        paragraphs=tuple(paragraphs),
        closing=say("closing"),
        sender=f"{scope.actor.name}, {team}" if worker else team,
        right=day(visit.starts_at),
        mark=paper_mark(scope, who),
    )


def printed(scope: DossierScope, visit: Visit) -> None:
    """Notes in the log that the letter was put on paper."""
    trail.did(
        db.session(),
        "print",
        dossier_id=scope.id,
        category=Category.PLAN,
        persons=visit.person_ids,
        objects=[visit.id],
    )


def letter_sheet(written: Letter, *, office: str) -> Sheet:
    """The letter as it is put on paper."""
    with in_language(written.language):
        page_word = _("Pagina")
    return Sheet(
        written.title,
        (
            Paragraph(written.greeting),
            Paragraph(written.when, strong=True),
            *(Paragraph(sentence) for sentence in written.paragraphs),
            Paragraph(f"{written.closing}\n{written.sender}"),
        ),
        language=written.language,
        sender=office,
        mark=written.mark,
        page_word=page_word,
    )
