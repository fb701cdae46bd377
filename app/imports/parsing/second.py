"""What people write in the column of the second person: a state, a first name and a relation out of free text."""

from app.imports.parsing.model import SecondPerson
from app.imports.recognition.lexicon import RELATION_WORDS
from app.kernel.names import words_of

NOT_ASKED = "not_asked"
UNSAFE = "unsafe"
#: State and the words that show it, folded; the first that fits counts. "a+b" means both words.
_SIGNS: tuple[tuple[str, str], ...] = (
    ("unsafe", "onveilig unsafe gevaarlijk niet+veilig not+safe bedreigd"),
    (
        "did_not_come",
        "niet+gekomen niet+meegekomen kwam+niet kwamen+niet niet+verschenen afwezig not+come didnt+come did+not noshow",
    ),
    (
        "rather_not",
        "wil+niet wilde+niet liever+niet hoeft+niet geen+behoefte weigert niet+gewenst refused rather+not declined",
    ),
    ("thinking", "denkt nadenken twijfelt overweegt misschien bedenktijd thinking maybe"),
    ("came", "kwam kwamen meegekomen meegeweest gekomen aanwezig was+erbij was+mee ging+mee came attended"),
    ("not_asked", "niet+gevraagd vragen nog+vragen not+asked"),
    ("asked", "gevraagd asked uitgenodigd invited"),
    ("coming", "komt komen mee gaat+mee erbij coming comes"),
)
_NOBODY = frozenset({"", "nee", "niemand", "geen", "nvt", "n v t", "no", "none", "nobody", "0", "onbekend", "nog niet"})
_YES = frozenset({"ja", "yes", "j", "y", "x", "1"})


def parse_second(text: str) -> tuple[SecondPerson, bool]:
    """Read the free text; the second value tells whether the state was a guess (only a relation or a name is given).

    Nothing, a dash, "nee" and "niemand" mean: not asked yet. Who somebody is, is only kept when somebody may come.
    """
    words = words_of(text)
    joined = " ".join(words)
    if joined in _NOBODY:
        return SecondPerson(NOT_ASKED, text=text.strip(" -")), False
    relation = next((RELATION_WORDS[word] for word in words if word in RELATION_WORDS), "")
    name = _first_name(text)
    state = next((state for state, signs in _SIGNS if _shows(words, signs)), "")
    if state == UNSAFE:
        return SecondPerson(UNSAFE), False
    if state in {"rather_not", NOT_ASKED}:
        return SecondPerson(state, text=text), False
    if state:
        return SecondPerson(state, name, relation, text), False
    if joined in _YES or relation or name:
        return SecondPerson("asked", name, relation, text), True
    return SecondPerson(NOT_ASKED, text=text), True


def _shows(words: list[str], signs: str) -> bool:
    """Tell whether one of the signs stands in the words."""
    return any(all(part in words for part in sign.split("+")) for sign in signs.split())


def _first_name(text: str) -> str:
    """The first word with a capital that is no relation and not the start of an ordinary sentence."""
    for at, word in enumerate(text.replace(",", " ").replace(":", " ").split()):
        plain = word.strip("().!?;")
        folded = "".join(words_of(plain))
        if not plain[:1].isupper() or folded in RELATION_WORDS or not plain.isalpha():
            continue
        if at > 0 or not _is_sign(folded):
            return plain
    return ""


def _is_sign(folded: str) -> bool:
    """Tell whether a word is one of the words that show a state, or a plain yes."""
    return folded in _YES or folded in _NOBODY or any(folded in signs.replace("+", " ").split() for _s, signs in _SIGNS)
