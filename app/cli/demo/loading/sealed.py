"""Rows of sealed compartments, encrypted as if somebody had written them."""

from app.cli.demo.loading.case import Case
from app.db.crypto import OwnKey
from app.sealed.keeping import Opened, key_bound_to, lock_up


def write_sealed(case: Case) -> None:
    """Each compartment under a key of its own; nothing of it goes into the feed of changes."""
    for concern in case.home.sealed:
        signed, key = case.signed(concern), OwnKey.make()
        number = (
            case.ledger.counts["sealed_compartment"] + 1
        )  # the id that it is about to get, to which its key is bound
        case.ledger.put("sealed_compartment", key.sealed(key_bound_to(number)), concern.shared_on, True, *signed)  # noqa: FBT003
        for place, words in enumerate(concern.steps, 1):
            body = lock_up(key, number, place, Opened(words, concern.who))
            case.ledger.put("sealed_step", number, place, body, True, *signed)  # noqa: FBT003
