"""Every write of the import: the batch, the run, and taking it back; actor first, log in the same function, never commit."""

from app.imports.services.batches import answer, choose_columns, choose_sheet, discard, plan, undo, upload
from app.imports.services.running import run

__all__ = ["answer", "choose_columns", "choose_sheet", "discard", "plan", "run", "undo", "upload"]
