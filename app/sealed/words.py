"""Words of the five steps: code → (Dutch, English)."""

#: Step → its name.
STEPS: dict[int, tuple[str, str]] = {
    1: ("Breng in kaart wat u ziet", "Map what you see"),
    2: ("Overleg met iemand", "Consult somebody"),
    3: ("Praat met wie het aangaat", "Talk with those concerned"),
    4: ("Weeg de zorg", "Weigh the concern"),
    5: ("Neem twee besluiten", "Take two decisions"),
}

#: Step → what to do in it.
WHAT: dict[int, tuple[str, str]] = {
    1: (
        "Schrijf op wat u zag en hoorde, en wanneer. Zet erbij wat u alleen vermoedt.",
        "Write down what you saw and heard, and when. Say what you only suspect.",
    ),
    2: (
        "Overleg met een collega of de aandachtsfunctionaris, of vraag advies aan Veilig Thuis. Bij advies noemt u geen namen.",
        "Consult a colleague or the safeguarding officer, or ask Safe Home for advice. When you ask for advice, name nobody.",
    ),
    3: (
        "Praat met de mensen om wie het gaat. Kan dat niet veilig? Schrijf dan op waarom niet.",
        "Talk with the people concerned. Is that not safe? Then write down why not.",
    ),
    4: (
        "Gebruik het afwegingskader van uw beroep. Is er nu gevaar, of is het al langer onveilig?",
        "Use the framework of your profession. Is there danger now, or has it been unsafe for longer?",
    ),
    5: (
        "Besluit eerst of u meldt bij Veilig Thuis. Besluit daarna of u hulp regelt. Beide kan ook.",
        "First decide whether you report to Safe Home. Then decide whether you arrange help. Both is possible.",
    ),
}

QUESTIONS: dict[str, tuple[str, str]] = {
    "consulted": ("Met wie overlegde u?", "Whom did you consult?"),
    "talked": ("Hebt u met hen gepraat?", "Did you talk with them?"),
    "danger": ("Wat is uw weging?", "How do you weigh it?"),
    "report": ("Besluit 1: meldt u bij Veilig Thuis?", "Decision 1: do you report to Safe Home?"),
    "arrange": ("Besluit 2: regelt u hulp?", "Decision 2: do you arrange help?"),
}

#: Question → what can be answered.
ANSWERS: dict[str, dict[str, tuple[str, str]]] = {
    "consulted": {
        "colleague": ("Een collega", "A colleague"),
        "attention": ("De aandachtsfunctionaris", "The safeguarding officer"),
        "safe_home": ("Veilig Thuis, zonder namen", "Safe Home, without names"),
    },
    "talked": {
        "yes": ("Ja", "Yes"),
        "later": ("Nog niet", "Not yet"),
        "unsafe": ("Nee, dat is niet veilig", "No, that is not safe"),
    },
    "danger": {
        "now": ("Er is nu gevaar", "There is danger now"),
        "lasting": ("Het is al langer onveilig", "It has been unsafe for longer"),
        "unclear": ("Ik weet het niet zeker", "I am not certain"),
        "none": ("Het is veilig genoeg", "It is safe enough"),
    },
    "report": {"yes": ("Ja, ik meld", "Yes, I report"), "no": ("Nee, ik meld niet", "No, I do not report")},
    "arrange": {
        "yes": ("Ja, ik regel hulp", "Yes, I arrange help"),
        "no": ("Nee, hulp is nu niet mogelijk of niet nodig", "No, help is not possible or not needed now"),
    },
}
