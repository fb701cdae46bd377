"""What counts as the same name or address: capitals, blanks and look-alike forms fold together."""

import re
import unicodedata

#: Printable ASCII without what only occurs in quoted local parts; nobody's work address needs those.
_EMAIL = re.compile(
    r"[a-z0-9.!#$%&'*+/=?^_`{|}~-]+@[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)+"
)
LONGEST_EMAIL = 254


def fold(text: str) -> str:
    """The form in which names and addresses are compared: NFKC, case folded, blanks at the ends gone and single inside."""
    folded = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold())
    return " ".join("".join(sign for sign in folded if unicodedata.category(sign) not in {"Cc", "Cf", "Cs"}).split())


def email_key(typed: str) -> str:
    """The key of an address as somebody typed it. Any text gives a key; one that is no address belongs to nobody."""
    return fold(typed[:1000]).replace(" ", "")


def is_email(address: str) -> bool:
    """Whether this is an address that an account may have: ASCII only, with a domain."""
    return len(address) <= LONGEST_EMAIL and _EMAIL.fullmatch(address.lower()) is not None
