"""Generated households: for household n of N with seed S always the same believable variation on a kind of story."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from app.cli.demo import contacts, families, plans, progress
from app.cli.demo.course import Act, Course, acts, lay_out
from app.cli.demo.dice import Dice
from app.cli.demo.household import Cover, Home, bind, move_in
from app.cli.demo.place import BY_NAME, NEIGHBOURHOODS, SHARES, streets
from app.cli.demo.scribe import Cast, Scribe
from app.cli.demo.shapes import DemoHousehold
from app.cli.demo.templates import AGREEMENTS, SAFETY, TEMPLATES, WHY_STARTED, Template

FIRST_CASE_NO = 1000
_REASONS: dict[str, str] = {
    "community_officer": "Rust en veiligheid in de straat.",
    "housing_officer": "Huur en woonafspraken.",
    "caretaker": "Aanspreekpunt in het complex.",
    "mental_health_worker": "Begeleiding thuis, op verzoek.",
    "debt_counsellor": "Schulden op een rij en een regeling.",
    "income_consultant": "Inkomen en meedoen.",
    "attendance_officer": "Naar school gaan.",
    "school_contact": "Contact op school.",
    "youth_protection": "Veilig opgroeien van de kinderen.",
    "enforcement_officer": "Afspraken over de openbare ruimte.",
    "welfare_worker": "Meedoen in de buurt.",
    "volunteer": "Maatje, elke week een uur.",
}
_PHASE_REASONS: dict[str, str] = {
    "exploration": "Eerste gesprek is gepland.",
    "plan": "Het is duidelijk wat het huishouden zelf wil en kan.",
    "in_progress": "Plan samen gemaakt.",
    "low_flame": "Het loopt; we bellen nog af en toe.",
    "closed": "Het huishouden kan zonder ons verder.",
    "reopened": "Belde zelf: het gaat weer moeilijker.",
}
#: One household in so many lets a worry out as a theme of its neighbourhood, by the kind of story that it is.
_LIFTS = 3
_THEMES = {
    "debt": "money",
    "nuisance": "noise",
    "youth": "play",
    "ageing": "home",
    "newcomer": "language",
    "separation": "care",
    "alone": "lonely",
}
_STANCES = ("do_together", "take_over", "do_together", "see_to_it", "see_to_it", "available", "let_go")
_PLACES = tuple(place.name for place in NEIGHBOURHOODS for _ in range(SHARES[place.name]))
_SHARES_OF_TEMPLATES = tuple(template.share for template in TEMPLATES)


@dataclass(frozen=True, slots=True)
class Setting:
    """What all generated households share: the cast, accounts by function and organisation, the seed and the
    reference date.
    """

    cast: Cast
    by_function: Mapping[str, tuple[str, ...]]
    by_team: Mapping[str, tuple[str, ...]]
    seed: int
    today: dt.date
    households: int


def household(setting: Setting, number: int) -> DemoHousehold:
    """Household `number` (from 1) of the town."""
    dice = Dice(setting.seed, number)
    place = _PLACES[number * 37 % len(_PLACES)]
    team = setting.by_team[BY_NAME[place].team]
    scribe = Scribe(setting.cast, setting.today, team[(number * 2_654_435_761 >> 7) % len(team)])
    template = dice.weigh(TEMPLATES, _SHARES_OF_TEMPLATES)
    course = lay_out(dice)
    family = families.make(dice, template, course.began)
    home = Home(number, setting.households)
    move_in(scribe, home, family.members)
    _go_through_phases(dice, scribe, course)
    network = contacts.network(dice, scribe, course)
    done = acts(dice, course, template, place)
    goals = _plan(dice, scribe, course, template)
    _keep_in_touch(scribe, course)
    team_of = _involve(dice, scribe, course, done=done, setting=setting)
    _intervene(dice, scribe, done, goals=goals, team_of=team_of)
    _situation(dice, scribe, course, template)
    if course.is_long and course.ending != "closed" and number % _LIFTS == 0:
        progress.lift(scribe, course.edge + 9, _THEMES[template.key])
    contacts.appointments(dice, scribe, course, network)
    street = dice.pick(streets(place))
    cover = Cover(
        case_no=FIRST_CASE_NO + number, title=family.title, neighbourhood=place, street=street,
        house_number=dice.between(1, 239), addition=dice.weigh(("", "A", "B", "2"), (80, 8, 7, 5)),
        weight=_weight(dice, done), own_words=dice.pick(template.own_words), own_words_by=family.main.first_name,
        template=template.key, protected_address=dice.chance(2),
    )  # fmt: skip
    return bind(scribe, home, cover)


def _weight(dice: Dice, done: list[Act]) -> str:
    """Light, medium or heavy: chosen by the worker, who feels how much goes on."""
    running = sum(act.end is None for act in done) + dice.between(0, 3)
    return "light" if running <= 2 else "medium" if running <= 6 else "heavy"


def _go_through_phases(dice: Dice, scribe: Scribe, course: Course) -> None:
    for phase, ago in course.steps:
        scribe.phase(phase, ago, _PHASE_REASONS.get(phase) or dice.pick(WHY_STARTED))
    scribe.involve(scribe.lead, course.began, reason="Regie.")


def _plan(dice: Dice, scribe: Scribe, course: Course, template: Template) -> list[int]:
    """Goals, an agreement and sometimes a safety agreement, from the day the work began."""
    days = dict(course.steps)
    began = days.get("in_progress") or days.get("plan")
    if began is None:
        return []
    if course.is_long:
        began = course.began - 42
    reached = "reached" if course.ending in {"closed", "low_flame"} else "open"
    words = scribe.people[0].first_name
    goals = [
        scribe.goal(text, max(began - 7 * place, 1), domain, status=reached, words_of=words)
        for place, (text, domain) in enumerate(template.goals[: dice.between(1, 2)])
    ]
    if course.is_long and dice.chance(50):
        scribe.agree(dice.pick(AGREEMENTS), began - dice.between(5, 40), None)
    return goals


def _keep_in_touch(scribe: Scribe, course: Course) -> None:
    """On low flame somebody of the network keeps in touch, or the team where there is nobody."""
    if course.ending == "low_flame":
        who = scribe.network[0].first_name if scribe.network else "Het wijkteam"
        plans.burn(
            scribe, dict(course.steps)["low_flame"], who, "Als de post weer blijft liggen, of als zij erom vragen."
        )


def _involve(dice: Dice, scribe: Scribe, course: Course, *, done: list[Act], setting: Setting) -> dict[str, str]:
    """One account per function, from a week before its first intervention until a month after its last."""
    spans: dict[str, tuple[int, int | None]] = {}
    for act in done:
        function = act.text.function
        if function == "generalist":
            continue
        first, last = spans.get(function, (-9999, 9999))
        begins = max(act.start, 1) + 7
        still = last is None or act.end is None
        spans[function] = (max(first, begins), None if still else min(last or 0, act.end or 0))
    chosen = {"generalist": scribe.lead}
    for function, (first, last) in spans.items():
        who = chosen[function] = dice.pick(setting.by_function[function])
        end = None if last is None or last < 31 else last - 30
        scribe.involve(who, min(first, course.began), end, reason=_REASONS[function])
    if any(person.relation == "kind" for person in scribe.people) and course.is_long and dice.chance(40):
        who = dice.pick(setting.by_function["school_contact"])
        children = tuple(person.index for person in scribe.people if person.relation == "kind")
        scribe.involve(who, course.began - 30, None, reason=_REASONS["school_contact"], persons=children)
    officers = [who for function, who in chosen.items() if function in {"community_officer", "enforcement_officer"}]
    if officers and dice.chance(60):
        owner = scribe.cast.accounts[officers[0]].organisation
        scribe.agree(dice.pick(SAFETY), course.edge + 5, -dice.between(20, 85), safety=True, to=(owner,))
    return chosen


def _intervene(dice: Dice, scribe: Scribe, done: list[Act], *, goals: list[int], team_of: dict[str, str]) -> None:
    words = {
        "wie": scribe.people[0].first_name,
        "net": scribe.network[0].first_name if scribe.network else "Iemand uit de straat",
    }
    lead = scribe.cast.accounts[scribe.lead].name
    for place, act in enumerate(done):
        text, who = act.text, team_of[act.text.function]
        stage = place * 4 // len(done) + dice.between(0, 2)
        mine = who == scribe.lead
        pauses = text.is_step and _something_runs(done, act)
        index = scribe.intervene(
            text.product, who, act.start, act.end, why=dice.pick(text.why).format_map(words),
            alternatives=text.alternatives.format_map(words), own_role=text.role.format_map(words),
            coordinated_with="" if mine else lead, stance=_STANCES[stage], goal=dice.pick(goals) if goals else None,
            superfluous_when=text.superfluous.format_map(words), network_could=text.network.format_map(words),
            result=text.result.format_map(words), consulted=lead if pauses else "",
            pause_reason=f"{lead} wist ervan; er liep al hulp. We brengen het samen." if pauses else "",
            stop_reason="Paste niet meer bij wat het huishouden wilde." if act.stopped else "",
            status="stopped" if act.stopped else "",
        )  # fmt: skip
        length = act.start - max(act.end or 0, 0)
        if text.update and length > 20 and dice.chance(45):
            scribe.update(index, act.start - length * dice.between(20, 80) // 100, text.update.format_map(words))


def _something_runs(done: list[Act], step: Act) -> bool:
    """Whether care or activation was going on when this enforcement step began: then it goes through the pause."""
    return any(
        other.text.strand != "enforcement"
        and other.start >= step.start
        and (other.end is None or other.end < step.start)
        for other in done
    )


def _situation(dice: Dice, scribe: Scribe, course: Course, template: Template) -> None:
    """Life domains with the two scores at the beginning and now, some talked about only, and the notes."""
    if course.ending == "intake":
        scribe.domain(template.domains[0][0], "not_discussed", course.began)
        return
    first = course.began - dice.between(10, 12)
    better = dice.weigh((2, 1, 0, -1), (30, 40, 20, 10))
    for code, reason, before, now in template.domains[: dice.between(1, len(template.domains))]:
        low = dice.between(1, 3)
        scribe.domain(code, "recorded", first, reason)
        scribe.entry(code, first, before, (low, max(1, min(5, low + dice.between(-1, 1)))))
        if course.is_long:
            high = max(1, min(5, low + better))
            scores = (high, max(1, min(5, high + dice.between(-1, 1))))
            scribe.entry(code, course.edge + dice.between(5, 60), now if better > 0 else before, scores)
    recorded = {state.domain for state in scribe.states}
    for code in dice.some(("health", "contacts", "money", "admin", "work"), 2):
        if code not in recorded:
            scribe.domain(code, "discussed", first)
    facts, words, meaning = template.notes[0]
    scribe.note(first, facts, words, meaning)
    if course.is_long:
        facts, words, meaning = template.notes[-1]
        scribe.note(course.edge + dice.between(0, 40), facts, words, meaning)
