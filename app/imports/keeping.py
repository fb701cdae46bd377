"""A plan that was made is kept with its file, sealed in the same way, so that looking at it again does not make it again.

It holds good as long as everything that it was made from is the same: the file, the choices, the day, the organisations, the
catalogue, what came in before, and this code. What other teams know is asked when a plan is made, because asking is counted.
Nothing but our own values is read back, and only what our own key sealed.
"""

import hashlib
import io
import pickle
import zlib
from collections.abc import Mapping as AnyMapping
from dataclasses import dataclass, is_dataclass
from datetime import date
from enum import Enum
from functools import cache
from pathlib import Path
from typing import Any

from app.db.crypto import CannotOpen, seal, unseal
from app.imports.recognition.mapping import Mapping as Columns
from app.imports.settling import KnownHome, Settled
from app.imports.table import Table

_QUICK = 1
_OURS = ("app.imports.", "app.kernel.")


@dataclass(frozen=True, slots=True)
class Kept:
    """What is kept: what the file held (for the sheet that was chosen), and the plan with the ``stamp`` of what it was made from."""

    sheet: str
    table: Table
    stamp: str = ""
    columns: Columns | None = None
    settled: Settled | None = None
    homes: AnyMapping[int, KnownHome] | None = None


def bound_to(batch_id: int) -> str:
    """What the sealed plan of a batch is bound to: also this code, so that nothing of another version is read back."""
    return f"import_batch.plan:{batch_id}:{code_stamp()}"


def pack(kept: Kept, batch_id: int) -> bytes:
    """Seals it for its row."""
    return seal(zlib.compress(pickle.dumps(kept, pickle.HIGHEST_PROTOCOL), _QUICK), bound_to(batch_id))


def unpack(sealed: bytes | None, batch_id: int) -> Kept | None:
    """What was kept; None when there is nothing, or nothing that this code can still read: then the file itself is read."""
    if sealed is None:
        return None
    try:
        kept = _Values(io.BytesIO(zlib.decompress(unseal(sealed, bound_to(batch_id))))).load()
    except (CannotOpen, pickle.UnpicklingError, zlib.error, AttributeError, TypeError, ImportError, EOFError):
        return None
    return kept if isinstance(kept, Kept) else None


class _Values(pickle.Unpickler):
    """Reads values of ours and dates; anything that could do something is refused, whatever sealed it."""

    def find_class(self, module: str, name: str) -> Any:
        """A data class or an enumeration of the import, a date, or nothing."""
        if (module, name) == ("datetime", "date"):
            return date
        found = super().find_class(module, name) if module.startswith(_OURS) else None
        if isinstance(found, type) and (is_dataclass(found) or issubclass(found, Enum)):
            return found
        raise pickle.UnpicklingError(name)


@cache
def code_stamp() -> str:
    """A hash of the code that makes plans: after an update of the application every plan is made anew."""
    made = hashlib.sha256()
    here = Path(__file__).parent
    for place in (here, here.parent / "kernel"):
        for path in sorted(place.rglob("*.py")):
            made.update(path.read_bytes())
    return made.hexdigest()
