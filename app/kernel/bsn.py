"""The burgerservicenummer (BSN): test and mask.

Nine digits whose weighted sum (9, 8, 7, 6, 5, 4, 3, 2, -1) is a multiple of eleven. Source: Besluit
burgerservicenummer, "elfproef".
An eight-digit number is an old one of which a spreadsheet lost the leading zero.
"""

from app.kernel.errors import RuleBroken, marked

WEIGHTS = (9, 8, 7, 6, 5, 4, 3, 2, -1)
LENGTH = len(WEIGHTS)
_SEPARATORS = str.maketrans("", "", " .-\u00a0")


def passes_eleven_test(digits: str) -> bool:
    """Tell whether nine digits satisfy the eleven-test; 000000000 does not count as a number."""
    if len(digits) != LENGTH or not (digits.isascii() and digits.isdigit()) or digits == "000000000":
        return False
    return sum(weight * int(digit) for weight, digit in zip(WEIGHTS, digits, strict=True)) % 11 == 0


def digits_of(text: str) -> str:
    """Take away the spaces, dots and dashes that people type, and put back a lost leading zero."""
    digits = text.strip().translate(_SEPARATORS).removesuffix(".0")
    if len(digits) == LENGTH - 1 and digits.isascii() and digits.isdigit():
        return "0" + digits
    return digits


def parse_bsn(text: str, *, field: str = "bsn") -> str:
    """Read a BSN as nine digits; raises `RuleBroken` with a sentence that does not repeat the number."""
    digits = digits_of(text)
    if not (digits.isascii() and digits.isdigit()):
        raise RuleBroken(field, marked("Een BSN bestaat alleen uit cijfers. Haal de andere tekens weg."))
    if len(digits) != LENGTH:
        raise RuleBroken(
            field, marked("Een BSN heeft 9 cijfers; hier staan er %(count)d. Kijk het na."), count=len(digits)
        )
    if not passes_eleven_test(digits):
        raise RuleBroken(field, marked("Dit BSN klopt niet. Kijk de cijfers na."))
    return digits


def mask_bsn(digits: str) -> str:
    """Show only the last four digits, as `•••••1317`."""
    return "•" * max(len(digits) - 4, 0) + digits[-4:]
