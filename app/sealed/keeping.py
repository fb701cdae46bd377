"""What stands in a step, under the compartment's own key: bound to its compartment and its place, so that nothing can be moved."""

import datetime as dt
import json
from dataclasses import dataclass

from app.db.crypto import CannotOpen, OwnKey
from app.sealed.rules import StepWords


@dataclass(frozen=True, slots=True)
class Opened:
    """A step as it was written. ``who`` is the name of whoever wrote it, which stays when the compartment is handed over."""

    words: StepWords
    who: str


def key_bound_to(compartment_id: int) -> str:
    """What the sealed key of a compartment is bound to."""
    return f"sealed_compartment.sealed_key:{compartment_id}"


def _bound(compartment_id: int, number: int) -> str:
    return f"sealed_step.body:{compartment_id}:{number}"


def lock_up(key: OwnKey, compartment_id: int, number: int, step: Opened) -> bytes:
    """The whole of a step as it is kept in its row."""
    words = step.words
    told = {
        "on": words.on.isoformat() if words.on else "",
        "text": words.text,
        "with_whom": words.with_whom,
        "answers": dict(words.answers),
        "who": step.who,
    }
    return key.encrypt(json.dumps(told).encode(), _bound(compartment_id, number))


def unlock(key: OwnKey, compartment_id: int, number: int, body: bytes) -> Opened:
    """What stands in the row of a step. Raises CannotOpen."""
    try:
        told = json.loads(key.decrypt(body, _bound(compartment_id, number)))
        on = dt.date.fromisoformat(told["on"])
        return Opened(StepWords(on, told["text"], told["with_whom"], told["answers"]), told["who"])
    except (ValueError, KeyError) as error:
        raise CannotOpen(_bound(compartment_id, number)) from error
