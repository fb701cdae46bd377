"""Saving what a form holds: a refusal, a second look or a conflict comes back in the form, with what was typed."""

from collections.abc import Callable
from typing import Any

from app.audit import trail
from app.db.session import db
from app.dossiers.forms.parts import show_conflict
from app.kernel.errors import RuleBroken, StaleVersion
from app.web.forms import SchakelForm
from app.web.guidance import Guided

GOOD, BAD, STALE = 200, 400, 409
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


def submit(
    form: SchakelForm,
    act: Callable[[], object],
    show_both: Callable[[SchakelForm, StaleVersion], None],
    *,
    ready: Callable[[], bool] | None = None,
) -> int | None:
    """Does ``act`` with a form that was sent and is ``ready``. None: saved. Else the status of the page with the form.

    ``show_both`` puts what somebody else saved beside what was typed. What was refused or met that is not noted as done.
    """
    if not form.is_submitted():
        return GOOD
    if not (ready or form.validate)() or (isinstance(form, Guided) and form.asks_second_look()):
        db.session.rollback()  # nothing was saved: the same text may be sent again under the same key
        return BAD if form.errors or form.form_errors else GOOD
    try:
        act()
    except RuleBroken as error:
        form.refuse(error)
        trail.undo(db.session())
        return BAD
    except StaleVersion as error:
        show_both(form, error)
        trail.undo(db.session())
        return STALE
    trail.unsee(db.session())
    return None
