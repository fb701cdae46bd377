"""Codes of functions and kinds of organisation in the reader's language."""

from app.accounts.kinds import FUNCTIONS, KINDS
from app.web.i18n import by_language


def function_name(code: str) -> str:
    """*woonconsulent*; the code itself when it is not one of ours."""
    function = FUNCTIONS.get(code)
    return by_language(function.name_nl, function.name_en) if function else code


#: What somebody does, told to who lives there: no names of functions.
AT_HOME: dict[str, tuple[str, str]] = {
    "generalist": ("helpt bij alles thuis", "helps with everything at home"),
    "community_officer": ("agent in de wijk", "police officer in the neighbourhood"),
    "housing_officer": ("gaat over uw huis en de huur", "about your home and the rent"),
    "caretaker": ("zorgt voor het gebouw", "looks after the building"),
    "mental_health_worker": ("helpt als u zich niet goed voelt", "helps when you do not feel well"),
    "debt_counsellor": ("helpt bij geld en schulden", "helps with money and debts"),
    "income_consultant": ("gaat over uw uitkering", "about your benefits"),
    "attendance_officer": ("let op dat kinderen naar school gaan", "sees that children go to school"),
    "school_contact": ("van school", "from school"),
    "youth_protection": ("let op of kinderen veilig zijn", "sees that children are safe"),
    "safe_home": ("van Veilig Thuis", "from Safe Home (Veilig Thuis)"),
    "enforcement_officer": ("let op of regels worden gevolgd", "sees that rules are kept"),
    "welfare_worker": ("helpt in de buurt", "helps in the neighbourhood"),
    "attention_officer": ("let op of iedereen veilig is", "sees that everybody is safe"),
    "volunteer": ("vrijwilliger", "volunteer"),
    "network_person": ("iemand die u kent", "somebody you know"),
    "coordinator": ("leidt het team", "leads the team"),
    "process_lead": ("helpt als het vastloopt", "helps when things get stuck"),
    "community_worker": ("helpt buren samen iets te doen", "helps neighbours to do things together"),
}


def function_at_home(code: str) -> str:
    """What somebody with this function does, in plain words; for whoever lives there themselves, the function."""
    return by_language(*AT_HOME[code]) if code in AT_HOME else function_name(code)


def kind_name(code: str) -> str:
    """*woningcorporatie*; the code itself when it is not one of ours."""
    kind = KINDS.get(code)
    return by_language(kind.name_nl, kind.name_en) if kind else code
