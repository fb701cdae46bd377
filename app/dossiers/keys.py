"""Derived columns by which households are found again: made in one place, so that a search compares like with like."""

from dataclasses import dataclass

from app.kernel.names import PersonName, grams, name_key, phonetic, words_of


@dataclass(frozen=True, slots=True)
class PersonKeys:
    """What is stored beside a name: the stub that others may see, and three keys for the search."""

    stub: str
    name_key: str
    grams: list[str]
    phonetic: str


def stub_of(name: PersonName) -> str:
    """First name and initial of the surname, as in *Samira E.* on a list."""
    first = name.given.split()[0] if name.given else ""
    return f"{first} {name.surname[:1].upper()}.".strip() if name.surname else first


def person_keys(name: PersonName) -> PersonKeys:
    """The keys of a name."""
    return PersonKeys(stub_of(name), name_key(name), grams(name.full), phonetic(name.full))


def address_key(street: str, number: int | None, addition: str, postcode: str) -> str:
    """Folded street, number with addition, and postcode: *dirkstraat 14a 9999zz*."""
    door = f"{number or ''}{''.join(words_of(addition))}"
    return " ".join(part for part in (*words_of(street), door, postcode.lower()) if part)
