"""The sentences that WTForms brings along for fields without a message of their own, in ours: plain, and saying what to do."""

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

_FROM_LIST = _l("Kies iets uit de lijst.")
_AGAIN = _l("Deze pagina stond te lang open. Verstuur het formulier nog een keer.")
_NUMBER = _l("Vul een getal in, zoals 12.")
_EMPTY = _l("Vul dit in, of maak een keuze.")
_OTHERWISE = _l("Schrijf dit anders op: zo kunnen wij het niet lezen.")

#: WTForms' English sentence, in the singular, → ours. Placeholders are filled in by WTForms.
MESSAGES: dict[str, LazyString] = {
    "This field is required.": _EMPTY,
    "Invalid input.": _OTHERWISE,
    "Field must be equal to %(other_name)s.": _l("Vul hier hetzelfde in als bij %(other_name)s."),
    "Field must be at least %(min)d character long.": _l("Maak dit langer. Het kleinste aantal tekens is %(min)d."),
    "Field cannot be longer than %(max)d character.": _l("Maak dit korter: hooguit %(max)d tekens."),
    "Field must be exactly %(max)d character long.": _l("Kijk dit na. Het aantal tekens is altijd %(max)d."),
    "Field must be between %(min)d and %(max)d characters long.": _l(
        "Maak dit langer of korter: van %(min)d tot en met %(max)d tekens."
    ),
    "Number must be at least %(min)s.": _l("Vul een getal in van %(min)s of meer."),
    "Number must be at most %(max)s.": _l("Vul een getal in van %(max)s of minder."),
    "Number must be between %(min)s and %(max)s.": _l("Vul een getal in van %(min)s tot en met %(max)s."),
    "Date must be at least %(min)s.": _l("Kies %(min)s of een latere dag."),
    "Date must be at most %(max)s.": _l("Kies %(max)s of een eerdere dag."),
    "Date must be between %(min)s and %(max)s.": _l("Kies een dag van %(min)s tot en met %(max)s."),
    "Invalid email address.": _l("Vul een e-mailadres in, zoals naam@wijkteam.example."),
    "Invalid IP address.": _OTHERWISE,
    "Invalid Mac address.": _OTHERWISE,
    "Invalid URL.": _l("Vul een webadres in, zoals https://wijkteam.example."),
    "Invalid UUID.": _OTHERWISE,
    "Invalid value, must be one of: %(values)s.": _l("Kies een van deze: %(values)s."),
    "Invalid value, can't be any of: %(values)s.": _l("Kies iets anders dan: %(values)s."),
    "This field cannot be edited.": _l("Dit kunt u hier niet wijzigen. Laat het zoals het is."),
    "This field is disabled and cannot have a value.": _l("Laat dit leeg: het is hier niet nodig."),
    "Not a valid choice.": _FROM_LIST,
    "Invalid Choice: could not coerce.": _FROM_LIST,
    "Invalid choice(s): one or more data inputs could not be coerced.": _FROM_LIST,
    "'%(value)s' is not a valid choice for this field.": _FROM_LIST,
    "Choices cannot be None.": _FROM_LIST,
    "Not a valid datetime value.": _l("Vul een datum en een tijd in, zoals 24-11-2026 10:00."),
    "Not a valid date value.": _l("Vul een datum in, zoals 24-11-2026."),
    "Not a valid time value.": _l("Schrijf de tijd als 10:00."),
    "Not a valid week value.": _l("Kies een week."),
    "Not a valid integer value.": _NUMBER,
    "Not a valid decimal value.": _NUMBER,
    "Not a valid float value.": _NUMBER,
    "Invalid CSRF Token.": _AGAIN,
    "CSRF token missing.": _AGAIN,
    "CSRF failed.": _AGAIN,
    "CSRF token expired.": _AGAIN,
    "File does not have an approved extension: {extensions}": _l("Kies een bestand van deze soort: {extensions}"),
    "File does not have an approved extension.": _l("Kies een bestand van een andere soort."),
}


class BuiltinMessages:
    """What WTForms asks for the text of a message; one that is not listed stays as it is (labels made from names)."""

    def gettext(self, string: str) -> str:
        """Our sentence for one of WTForms'."""
        return str(MESSAGES.get(string, string))

    def ngettext(self, singular: str, plural: str, n: int) -> str:
        """The same for a number of things: our sentences hold for any number."""
        return str(MESSAGES.get(singular, singular if n == 1 else plural))
