"""The people of a generated household."""

from __future__ import annotations

from dataclasses import dataclass

from app.cli.demo.dice import Dice
from app.cli.demo.household import Member
from app.cli.demo.names import CHILDREN, MEN, SURNAMES, WOMEN
from app.cli.demo.templates import Template

_ELDERLY = frozenset({"elderly", "single_elderly"})
_WITH_CHILDREN = frozenset({"parent", "family"})
_COUPLES = frozenset({"couple", "family", "elderly"})
_CONTACT = ("visit", "phone", "letter", "app")
_LEAVING = ("Ging zelf wonen.", "Ging studeren in een andere stad.", "Ging uit elkaar.", "Ging bij familie wonen.")


@dataclass(frozen=True, slots=True)
class Family:
    """The members, the first being the one whose question it is, and what the household is called."""

    members: tuple[Member, ...]
    title: str

    @property
    def main(self) -> Member:
        """The person whose question it is."""
        return self.members[0]


def make(dice: Dice, template: Template, began: int) -> Family:
    """Make a family that fits the kind of story; somebody may have left since the household was first known."""
    shape = dice.pick(template.shapes)
    prefix, surname = dice.pick(SURNAMES)
    age = dice.between(70, 88) if shape in _ELDERLY else dice.between(27, 58)
    first, second = (WOMEN, MEN) if dice.chance(58) else (MEN, WOMEN)
    unsafe = shape in _COUPLES and dice.chance(4)
    members = [
        _member(dice, dice.pick(first), (prefix, surname), age=age, relation="hoofdbewoner", unsafe=unsafe),
    ]
    if shape in _COUPLES:
        own = dice.chance(45)
        name = dice.pick(SURNAMES) if own else (prefix, surname)
        members.append(
            _member(dice, dice.pick(second), name, age=max(20, age + dice.between(-6, 6)), relation="partner")
        )
    if shape in _WITH_CHILDREN:
        oldest = max(4, min(17, age - 24))
        members += [
            _member(dice, child, (prefix, surname), age=dice.between(3, oldest), relation="kind")
            for child in dice.some(CHILDREN, dice.weigh((1, 2, 3, 4), (35, 40, 18, 7)))
        ]
    if len(members) > 1 and dice.chance(7) and not unsafe:
        members.append(_left(dice, (prefix, surname), age, began))
    title = surname if not prefix else f"{prefix.capitalize()} {surname}"
    return Family(tuple(members), title)


def _member(
    dice: Dice, first_name: str, name: tuple[str, str], *, age: int, relation: str, unsafe: bool = False
) -> Member:
    grown = relation != "kind"
    return Member(
        first_name=first_name, prefix=name[0], surname=name[1], age=age, days=dice.between(1, 360), relation=relation,
        contact=dice.weigh(_CONTACT, (30, 40, 8, 22)) if grown else "visit",
        phone=f"06 0000 {dice.between(0, 9999):04d}" if grown and dice.chance(85) else "", unsafe=unsafe,
    )  # fmt: skip


def _left(dice: Dice, name: tuple[str, str], age: int, began: int) -> Member:
    """Somebody who lived here and moved out while the household was known."""
    grown_child = age > 42 and dice.chance(60)
    return Member(
        first_name=dice.pick(MEN + WOMEN), prefix=name[0], surname=name[1],
        age=dice.between(19, 22) if grown_child else age, days=dice.between(1, 360),
        relation="volwassen kind" if grown_child else "inwonend familielid", left=dice.between(1, max(began - 5, 1)),
        left_because=_LEAVING[dice.between(0, 1)] if grown_child else _LEAVING[3],
    )  # fmt: skip
