"""Fingerprints of lines: the same whatever the order of columns and rows, in csv and in xlsx, whatever was chosen."""

import hashlib

from app.imports.parsing.desk import Desk
from app.imports.parsing.help import strand_of
from app.imports.recognition.fields import Field
from app.kernel.bsn import digits_of
from app.kernel.dates import DateKind, parse_date
from app.kernel.errors import RuleBroken
from app.kernel.names import PersonName, fold, name_key, words_of
from app.kernel.postcode import normalise_postcode, parse_address, parse_house_number

_LENGTH = 16
_LONGEST_KEY = 64


def fingerprints(desk: Desk, name: PersonName) -> tuple[str, str]:
    """Give the fingerprint of the whole line, and its identity: what stays when status, second person or remarks
    change.
    """
    lasting = [
        stable_name(name),
        _date(desk, Field.BIRTH, DateKind.BIRTH),
        digits_of(desk.cell(Field.BSN)),
        *_door(desk),
        strand_of(desk.cell(Field.STRAND)) or _plain(desk, Field.STRAND),
        _plain(desk, Field.PRODUCT),
        _plain(desk, Field.ORGANISATION),
        _date(desk, Field.START, DateKind.START),
    ]
    passing = [_plain(desk, field) for field in (Field.STATUS, Field.SECOND, Field.REMARKS)]
    key = desk.context.fingerprint_key
    return digest(key, [*lasting, _date(desk, Field.END, DateKind.START), *passing]), digest(key, lasting)


def stable_name(name: PersonName) -> str:
    """The key of a name as an old encoding would have kept it: `Łukasz` and `?ukasz` (its lost letter) are the same."""
    parts = (_old(part) for part in (name.given, name.prefix, name.surname))
    return name_key(PersonName(*parts))


def _old(text: str) -> str:
    """A text as it survives in cp1252: letters that it does not have become a question mark."""
    return text.encode("cp1252", "replace").decode("cp1252").replace("\ufffd", "?")


def _plain(desk: Desk, field: Field) -> str:
    """A cell without capitals, accents and signs; signs alone (a question mark) stay."""
    text = _old(desk.cell(field))
    return " ".join(words_of(text)) or fold(text).strip(" -")


def _date(desk: Desk, field: Field, kind: DateKind) -> str:
    """A date in one style; what is no date as it stands."""
    try:
        return parse_date(desk.cell(field), kind=kind, today=desk.context.today).value.isoformat()
    except RuleBroken:
        return _plain(desk, field)


def _door(desk: Desk) -> tuple[str, str, str]:
    """Street, door and postcode, from one column or from more."""
    address = parse_address(desk.cell(Field.ADDRESS))
    street, house = address.street, address.house
    if desk.cell(Field.NUMBER):
        street = desk.cell(Field.ADDRESS)
        try:
            house = parse_house_number(f"{desk.cell(Field.NUMBER)} {desk.cell(Field.ADDITION)}")
        except RuleBroken:
            house = None
    door = f"{house.number}{house.suffix}" if house else _plain(desk, Field.NUMBER)
    code = normalise_postcode(desk.cell(Field.POSTCODE)) or _plain(desk, Field.POSTCODE) or address.postcode
    return "".join(words_of(_old(street))), door, code


def digest(key: bytes, parts: list[str]) -> str:
    """A keyed hash of texts, as hexadecimal signs; no two lists of texts run into each other."""
    made = hashlib.blake2b(key=key[:_LONGEST_KEY], digest_size=_LENGTH)
    for part in parts:
        made.update(f"{len(part)}:{part};".encode())
    return made.hexdigest()
