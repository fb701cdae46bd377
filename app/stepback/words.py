"""Words of stepping back: what a network shows before one lets go: code → (Dutch, English)."""

#: What a network that stands shows (domain.md 2.7, O7).
SIGNS: dict[str, tuple[str, str]] = {
    "carriers": ("Minstens drie mensen dragen mee", "At least three people carry along"),
    "met_without": ("Zij zagen elkaar zonder professional", "They saw each other without a professional"),
    "survived_conflict": ("Het hield stand na een ruzie of tegenslag", "It held after a quarrel or a setback"),
    "backup_known": ("Iedereen weet wie inspringt als iemand uitvalt", "Everybody knows who steps in when somebody drops out"),
}  # fmt: skip
