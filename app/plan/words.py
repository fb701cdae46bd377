"""Kinds of plan items, aims of a goal, states and bases of sharing, in the words of the field: code → (Dutch, English)."""

KINDS: dict[str, tuple[str, str]] = {
    "goal": ("doel", "goal"),
    "agreement": ("afspraak", "agreement"),
    "safety_agreement": ("veiligheidsafspraak", "safety agreement"),
}

#: Not everything can be solved: making it liveable, or keeping what goes well, is a goal too.
AIMS: dict[str, tuple[str, str]] = {
    "solve": ("oplossen", "solve"),
    "liveable": ("leefbaar houden", "make liveable"),
    "keep": ("behouden", "keep"),
}

STATUSES: dict[str, tuple[str, str]] = {
    "open": ("loopt", "open"),
    "reached": ("bereikt", "reached"),
    "dropped": ("losgelaten", "dropped"),
}

#: On what an item is shared with an organisation (AVG art. 6; domain.md 0.1 finding 1: consent does not replace a task).
BASES: dict[str, tuple[str, str]] = {
    "public_task": (
        "zij hebben het nodig voor hun taak (AVG artikel 6, 1 e)",
        "they need it for their task (GDPR article 6, 1 e)",
    ),
    "vital_interest": (
        "het is nodig voor iemands veiligheid (AVG artikel 6, 1 d)",
        "it is needed for somebody's safety (GDPR article 6, 1 d)",
    ),
    "legal_duty": ("de wet verplicht ertoe (AVG artikel 6, 1 c)", "the law requires it (GDPR article 6, 1 c)"),
}
