"""What the organisations of the town agreed to before they took part: the eight steps, and the covenant that was signed."""

from typing import LiteralString

from app.cli.demo.loading.base import Register
from app.cli.demo.loading.ledger import Connection, Ledger
from app.cli.demo.papers import page
from app.cli.demo.shapes import DemoTown

SETUP_STEP = "setup_step"
_ADMINISTRATOR = "astrid"
_LINES = (
    "Convenant samenwerken in de wijk",
    "",
    "Wij delen alleen wat nodig is, met een reden en met een einddatum.",
    "Het huishouden weet wie meekijkt en mag altijd inzien wat er staat.",
    "",
    "Getekend namens:",
)
#: Step → what was agreed. The eighth is the covenant itself.
_AGREED = {
    1: "De taak en het artikel van de wet staan bij de doelen van deze organisatie.",
    2: "Zij ziet alleen wat nodig is voor dat doel. Wie erbij komt, is gevraagd met een reden en een einddatum.",
    3: "De geheimhouding van het vak blijft gelden. Een medewerker deelt pas nadat de bewoner het weet.",
    4: "Elke functie ziet niet meer dan de tabel hieronder. Daarover zijn we het eens.",
    5: "De privacyfunctionaris las mee en had geen bezwaar.",
    6: "De casusregisseur vraagt partners erbij en praat eerst met het huishouden. Gaat er iets mis, dan belt u de regisseur.",
    7: "De risico's zijn besproken. Over een jaar kijken we opnieuw.",
    8: "Getekend door alle organisaties, op een bijeenkomst in het buurthuis.",
}
_STEPS: LiteralString = """
    insert into setup_step (organisation_id, step, text, done_on, changed_by)
    select c.organisation_id, s.step, s.text, c.signed_on, c.added_by
      from setup_covenant c cross join unnest(%s::int[], %s::text[]) s(step, text)
"""


def write_covenants(ledger: Ledger, register: Register, town: DemoTown) -> None:
    """The covenant of each organisation, signed on the day that it began to take part."""
    signer = register.accounts[_ADMINISTRATOR]
    for one in town.organisations:
        ledger.put(
            "setup_covenant", register.organisations[one.key], register.opened.date(), "convenant.pdf",
            page((*_LINES, one.name)), signer, register.opened,
        )  # fmt: skip


def write_steps(connection: Connection) -> None:
    """The eight steps of each organisation that signed: done on that day."""
    connection.execute(_STEPS, (list(_AGREED), list(_AGREED.values())))
