"""Every write to the tables of interventions: actor first, the log in the same function, flush, never commit."""

from app.interventions.services.catalogue import sync_catalogue
from app.interventions.services.confirmation import Confirmation, confirm, disown
from app.interventions.services.correction import Correction, Details, correct_details, correct_strand
from app.interventions.services.course import Step, add_update, advance
from app.interventions.services.drafts import Draft, Pause, Period, Words
from app.interventions.services.products import NewProduct, add_product, switch_product
from app.interventions.services.recording import Edit, edit, record
from app.interventions.services.rights import check_may_record, own_header, writable_strands

__all__ = [
    "Confirmation",
    "Correction",
    "Details",
    "Draft",
    "Edit",
    "NewProduct",
    "Pause",
    "Period",
    "Step",
    "Words",
    "add_product",
    "add_update",
    "advance",
    "check_may_record",
    "confirm",
    "correct_details",
    "correct_strand",
    "disown",
    "edit",
    "own_header",
    "record",
    "switch_product",
    "sync_catalogue",
    "writable_strands",
]
