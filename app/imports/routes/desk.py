"""The Desk of the import, and what its addresses share."""

from app.access.actor import Actor
from app.imports.queries import Batch, get_batch
from app.imports.services.batches import IMPORTERS
from app.web.guard import Desk, Policy

desk = Desk("imports", __name__)

#: A whole list goes up, with what a form adds to it; answers to a long list take more than an ordinary form.
FILE = 11 * 1024 * 1024
ANSWERS = 450_000
ONE = "/import/<int:batch_id>"


def policy(action: str, *, subject: bool = True, body: int = 64_000) -> Policy:
    """The policy of an address: for functions that lead, about one batch of their own."""
    return Policy(f"import.{action}", subject="batch" if subject else None, functions=IMPORTERS, body=body)


def load_batch(_actor: Actor, batch_id: int) -> Batch:
    """The guard's loader for the subject ``batch``; raises NotFound for everybody but its uploader."""
    return get_batch(batch_id)
