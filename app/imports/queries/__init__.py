"""Every SELECT of the import: the batches of the asker, and what a plan needs to know besides the file."""

from app.imports.queries.batches import (
    Batch,
    MadeHousehold,
    Progress,
    find_plan,
    find_progress,
    get_batch,
    get_content,
    list_batches,
    list_made,
)
from app.imports.queries.facts import (
    list_known_lines,
    list_organisations,
    list_own_purposes,
    list_products,
    purpose_for_each,
)
from app.imports.queries.homes import find_elsewhere, find_homes

__all__ = [
    "Batch",
    "MadeHousehold",
    "Progress",
    "find_elsewhere",
    "find_homes",
    "find_plan",
    "find_progress",
    "get_batch",
    "get_content",
    "list_batches",
    "list_known_lines",
    "list_made",
    "list_organisations",
    "list_own_purposes",
    "list_products",
    "purpose_for_each",
]
