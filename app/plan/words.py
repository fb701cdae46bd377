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

#: Who does a step: the household itself first.
OWNERS: dict[str, tuple[str, str]] = {
    "resident": ("iemand van het huishouden", "somebody of the household"),
    "network": ("iemand uit het eigen netwerk", "somebody of their own network"),
    "professional": ("een professional", "a professional"),
}

STEP_STATES: dict[str, tuple[str, str]] = {
    "open": ("moet nog", "to do"),
    "done": ("gedaan", "done"),
    "dropped": ("hoeft niet meer", "no longer needed"),
}

#: The resident's own answer to: did you notice anything of it?
EFFECTS: dict[str, tuple[str, str]] = {
    "yes": ("ja, ik merk het", "yes, I notice it"),
    "little": ("een beetje", "a little"),
    "no": ("nee", "no"),
}

SOURCES: dict[str, tuple[str, str]] = {
    "wmo": ("Wmo", "Wmo (social support)"),
    "youth_act": ("Jeugdwet", "Jeugdwet (youth)"),
    "zvw": ("Zorgverzekering (Zvw)", "Health insurance (Zvw)"),
    "wlz": ("Langdurige zorg (Wlz)", "Long-term care (Wlz)"),
    "participation_act": ("Participatiewet", "Participatiewet (income and work)"),
    "housing_association": ("woningcorporatie", "housing association"),
    "fund": ("een fonds", "a fund"),
    "own": ("eigen geld", "own money"),
}

PERIODS: dict[str, tuple[str, str]] = {
    "once": ("één keer", "once"),
    "week": ("per week", "per week"),
    "month": ("per maand", "per month"),
    "year": ("per jaar", "per year"),
}

OWN_PLANS: dict[str, tuple[str, str]] = {
    "family_group_plan": ("familiegroepsplan", "family-group plan"),
    "personal_plan": ("persoonlijk plan", "personal plan"),
    "client_supporter": ("onafhankelijke cliëntondersteuner", "independent client supporter"),
}

ANSWERS: dict[str, tuple[str, str]] = {
    "offered": ("aangeboden, nog geen antwoord", "offered, no answer yet"),
    "later": ("denkt erover na", "thinking about it"),
    "accepted": ("ja, gaat ermee aan de slag", "yes, starts with it"),
    "declined": ("nee, liever niet", "no, rather not"),
    "received": ("het is er; hier bouwt het plan op voort", "it is there; the plan builds on it"),
}

#: The same two, and who pays, to somebody at home: no names of laws without saying who that is.
OWN_PLANS_AT_HOME: dict[str, tuple[str, str]] = {
    "family_group_plan": ("Een plan met uw familie en vrienden", "A plan with your family and friends"),
    "personal_plan": ("Een plan van uzelf", "A plan of your own"),
    "client_supporter": ("Iemand die gratis met u meedenkt", "Somebody who thinks along with you, free of charge"),
}

ANSWERS_AT_HOME: dict[str, tuple[str, str]] = {
    "offered": ("aangeboden, u kunt nog kiezen", "offered, you can still choose"),
    "later": ("u denkt er nog over na", "you are thinking about it"),
    "accepted": ("ja, daar wordt aan gewerkt", "yes, it is being worked on"),
    "declined": ("nu niet. Later mag ook", "not now. Later is fine too"),
    "received": ("het is er. Dit plan gaat daarop door", "it is there. This plan builds on it"),
}

SOURCES_AT_HOME: dict[str, tuple[str, str]] = {
    "wmo": ("de gemeente (Wmo)", "the municipality (Wmo)"),
    "youth_act": ("de gemeente (Jeugdwet)", "the municipality (Jeugdwet)"),
    "zvw": ("de zorgverzekering", "the health insurance"),
    "wlz": ("de langdurige zorg (Wlz)", "long-term care (Wlz)"),
    "participation_act": ("de gemeente (bijstand en werk)", "the municipality (benefits and work)"),
    "housing_association": ("wie u uw huis verhuurt", "whom you rent your home from"),
    "fund": ("een fonds", "a fund"),
    "own": ("u zelf", "you yourself"),
}

DIRECTORS: dict[str, tuple[str, str]] = {
    "resident": ("iemand van het huishouden", "somebody of the household"),
    "network": ("iemand uit het eigen netwerk", "somebody of their own network"),
    "professional": ("de professional", "the professional"),
}

#: The ladder of scaling up; 0 is an ordinary case (domain.md 2.1).
LADDER: dict[int, tuple[str, str]] = {
    0: ("gewoon: het team en het huishouden", "ordinary: the team and the household"),
    1: ("de teamleider", "the team leader"),
    2: ("de procesregisseur", "the process director"),
    3: ("de leiding van een partner", "the management of a partner"),
    4: ("Zorg- en Veiligheidshuis, Veilig Thuis of Raad", "Care and Safety House, Safe Home or Board"),
}

#: What somebody says of the shared goal.
SIGNS: dict[str, tuple[str, str]] = {
    "yes": ("ja, hier teken ik voor", "yes, I sign for this"),
    "no": ("nee, dit past niet meer", "no, it no longer fits"),
}
