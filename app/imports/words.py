"""Everything that the import says, in the reader's language.

The pure part writes its sentences in Dutch; on an English screen each comes from here by the code of the problem, with the value
and the one detail (``about``) filled in.
"""

import re
from collections.abc import Mapping

from flask_babel import LazyString
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from app.imports.parsing.model import Choice, Problem
from app.imports.recognition.fields import Field
from app.imports.table import FileRefused
from app.imports.words_of_problems import SENTENCES, TITLES
from app.web.i18n import current_language

FIELDS: dict[Field, LazyString] = {
    Field.NAME: _l("Naam"),
    Field.GIVEN: _l("Voornaam"),
    Field.PREFIX: _l("Tussenvoegsel"),
    Field.SURNAME: _l("Achternaam"),
    Field.BIRTH: _l("Geboortedatum"),
    Field.BSN: _l("BSN"),
    Field.ADDRESS: _l("Adres"),
    Field.NUMBER: _l("Huisnummer"),
    Field.ADDITION: _l("Toevoeging"),
    Field.POSTCODE: _l("Postcode"),
    Field.PLACE: _l("Plaats"),
    Field.STRAND: _l("Zorg, handhaving of activering"),
    Field.PRODUCT: _l("Inzet"),
    Field.ORGANISATION: _l("Organisatie"),
    Field.PROFESSIONAL: _l("Medewerker"),
    Field.START: _l("Begindatum"),
    Field.END: _l("Einddatum"),
    Field.STATUS: _l("Status"),
    Field.SECOND: _l("Tweede persoon"),
    Field.REMARKS: _l("Opmerkingen"),
    Field.PHONE: _l("Telefoon"),
}

_CHOICES: dict[str, LazyString] = {
    "without": _l("Importeren zonder dit gegeven"),
    "keep": _l("Zo overnemen"),
    "leave_out": _l("Niet importeren"),
    "care": _l("Zorg"),
    "enforcement": _l("Handhaving"),
    "activation": _l("Activering"),
    "active": _l("Loopt"),
    "planned": _l("Gepland"),
    "done": _l("Klaar"),
    "stopped": _l("Gestopt"),
    "today": _l("Vandaag als begindatum"),
    "asked": _l("Gevraagd"),
    "coming": _l("Komt mee"),
    "thinking": _l("Denkt erover na"),
    "not_asked": _l("Nog niet gevraagd"),
    "careful": _l("Bij deze persoon vastleggen: wees voorzichtig met wie er meeleest"),
    "own": _l("Onze eigen organisatie"),
    "apart": _l("Twee huishoudens"),
    "join": _l("Samenvoegen"),
    "new": _l("Toch een nieuw dossier maken"),
}

_REFUSALS: dict[str, LazyString] = {
    "empty": _l("In dit bestand staan geen gegevens."),
    "no_sheet": _l("In dit bestand staat geen blad met een lijst."),
    "wrong_type": _l("Dit bestand kunnen wij niet lezen. Kies een Excel-bestand (.xlsx) of een csv-bestand."),
    "old_xls": _l("Dit is een bestand van een oude Excel. Open het, kies Opslaan als .xlsx, en kies dat bestand."),
    "encrypted": _l("Dit bestand heeft een wachtwoord. Sla het op zonder wachtwoord en kies het opnieuw."),
    "corrupted": _l("Dit bestand is beschadigd. Sla het opnieuw op en kies het dan."),
    "zip_bomb": _l("Dit bestand wordt bij het uitpakken veel te groot. Het wordt niet gelezen."),
    "too_large": _l("Het bestand is te groot: het mag 10 MB zijn."),
    "too_many_rows": _l("Het bestand heeft meer dan 5.000 rijen. Splits het in kleinere bestanden."),
    "too_wide": _l("Een rij heeft meer dan 100 kolommen. Kies het bestand met de lijst zelf."),
    "cell_too_long": _l("In een cel staan meer dan 5.000 tekens. Is er een aanhalingsteken te veel?"),
}

_OBSTACLES: Mapping[str, LazyString] = {
    "Onder de kolomnamen staan geen regels.": _l("Onder de kolomnamen staan geen regels."),
    "Wij vinden geen kolom met namen. Kies welke kolom de naam van de bewoner is.": _l(
        "Wij vinden geen kolom met namen. Kies welke kolom de naam van de bewoner is."
    ),
    "Wij vinden geen kolom met de inzet. Kies welke kolom zegt wat er gebeurt.": _l(
        "Wij vinden geen kolom met de inzet. Kies welke kolom zegt wat er gebeurt."
    ),
}

#: What the pure part puts behind a product, to tell the same word in two strands apart.
_STRAND_BEHIND = re.compile(r" \((?:zorg|handhaving|activering)\)$")

_REASONS: dict[str, LazyString] = {
    "known": _l("Deze regel kwam eerder al binnen."),
    "double": _l("Deze regel stond er twee keer in."),
    "choice": _l("U koos om deze regel niet te importeren."),
}


def refusal(error: FileRefused) -> str:
    """Why a file is not taken, and what to do."""
    if current_language() == "nl" or error.code not in _REFUSALS:
        return error.text
    return str(_REFUSALS[error.code])


def obstacle(text: str) -> str:
    """What makes the list unreadable as a whole."""
    return str(_OBSTACLES.get(text, text))


def title(code: str) -> str:
    """The name of a kind of problem."""
    return str(TITLES.get(code, code))


def sentence(problem: Problem) -> str:
    """One problem, with its row and column."""
    if current_language() == "nl" or problem.code not in SENTENCES:
        return problem.text_nl
    what = str(SENTENCES[problem.code]) % {"value": _value(problem), "about": problem.about}
    if not problem.column:
        return _("Rij %(row)d: %(what)s", row=problem.row, what=what)
    return _("Rij %(row)d, kolom %(column)s: %(what)s", row=problem.row, column=problem.column, what=what)


def _value(problem: Problem) -> str:
    return _STRAND_BEHIND.sub("", problem.value) if problem.code.startswith("product_") else problem.value


def choice_label(choice: Choice) -> str:
    """One answer; products carry both names, and names of organisations speak for themselves."""
    if current_language() == "nl":
        return choice.label_nl
    if choice.code not in _CHOICES:
        return choice.label_en or choice.label_nl
    return str(_CHOICES[choice.code])


def reason(code: str) -> str:
    """Why a line did not come in."""
    return str(_REASONS.get(code) or title(code))


def field_name(field: Field) -> str:
    """What a column can be."""
    return str(FIELDS[field])
