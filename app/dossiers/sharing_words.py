"""Kinds of items, answers to a knock, and what people were told and allow, in the words of the field: code → (Dutch, English)."""

ITEMS: dict[str, tuple[str, str]] = {
    "plan_item": ("doel of afspraak", "goal or agreement"),
    "note": ("notitie", "note"),
    "intervention": ("toelichting bij een inzet", "explanation of an intervention"),
    "appointment": ("afspraak met het huishouden", "appointment with the household"),
    "document": ("document", "document"),
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

#: How somebody was told what is done with their data.
CHANNELS: dict[str, tuple[str, str]] = {
    "talk": ("in een gesprek", "in a talk"),
    "letter": ("met een brief of folder", "with a letter or leaflet"),
    "phone": ("aan de telefoon", "on the phone"),
    "other": ("op een andere manier", "in another way"),
}
#: Why somebody is told later.
POSTPONED: dict[str, tuple[str, str]] = {
    "safety": ("dat is nu niet veilig", "that is not safe now"),
    "outreach": ("dat zou de hulp nu in de weg staan (bemoeizorg)", "that would get in the way of help now (outreach)"),
}
#: What shows that somebody lifted secrecy.
EVIDENCE: dict[str, tuple[str, str]] = {
    "talk": ("in een gesprek", "in a talk"),
    "signature": ("met een handtekening", "with a signature"),
    "digital": ("digitaal", "digitally"),
}
#: Who lifted secrecy. Which of them may, follows from the age (``rules.may_lift``).
GIVEN_BY: dict[str, tuple[str, str]] = {
    "self": ("deze persoon zelf", "this person"),
    "both": ("deze persoon en wie het gezag heeft, samen", "this person and whoever holds authority, together"),
    "authority": ("wie het gezag heeft", "whoever holds authority"),
    "representative": (
        "een wettelijk vertegenwoordiger (mentor, curator)",
        "a legal representative (mentor, guardian)",
    ),
}
#: What somebody says of the plan.
AGREES: dict[str, tuple[str, str]] = {
    "yes": ("ja, ik sta erachter", "yes, I agree"),
    "partly": ("met een deel", "with a part of it"),
    "no": ("nee", "no"),
}
