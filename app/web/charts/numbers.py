"""Numbers as Dutch and English write them."""

from dataclasses import dataclass

from babel.numbers import format_decimal


@dataclass(frozen=True, slots=True)
class Numbers:
    """The numbers of one language, ``nl`` or ``en``."""

    language: str = "nl"

    def plain(self, value: float) -> str:
        """*1.284* and *2,4* in Dutch, *1,284* and *2.4* in English; one decimal at most."""
        return str(format_decimal(value, format="#,##0.#", locale=self.language))


def percent(part: float, whole: float) -> int:
    """Whole percents; halves go up, because that is what people expect of 12,5%."""
    return int(part * 100 / whole + 0.5) if whole else 0
