"""Who a line is about and where they live: name, date of birth, BSN, address, postcode."""

from datetime import date

from app.imports.parsing.desk import Desk, Finding, shown
from app.imports.parsing.model import KEEP, KEEP_CHOICES, LEAVE_OUT, LINE_CHOICES, VALUE_CHOICES, WITHOUT, Severity
from app.imports.recognition.fields import Field
from app.kernel.bsn import parse_bsn
from app.kernel.dates import DateKind, parse_date
from app.kernel.errors import RuleBroken
from app.kernel.names import PersonName, join_name, parse_name
from app.kernel.postcode import Address, HouseNumber, parse_address, parse_house_number, parse_postcode

LOST = ("?", "\ufffd")


def read_name(desk: Desk) -> PersonName:
    """The name, from one column or from three."""
    whole = desk.cell(Field.NAME)
    given, prefix, surname = (desk.cell(each) for each in (Field.GIVEN, Field.PREFIX, Field.SURNAME))
    name = parse_name(whole) if whole else join_name(given, prefix, surname)
    at = Field.NAME if desk.mapping.index_of(Field.SURNAME) is None else Field.SURNAME
    if not any(sign.isalpha() for sign in name.full):
        desk.ask(Finding(at, "name_missing", "er staat geen naam.", LINE_CHOICES, default=LEAVE_OUT))
    elif any(sign in name.full for sign in LOST):
        sentence = f"in '{shown(name.full)}' is een letter verloren gegaan. Gebruik liever het Excel-bestand (.xlsx)."
        desk.ask(
            Finding(at, "lost_letter", sentence, LINE_CHOICES, default=KEEP, value=name.full, severity=Severity.NOTE)
        )
    elif not name.given:
        sentence = f"'{shown(name.full)}' is maar een deel van een naam."
        desk.ask(
            Finding(
                at, "name_incomplete", sentence, LINE_CHOICES, default=KEEP, value=name.full, severity=Severity.NOTE
            )
        )
    return name


def read_date(desk: Desk, wanted: Field, kind: DateKind) -> date | None:
    """A date; an impossible one is a problem that says why."""
    text = desk.cell(wanted)
    if not any(sign.isalnum() for sign in text):
        return None
    try:
        found = parse_date(text, kind=kind, today=desk.context.today)
    except RuleBroken as refusal:
        desk.ask(Finding(wanted, "date_wrong", refusal.text, VALUE_CHOICES, default=WITHOUT, value=text))
        return None
    if found.assumed or found.approximate:
        sentence = f"'{shown(text)}' lezen wij als {found.value:%d-%m-%Y}. Klopt dat?"
        decision = desk.ask(
            Finding(
                wanted,
                "date_guessed",
                sentence,
                KEEP_CHOICES,
                default=KEEP,
                value=text,
                severity=Severity.NOTE,
                about=f"{found.value:%d-%m-%Y}",
            )
        )
        return found.value if decision == KEEP else None
    return found.value


def read_bsn(desk: Desk) -> str:
    """The BSN when it passes the test; the sentence about a wrong one does not repeat it."""
    text = desk.cell(Field.BSN)
    if not any(sign.isalnum() for sign in text):
        return ""
    try:
        return parse_bsn(text)
    except RuleBroken as refusal:
        desk.ask(Finding(Field.BSN, "bsn_wrong", refusal.text, VALUE_CHOICES, default=WITHOUT))
        return ""


def read_address(desk: Desk) -> Address:
    """Street and door, from one column or from more, with the postcode when it stands there too."""
    text = desk.cell(Field.ADDRESS)
    number = f"{desk.cell(Field.NUMBER)} {desk.cell(Field.ADDITION)}".strip()
    if desk.cell(Field.NUMBER):
        return Address(text.rstrip(" ,"), _house(desk, number))
    address = parse_address(text)
    if text and address.house is None:
        sentence = f"in '{shown(text)}' vinden wij geen huisnummer."
        if (
            desk.ask(Finding(Field.ADDRESS, "no_house_number", sentence, KEEP_CHOICES, default=KEEP, value=text))
            == WITHOUT
        ):
            return Address("", None)
    return address


def _house(desk: Desk, text: str) -> HouseNumber | None:
    """The door from its own columns."""
    try:
        return parse_house_number(text)
    except RuleBroken:
        sentence = f"'{shown(text)}' is geen huisnummer."
        desk.ask(Finding(Field.NUMBER, "house_number_wrong", sentence, VALUE_CHOICES, default=WITHOUT, value=text))
        return None


def read_postcode(desk: Desk, address: Address) -> str:
    """The postcode, from its column or from the address."""
    text = desk.cell(Field.POSTCODE)
    if not any(sign.isalnum() for sign in text):
        return address.postcode
    try:
        return parse_postcode(text)
    except RuleBroken as refusal:
        desk.ask(Finding(Field.POSTCODE, "postcode_wrong", refusal.text, VALUE_CHOICES, default=WITHOUT, value=text))
        return ""
