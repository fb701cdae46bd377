"""A field for an amount of money, as people write one: 1250,50 or 1.250,50 or € 1250. Exact to the cent."""

import re
from decimal import Decimal
from typing import Any

from flask_babel import gettext as _
from wtforms import StringField

_DUTCH = re.compile(r"(?:[0-9]{1,3}(?:\.[0-9]{3})+|[0-9]{1,9})(?:,[0-9]{1,2})?")
_ENGLISH = re.compile(r"(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]{1,9})\.[0-9]{1,2}")


def read_euros(typed: str) -> Decimal:
    """An amount in euros, to the cent. Raises ValueError with a sentence that says how to write one.

    A point with one or two digits behind it is a decimal point (12.50), with three it parts thousands (1.250).
    """
    plain = typed.replace("€", "").replace(" ", "").replace("\u00a0", "").removesuffix(",-")
    if _ENGLISH.fullmatch(plain):
        return Decimal(plain.replace(",", "")).quantize(Decimal("0.01"))
    if _DUTCH.fullmatch(plain):
        return Decimal(plain.replace(".", "").replace(",", ".")).quantize(Decimal("0.01"))
    raise ValueError(_("Dit is geen bedrag. Schrijf bijvoorbeeld 1250,50."))


class EuroField(StringField):
    """An amount; what was typed stays when it is none. ``data`` is a Decimal."""

    data: Any

    def process_formdata(self, valuelist: list[str]) -> None:
        """Reads the amount. Raises ValueError with a sentence."""
        typed = valuelist[0].strip() if valuelist else ""
        self.data = None
        if typed:
            self.data = read_euros(typed)

    def _value(self) -> str:
        """What the field shows: what was typed, or the amount that stands."""
        if self.raw_data:
            return str(self.raw_data[0])
        return f"{self.data:.2f}".replace(".", ",") if self.data is not None else ""
