"""Pieter's concern: youth protection reads along, who leads finds nothing. Noor opens one of her own, on a desk and a phone."""

import re

import pytest

from tests.journeys.conftest import Welcome
from tests.journeys.pages import Dossier
from tests.journeys.visitor import DESKTOP, PHONE

NOOR, PIETER, LIANNE = "Noor Hoekstra", "Pieter Land", "Lianne Brouwer"
DOOR = "Zorg over veiligheid"


def test_a_concern_of_the_demo_town_is_there_for_two_and_for_nobody_else(welcome: Welcome) -> None:
    for name in (PIETER, LIANNE):
        reader = welcome(name)
        Dossier(reader, "youth")
        reader.follows(DOOR).sees("Pieter Land, Scholengroep Het Baken", "3 van 5 stappen beschreven")
        reader.follows(re.compile("Geopend op")).sees(
            "wil na het laatste uur niet naar huis", "Veilig Thuis, zonder namen"
        )
        reader.sees("Wie leest dit?", "Lianne Brouwer, jeugdbeschermer")
    noor = welcome(NOOR)
    Dossier(noor, "youth")
    noor.follows(DOOR).sees("Er is hier geen verzegeld vak dat u mag lezen.").sees_nothing_of("Geopend op", "Pieter")


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desk", "phone"])
def test_she_writes_the_five_steps_without_losing_a_word(welcome: Welcome, size: tuple[int, int]) -> None:
    visitor, words = welcome(NOOR, size=size), f"Er viel een bord, zei hij ({size[0]})."
    Dossier(visitor, "ageing")
    visitor.follows(DOOR).follows("Verzegeld vak openen").presses("Verzegeld vak openen")
    visitor.sees("Schrijf op wat u in deze stap zag, hoorde of besloot.")
    visitor.types("Wat wilt u vastleggen?", words).presses("Verzegeld vak openen")
    visitor.sees("1 van 5 stappen beschreven").follows(re.compile("Geopend op")).sees(words)
    steps = {
        2: ("Een collega",),
        3: ("Nog niet",),
        4: ("Ik weet het niet zeker",),
        5: ("Nee, ik meld niet", "Ja, ik regel hulp"),
    }
    for number, answers in steps.items():
        visitor.follows("Invullen", inside=visitor.card(re.compile(f"Stap {number}")))
        visitor.types("Wat wilt u vastleggen?", f"Stap {number}.").presses("Bewaren")
        visitor.sees("Kies een van de mogelijkheden.")
        assert visitor.field("Wat wilt u vastleggen?").input_value() == f"Stap {number}."
        for answer in answers:
            visitor.chooses(answer)
        visitor.presses("Bewaren").sees(f"Stap {number}.")
    visitor.sees("5 van 5 stappen beschreven").presses("Vak sluiten").sees("gesloten op").presses("Vak weer openen")
    visitor.presses("Vak sluiten")


def test_in_english_and_without_scripts(welcome: Welcome) -> None:
    visitor = welcome(PIETER, scripts=False)
    visitor.presses("English")
    try:
        Dossier(visitor, "youth")
        visitor.follows("Concern about safety").sees("What you may read", "Open a sealed compartment")
        visitor.follows(re.compile("Opened on")).sees(
            "Step 1: Map what you see", "Safe Home, without names", "Take two decisions"
        )
        visitor.follows("Adjust", inside=visitor.card(re.compile("Step 2"))).sees(
            "Whom did you consult?", "Who reads this?"
        )
    finally:
        visitor.goes_to("/me")
        visitor.presses("Nederlands")
