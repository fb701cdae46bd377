"""What Samira and Sami do with the people around them in the debt story: the map, their wins, and meetings."""

from __future__ import annotations

from dataclasses import replace

from app.cli.demo.ecomaps import DemoTie, draw, gather, step
from app.cli.demo.progress import discuss, stand, win
from app.cli.demo.scribe import Scribe


def together(scribe: Scribe) -> None:
    """The map as it was and as it is now: more people around them, and what they do together."""
    mina = DemoTie(
        who=0, circle="family", strength=3, gives=("listening", "thinking", "company"), receives=("company",),
        words="Bij Mina kan ik altijd binnenlopen.",
    )  # fmt: skip
    draw(
        scribe, 200, "Samira",
        replace(mina, strength=1, direction="from_them", strain=True, gives=("listening",), receives=(), words="Ik schaamde me voor haar."),
        DemoTie(who=1, circle="neighbourhood", kind="neighbours", strength=1, direction="from_them", words="Hij groet, meer niet."),
    )  # fmt: skip
    draw(
        scribe, 12, "Samira en Mina", mina,
        DemoTie(who=1, circle="neighbourhood", kind="neighbours", gives=("company", "doing"), words="Hij neemt Sami mee naar het veldje."),
        DemoTie(
            who=2, circle="neighbourhood", kind="club", strength=3, gives=("company", "things"), receives=("doing",),
            words="Op woensdag hoor ik erbij.",
        ),
        DemoTie(who=3, circle="family", kind="friendship", strength=1, words="Wij praten bij school."),
        DemoTie(who=0, other=2, kind="club", words="Mina kende de tuin al."),
    )  # fmt: skip
    step(scribe, 0, "agreed", 52, minutes=120)
    step(scribe, 0, "done", 45, minutes=120, enjoyed=5, words="De aarde rook naar vroeger.")
    gather(
        scribe, 26, coordinator="Mina", information="Tjeerd vertelde welke regeling er loopt.",
        plan="Mina kijkt op zondag mee met de post. Ben neemt Sami op zaterdag mee.", called=None,
    )  # fmt: skip


def wins(scribe: Scribe, goals: tuple[int, int]) -> None:
    """What went well, and what they agreed when they met."""
    win(
        scribe, 90, "Samira hielp een nieuwe bezoeker op weg.", told_by="network",
        criteria=("done", "small", "deep", "frictional", "ambition", "valued"), mechanisms=("energy", "bandwagon"),
        sign="Twee anderen begonnen ook een kasboek.",
    )  # fmt: skip
    win(scribe, 26, "De buren en Samira belden elkaar zelf over het geluid.", by="jelle", told_by="worker")
    win(
        scribe, 2, "Sami was zaterdag de hele middag buiten op het veldje.",
        criteria=("done", "small", "frictional", "valued"), mechanisms=("energy",),
    )  # fmt: skip
    discuss(
        scribe, 34, (
            ("Samira belt de school over de overblijf.", "resident", "Samira", 7, True),
            ("Mina zet elke maand de huur mee klaar.", "network", "Mina", 20, True),
            ("Kasboek nalopen met de laatste schuldeiser.", "tjeerd", "Tjeerd Dijkstra", 14, True),
        ), goal=goals[0],
    )  # fmt: skip
    discuss(
        scribe, 6, (
            ("Ben vraagt of Sami volgende week weer meegaat.", "network", "Ben", 9, False),
            ("Samira vraagt zelf een nieuwe sleutel van de moestuin.", "resident", "Samira", 12, False),
        ), goal=goals[1],
    )  # fmt: skip
    discuss(scribe, 13, off=True)
    discuss(scribe, -1, invited=("tjeerd",))
    stand(scribe, 1, (280, "take_over"), (120, "do_together"), (20, "do_together"))
    stand(scribe, 2, (235, "do_together"), (40, "see_to_it"))
