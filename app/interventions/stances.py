"""How a professional stands in an intervention: from taking over to letting go (domain.md 2.7, "zorgen dat" instead
of "zorgen voor").
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Stance:
    """One stance with its name and one line that explains it."""

    code: str
    name_nl: str
    name_en: str
    line_nl: str
    line_en: str


STANCES: dict[str, Stance] = {
    row.code: row
    for row in (
        Stance(
            "take_over", "overnemen", "take over",
            "Ik doe het nu even zelf, omdat het niet kan wachten.", "I do it myself for now, because it cannot wait.",
        ),
        Stance(
            "do_together", "samen doen", "do together",
            "We doen het met elkaar; de bewoner doet wat al lukt.",
            "We do it together; the resident does what already works for them.",
        ),
        Stance(
            "see_to_it", "zorgen dat", "see to it that",
            "Ik zorg dat het gebeurt; de bewoner of het netwerk doet het.",
            "I see to it that it happens; the resident or the network does it.",
        ),
        Stance(
            "available", "beschikbaar", "be available",
            "Ik ben er als iemand mij belt, en doe uit mezelf niets.",
            "I am there when somebody calls me, and otherwise do nothing.",
        ),
        Stance(
            "let_go", "los", "let go",
            "Het loopt zonder mij; ik kijk nog één keer of het goed gaat.",
            "It runs without me; I check once more that it is going well.",
        ),
    )
}  # fmt: skip

ORDER: tuple[str, ...] = tuple(STANCES)
