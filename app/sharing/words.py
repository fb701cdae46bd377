"""Kinds of items, and answers to a knock, in the words of the field: code → (Dutch, English)."""

ITEMS: dict[str, tuple[str, str]] = {
    "plan_item": ("doel of afspraak", "goal or agreement"),
    "note": ("notitie", "note"),
    "intervention": ("toelichting bij een inzet", "explanation of an intervention"),
    "appointment": ("afspraak met het huishouden", "appointment with the household"),
    "domain_entry": ("levensgebied", "life domain"),
    "network_person": ("iemand uit het netwerk", "somebody of the network"),
}

#: What a lead answers to a knock. *No* reads to the asker as when nobody knows the household.
ANSWERS: dict[str, tuple[str, str]] = {
    "call": ("ja, bel mij", "yes, call me"),
    "later": ("ja, nu niet", "yes, not now"),
    "join": ("doe mee", "join us"),
    "no": ("nee", "no"),
}
