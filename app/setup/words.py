"""The eight steps in words: what each is called and what is written down. After the VNG handreiking of November 2023 (domain.md 1.11)."""

Words = tuple[str, str]

#: Step → (name nl, en), (what is asked nl, en).
STEPS: dict[int, tuple[Words, Words]] = {
    1: (
        ("Wettelijke taak", "Legal task"),
        (
            "Welke taak heeft deze organisatie, en in welke wet staat die? Een taak zonder wet is geen taak.",
            "Which task has this organisation, and in which law does it stand? A task without a law is no task.",
        ),
    ),
    2: (
        ("Doel en noodzaak", "Purpose and necessity"),
        (
            "Waarvoor heeft zij gegevens van huishoudens nodig? Waarom kan het niet met minder, of zonder?",
            "What does it need data of households for? Why can it not do with less, or without?",
        ),
    ),
    3: (
        ("Taken in de wet van het vak", "Tasks in the law of the trade"),
        (
            "Welke regels gelden voor dit vak: geheimhouding, meldplicht, verbod om te delen?",
            "Which rules hold for this trade: secrecy, duty to report, prohibition to share?",
        ),
    ),
    4: (
        ("Welke gegevens", "Which data"),
        (
            "Welke soorten gegevens ziet wie? Hieronder staat wat elke functie hier hooguit ziet.",
            "Which kinds of data does who see? Below stands what each function sees here at most.",
        ),
    ),
    5: (
        ("Juridische afweging", "Legal analysis"),
        (
            "Op welke grond uit de AVG mag dit, en wat zei de jurist of de privacyfunctionaris?",
            "On which basis of the GDPR is this allowed, and what did the lawyer or the privacy officer say?",
        ),
    ),
    6: (
        ("Werkwijze", "Way of working"),
        (
            "Hoe werkt het van dag tot dag: wie vraagt wie erbij, wie praat met het huishouden, wat als het misgaat?",
            "How does it work from day to day: who asks whom to join, who talks with the household, what when it goes wrong?",
        ),
    ),
    7: (
        ("DPIA", "DPIA"),
        (
            "Wat zijn de risico’s voor bewoners en wat doet u eraan? Begin met het overzicht dat Schakel al kan maken.",
            "Which risks are there for residents and what do you do about them? Begin with the overview that Schakel can make already.",
        ),
    ),
    8: (
        ("Convenant of privacyprotocol", "Covenant or privacy protocol"),
        (
            "Wat is getekend, en op welke dag? Zonder deze dag en dit document doet de organisatie niet mee.",
            "What was signed, and on which day? Without this day and this document the organisation does not take part.",
        ),
    ),
}
LAST = 8
