"""The second person on the page of an appointment: what was agreed with them, reminders, and the way to the map."""

from dataclasses import dataclass

from flask_babel import gettext as _

from app.access.scope import DossierScope
from app.access.vocabulary import HOUSEHOLD_ROWS, Category
from app.appointments.afterwards import DIFFERENCES, MAY_HEAR, NO_REASONS, TO_WHOM
from app.appointments.presenters import url_of
from app.appointments.queries import Second, Visit, list_reminders
from app.appointments.services import may_remind
from app.appointments.states import NEEDS_WHO, SecondState
from app.web.i18n import by_language, day
from app.web.links import url_if


@dataclass(frozen=True, slots=True)
class Company:
    """What was agreed, in pairs; which reminders stand; and addresses of what may be done, empty when not."""

    facts: tuple[tuple[str, str], ...]
    reminders: tuple[str, ...]
    agree_url: str = ""
    asks_difference: bool = False
    map_url: str = ""
    who: str = ""
    remind_url: str = ""
    stop_url: str = ""
    resident_ics: str = ""
    second_ics: str = ""


def _listed(table: dict[str, tuple[str, str]], codes: tuple[str, ...]) -> str:
    return ", ".join(by_language(*words) for code, words in table.items() if code in codes)


def _facts(second: Second) -> tuple[tuple[str, str], ...]:
    whom = _listed(TO_WHOM, second.difference_to)
    verdict = by_language(*DIFFERENCES[second.difference]) if second.difference in DIFFERENCES else ""
    why = by_language(*NO_REASONS[second.no_reason]) if second.no_reason in NO_REASONS else ""
    pairs = (
        (_("Waarom niet"), why),
        (_("In eigen woorden"), second.no_words),
        (_("Mag horen"), _listed(MAY_HEAR, second.may_hear)),
        (_("Zei zelf ja"), day(second.own_yes_on) if second.own_yes_on else ""),
        (_("Maakte verschil"), ", ".join(filter(None, (verdict, whom)))),
        (_("In eigen woorden"), second.difference_words),
    )
    return tuple(pair for pair in pairs if pair[1])


def company(scope: DossierScope, visit: Visit, second: Second) -> Company:
    """What the asker sees and may do around the second person. Who lives there sees what was agreed and no more."""
    writes = not scope.closed and scope.may_write(Category.NETWORK) and scope.row not in HOUSEHOLD_ROWS
    if not writes:
        return Company(_facts(second), ())
    named = second.state in NEEDS_WHO and second.network_person_id is not None
    names = {"resident": _("de bewoner"), "second": second.first_name or _("wie er meekomt")}
    lines = list_reminders(visit.id)
    running = [line for line in lines if not line.withdrawn]
    reminders = [_("Een dag van tevoren gaat een mail naar %(who)s.", who=names[line.to_whom]) for line in running]
    if lines and not running and may_remind(scope, visit):
        reminders.append(
            _(
                "De herinnering is ingetrokken, bijvoorbeeld omdat de afspraak veranderde. Zet zo nodig een nieuwe klaar."
            )
        )
    came = named and second.state == SecondState.CAME
    plain = url_of("ics", scope, visit)
    return Company(
        facts=_facts(second),
        reminders=tuple(reminders),
        agree_url=url_of("agreed", scope, visit) if named else "",
        asks_difference=came and not second.difference,
        map_url=url_if("ecomap.place", dossier_id=scope.id, network_person_id=second.network_person_id) if came else "",
        who=second.first_name,
        remind_url=url_of("reminder", scope, visit) if may_remind(scope, visit) else "",
        stop_url=url_of("stop_reminders", scope, visit) if running else "",
        resident_ics=f"{plain}?for=resident",
        second_ics=f"{plain}?for=second" if named else "",
    )
