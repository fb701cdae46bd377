"""Names of people: reading them from a list, and finding them again with typos, accents and another spelling.

The prefixes (tussenvoegsels) are the frequent ones of the national table of prefixes (BRP, landelijke tabel 36).
"""

import re
import unicodedata
from dataclasses import dataclass

_PREFIXES = (
    "van de der den des het 't ’t `t 's te ten ter toe tot in op aan bij onder over uit uyt uijt voor von vom vor"
    " zu zum zur d' l' la le les"
    " lo du da das del della di do dos el al ul af av abu bin ibn"
)
_TITLES = "dhr heer mevr mevrouw mw mej mr mrs ms dr drs ir ing prof fam familie"
PREFIXES = frozenset(_PREFIXES.split())
TITLES = frozenset(_TITLES.split())
_SPECIAL = str.maketrans(
    {
        "ı": "i",
        "ł": "l",
        "ø": "o",
        "đ": "d",
        "ð": "d",
        "þ": "th",
        "ħ": "h",
        "æ": "ae",
        "œ": "oe",
        "ß": "ss",
        "ŋ": "n",
        "ŧ": "t",
        "ĳ": "ij",
        "ĸ": "k",
        "ſ": "s",
        "’": "'",
        "‘": "'",
        "`": "'",
        "´": "'",
        "ʼ": "'",
        "–": "-",
        "‐": "-",
        "\u00a0": " ",
    }
)
_NOT_LETTERS = re.compile(r"[^a-z0-9?]+")
#: Spellings that sound the same in Dutch, applied in this order.
_SOUNDS = (
    ("schm", "sm"),
    ("ij", "y"),
    ("ei", "y"),
    ("ey", "y"),
    ("ou", "w"),
    ("au", "w"),
    ("oe", "u"),
    ("ph", "f"),
    ("sch", "sg"),
    ("ch", "g"),
    ("dt", "t"),
    ("th", "t"),
    ("ck", "k"),
    ("qu", "kw"),
    ("x", "ks"),
    ("c", "k"),
    ("q", "k"),
    ("z", "s"),
    ("v", "f"),
    ("d", "t"),
    ("ie", "i"),
    ("j", "y"),
)
_GRAM = 3


@dataclass(frozen=True, slots=True)
class PersonName:
    """A name in three parts; `prefix` is what stands before the surname (`van der`), "" for unknown parts."""

    given: str
    prefix: str
    surname: str

    @property
    def full(self) -> str:
        """The name in the order in which one speaks it: given, prefix, surname."""
        return " ".join(part for part in (self.given, self.prefix, self.surname) if part)

    @property
    def family(self) -> str:
        """Prefix and surname together."""
        return f"{self.prefix} {self.surname}".strip()


def parse_name(text: str) -> PersonName:
    """Read a name in either order (`Jansen , Esra`, `Esra Jansen`, `Berg, Dewi van der`, `van der Berg , Dewi`).
    Never raises.

    Titles are left out. Without a comma the first prefix tells where the surname starts, otherwise the last word is
    the surname.
    """
    parts = [_without_titles(part.split()) for part in text.split(",")]
    parts = [part for part in parts if part]
    if not parts:
        return PersonName("", "", "")
    if len(parts) == 1:
        return _spoken_order(parts[0])
    prefix, surname = _split_prefix(parts[0])
    given = [word for part in parts[1:] for word in part]
    while given and _is_prefix(given[-1]) and (len(given) > 1 or not prefix):
        prefix = f"{given.pop()} {prefix}".strip()
    if len(parts) > len(("surname", "given")) and all(_is_prefix(word) for word in parts[1]):
        prefix, given = " ".join(parts[1]), [word for part in parts[2:] for word in part]
    return PersonName(" ".join(given), prefix, surname)


def join_name(given: str, prefix: str, surname: str) -> PersonName:
    """Make a name of separate columns; a prefix that stands in the surname or behind the given name is taken out."""
    words = _without_titles(given.split())
    behind: list[str] = []
    while len(words) > 1 and _is_prefix(words[-1]):
        behind.insert(0, words.pop())
    inside, rest = _split_prefix(surname.replace(",", " ").split())
    found = " ".join(prefix.split()) or inside or " ".join(behind)
    return PersonName(" ".join(words), found, rest)


def _without_titles(words: list[str]) -> list[str]:
    """Leave out `dhr.`, `mevr.` and the like at the start."""
    while len(words) > 1 and words[0].rstrip(".").lower() in TITLES:
        words = words[1:]
    return words


def _is_prefix(word: str) -> bool:
    """Tell whether a word is a prefix of a surname."""
    return word.lower().rstrip(".") in PREFIXES


def _split_prefix(words: list[str]) -> tuple[str, str]:
    """Split a surname into its prefixes and the rest; the last word is never a prefix."""
    at = 0
    while at < len(words) - 1 and _is_prefix(words[at]):
        at += 1
    return " ".join(words[:at]), " ".join(words[at:])


def _spoken_order(words: list[str]) -> PersonName:
    """Read `Bram 't Hart`, `Esra Jansen` or, when it starts with a prefix, `de Vries Jan`."""
    first = next((at for at, word in enumerate(words[:-1]) if _is_prefix(word)), None)
    if first is None:
        return PersonName(" ".join(words[:-1]), "", words[-1])
    prefix, surname = _split_prefix(words[first:])
    if first == 0 and " " in surname:
        surname, _, given = surname.partition(" ")
        return PersonName(given, prefix, surname)
    return PersonName(" ".join(words[:first]), prefix, surname)


def fold(text: str) -> str:
    """Lower case without accents: `Yılmaz`, `YILMAZ` and `Łukasz`, `lukasz` become the same."""
    if text.isascii() and "`" not in text:
        return text.lower()
    lowered = text.translate(_SPECIAL).replace("İ", "i").lower().translate(_SPECIAL)
    decomposed = unicodedata.normalize("NFKD", lowered).lower()  # letters of formulas come apart into capitals
    return "".join(sign for sign in decomposed if not unicodedata.combining(sign)).translate(_SPECIAL)


def words_of(text: str) -> list[str]:
    """The folded words of a text: letters and digits only."""
    return [word for word in _NOT_LETTERS.split(fold(text).replace("'", "")) if word]


def name_key(name: PersonName) -> str:
    """One key for a person's name, the same for both orders and for every way of writing accents and capitals."""
    return f"{''.join(words_of(name.family))}|{''.join(words_of(name.given))}"


def grams(text: str) -> list[str]:
    """The trigrams of the folded words, padded as `  w`, sorted, each once: rows for a search that forgives typos."""
    found: set[str] = set()
    for word in words_of(text):
        padded = f"  {word} "
        found.update(padded[at : at + _GRAM] for at in range(len(padded) - _GRAM + 1))
    return sorted(found)


def phonetic(text: str) -> str:
    """A simple Dutch sound key per word: ij = y = ei, ou = au, c = k, ph = v = f, dt = d = t, z = s, doubled letters
    once.
    """
    return " ".join(key for key in (_sound(word) for word in words_of(text)) if key)


def _sound(word: str) -> str:
    """The sound key of one folded word."""
    for written, spoken in _SOUNDS:
        word = word.replace(written, spoken)
    kept: list[str] = []
    for sign in word:
        if not kept or kept[-1] != sign:
            kept.append(sign)
    sound = "".join(kept)
    return sound.removesuffix("h").replace("gh", "g").replace("uw", "w") or sound
