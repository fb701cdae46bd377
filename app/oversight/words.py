"""The words of looking over the log: what an act was about, and what each pattern means. Dutch, English."""

#: What an operation of the log is about: the word before its dot. A test holds this to the routes.
RESOURCES: dict[str, tuple[str, str]] = {
    "account": ("account", "account"),
    "address": ("adres", "address"),
    "appointment": ("afspraak", "appointment"),
    "bsn": ("BSN", "BSN"),
    "caseload": ("caseload", "caseload"),
    "disclosure": ("iets dat gedeeld is", "a shared item"),
    "document": ("document", "document"),
    "domain": ("levensgebied", "life domain"),
    "dossier": ("dossier", "file"),
    "handover": ("overdracht", "hand-over"),
    "health": ("werking van Schakel", "whether Schakel works"),
    "help": ("uitleg", "help"),
    "import": ("lijst inlezen", "bringing in a list"),
    "intervention": ("inzet", "intervention"),
    "knock": ("aankloppen", "knocking"),
    "lead": ("regie", "lead"),
    "lead_function": ("wie regie kan hebben", "who may lead"),
    "log": ("logboek", "log"),
    "log_question": ("uitleg over een inzage", "explaining a view"),
    "mail": ("mail", "mail"),
    "mix": ("teammix", "team mix"),
    "network_person": ("netwerk", "network"),
    "note": ("notitie", "note"),
    "offer": ("aanbod aan de buurt", "offer to the neighbourhood"),
    "organisation": ("organisatie", "organisation"),
    "overview": ("overzicht voor een persoon", "overview for a person"),
    "outside_question": ("vraag aan iemand buiten", "question to somebody outside"),
    "page": ("uitleg", "help"),
    "person": ("persoon", "person"),
    "plan_item": ("plan", "plan"),
    "process": ("fase", "phase"),
    "product": ("productlijst", "list of products"),
    "purpose": ("doel van een organisatie", "purpose of an organisation"),
    "question": ("de vraag", "the question"),
    "question_thread": ("vraag en antwoord", "question and answer"),
    "relation": ("betrokkenheid", "involvement"),
    "rights_request": ("verzoek over eigen gegevens", "request about own data"),
    "search": ("zoeken", "searching"),
    "session": ("inloggen", "signing in"),
    "team": ("team", "team"),
    "today": ("Vandaag", "Today"),
}

#: Pattern → (name nl, en), (what it means, what may be behind it nl, en), in the order of the page.
SIGNALS: dict[str, tuple[tuple[str, str], tuple[str, str]]] = {
    "own_name": (
        ("Eigen achternaam", "Own surname"),
        (
            "Iemand in dit huishouden heeft dezelfde achternaam als de medewerker. Dat kan familie zijn, en ook toeval.",
            "Somebody in this household has the same surname as the worker. That may be family, and it may be chance.",
        ),
    ),
    "colleague": (
        ("Een collega", "A colleague"),
        (
            "Iemand in dit huishouden heet als een collega van de medewerker, of het dossier is zo gemerkt.",
            "Somebody in this household has the name of a colleague of the worker, or the file is marked like that.",
        ),
    ),
    "street": (
        ("Een straat", "A street"),
        (
            "Op één dag vier of meer huishoudens in één straat, zonder daar regie te hebben. Dat kan een buurtronde zijn.",
            "Four or more households of one street on one day, without leading them. That may be a walk through the street.",
        ),
    ),
    "night": (
        ("In de nacht", "At night"),
        (
            "Bekeken tussen 23.00 en 6.00 uur. Dat kan een late dienst zijn.",
            "Viewed between 23:00 and 6:00. That may be a late shift.",
        ),
    ),
    "bulk": (
        ("Veel achter elkaar", "Many in a row"),
        (
            "Twintig of meer huishoudens in één uur. Dat kan het nalopen van een lijst zijn.",
            "Twenty or more households within one hour. That may be going through a list.",
        ),
    ),
    "search": (
        ("Zoeken zonder vervolg", "Searching without following up"),
        (
            "Op één dag vijf keer of vaker gezocht, en binnen tien minuten daarna niets geopend. Dat kan lastig zoeken zijn.",
            "Searched five times or more on one day, and opened nothing within ten minutes. That may be a difficult search.",
        ),
    ),
    "emergency": (
        ("Noodtoegang achter elkaar", "A series of emergencies"),
        (
            "Drie keer of vaker noodtoegang gebruikt in deze periode. Dat kan een zware week zijn.",
            "Emergency access used three times or more in this period. That may be a hard week.",
        ),
    ),
}
