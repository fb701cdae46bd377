"""Words of the field, folded: strands, statuses, products, organisations, and who may come along."""

from typing import Final

CARE: Final = "care"
ENFORCEMENT: Final = "enforcement"
ACTIVATION: Final = "activation"

_STRANDS: dict[str, str] = {
    CARE: "zorg z care hulp hulpverlening ondersteuning zorg/hulp begeleiding zorgspoor help support",
    ENFORCEMENT: (
        "handhaving h handh hand enforcement repressie dwang drang toezicht handhavend handhaven sanctie enforce"
        " handhavingsspoor"
    ),
    ACTIVATION: (
        "activering a act meedoen activation soc-activering sociale-activering participatie activeren activ"
        " participation sociaal"
        " soc-act welzijn dagbesteding"
    ),
}
#: Folded, signs as one dash.
STRAND_WORDS: dict[str, str] = {word: strand for strand, text in _STRANDS.items() for word in text.split()}

PLANNED: Final = "planned"
ACTIVE: Final = "active"
DONE: Final = "done"
STOPPED: Final = "stopped"
ON_HOLD: Final = "on_hold"
_STATUSES: dict[str, str] = {
    PLANNED: (
        "gepland planned nog-starten start-nog aangemeld wachtlijst aangevraagd gaat-starten voorgenomen nieuw"
        " new waiting intake"
    ),
    ACTIVE: (
        "loopt lopend actief active bezig gestart in-uitvoering running ongoing started open in-behandeling"
        " doorlopend in-progress"
    ),
    DONE: (
        "afgerond klaar done gereed voltooid completed finished beeindigd-goed doel-behaald afgesloten closed succesvol"
    ),
    STOPPED: "gestopt stopped gestaakt afgebroken beeindigd stop ingetrokken cancelled uitgevallen voortijdig-gestopt",
    ON_HOLD: "on-hold hold pauze gepauzeerd in-de-wacht wacht stil paused onderbroken on-hold-gezet tijdelijk-gestopt",
}
STATUS_WORDS: dict[str, str] = {word: status for status, text in _STATUSES.items() for word in text.split()}

_PRODUCTS = (
    "begeleid thuisbegeleid huisarts ggz schuld opvoed maatschappelijk psycho therap verpleeg wmo pgb dagbested"
    " leerplicht boete"
    " waarschuw uitzet contract wijkagent gesprek overlast sanctie vrijwillig taalmaat naaicl budget stage"
    " buurtcirkel cursus training"
    " moestuin werk coach bewind woonbegel jeugdhulp crisis verslav huishoud maaltijd vervoer dwangsom last"
    " aanschrijv controle"
    " handhav uitker traject re-integr maatje mentor sport eetclub koffie counselling counseling debt evict"
    " warning fine volunteer"
    " language house parent coaching club group support therapy guidance buddy tolk advies hulp"
)
PRODUCT_STEMS = tuple(_PRODUCTS.split())

_ORGANISATIONS = (
    "wijkteam politie ggz gemeente woningstichting woningcorporatie corporatie wooncorporatie woningbouw"
    " schuldhulp leerplicht buurtwerk"
    " welzijn stichting vereniging school jeugdbescherming veilig-thuis police council municipality housing"
    " association team sociaal"
    " buurtteam kredietbank voedselbank ggd jeugdzorg reclassering boa handhaving verslavingszorg thuiszorg"
    " zorggroep huisarts"
    " huisartsenpraktijk bureau debt mental welfare wonen bv centrum kerk moskee"
)
ORGANISATION_WORDS = frozenset(_ORGANISATIONS.split())

_STREETS = "straat laan weg plein dreef kade gracht singel hof park pad steeg dijk wal haven str markt street road lane"
STREET_ENDS = tuple(_STREETS.split())

_RELATIONS: dict[str, str] = {
    "zus": "zus zusje zuster sister schoonzus",
    "broer": "broer broertje brother zwager",
    "moeder": "moeder mama ma mother mum schoonmoeder",
    "vader": "vader papa pa father dad schoonvader",
    "ouders": "ouders ouder parents parent",
    "dochter": "dochter daughter",
    "zoon": "zoon son",
    "partner": "partner man vrouw echtgenoot echtgenote vriendje husband wife",
    "buurman": "buurman neighbour neighbor",
    "buurvrouw": "buurvrouw",
    "buren": "buren neighbours neighbors",
    "vriend": "vriend friend kameraad maat",
    "vriendin": "vriendin",
    "oma": "oma grandmother",
    "opa": "opa grandfather",
    "tante": "tante aunt",
    "oom": "oom uncle",
    "neef": "neef cousin",
    "nicht": "nicht niece",
    "mentor": "mentor coach",
    "vrijwilliger": "vrijwilliger maatje volunteer buddy",
    "collega": "collega colleague",
    "mantelzorger": "mantelzorger carer",
    "kennis": "kennis",
    "stiefouder": "stiefvader stiefmoeder",
    "pleegouder": "pleegouder pleegmoeder pleegvader",
}
RELATION_WORDS: dict[str, str] = {word: relation for relation, text in _RELATIONS.items() for word in text.split()}

TOTAL_WORDS = frozenset({"totaal", "total", "subtotaal", "subtotal", "eindtotaal", "som", "aantal", "sum", "generaal"})

_GIVEN_NAMES = (
    "jan piet kees bram sjoerd mohammed mohamed ahmed fatima samira dewi esra ineke grietje tjitske aaltje roza"
    " marianna zoe umit lukasz"
    " ali youssef sara emma daan sem lucas julia anna maria peter hans henk willem johan marieke karin linda"
    " sophie tess noah liam mila"
    " eva lotte thomas tim mark erik marco paul rob ruud theo gerrit wim ans annie truus corrie greet jantje"
    " hendrik klaas dirk arie"
    " omar hassan ibrahim yusuf mustafa aisha khadija zeynep elif emre mehmet ayse kemal piotr anna katarzyna adam"
    " ewa john mary james"
)
GIVEN_NAMES = frozenset(_GIVEN_NAMES.split())


def signs_as_dash(folded: str) -> str:
    """Make one dash of every run of signs and spaces, so that `soc. activering` and `soc-activering` are one word."""
    kept = "".join(sign if sign.isalnum() or sign == "?" else " " for sign in folded)
    return "-".join(kept.split())
