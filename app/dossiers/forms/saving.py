"""Saving what a form holds: a refusal, a second look or a conflict comes back in the form, with what was typed."""

from collections.abc import Callable
from typing import Any

from app.audit import trail
from app.db.session import db
from app.dossiers.forms.parts import show_conflict
from app.kernel.errors import RuleBroken, StaleVersion
from app.web.forms import SchakelForm
from app.web.guidance import Guided

#: From what somebody else saved: their values by field, and the version they made.
Theirs = Callable[[Any], tuple[dict[str, Any], int]]


def save(form: SchakelForm, act: Callable[[], object], *, theirs: Theirs | None = None) -> bool:
    """Does ``act`` with a form that was sent and is in order. False: nothing was saved, and the form says why.

    After False whatever the page shows has to be read (again): the transaction may be a new one.
    """
    if not form.is_submitted() or not form.validate():
        return False
    if isinstance(form, Guided) and form.asks_second_look():
        return False
    try:
        act()
    except RuleBroken as error:
        form.refuse(error)
        return False
    except StaleVersion as error:
        if theirs is None:
            raise
        show_conflict(form, error, *theirs(error.current))
        return False
    trail.unsee(db.session())
    return True
