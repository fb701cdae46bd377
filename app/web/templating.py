"""Templates get view objects only: a mapped object, whichever way it is reached, is refused."""

from collections.abc import MutableMapping
from types import FunctionType
from typing import Any

from flask import Flask
from flask.templating import Environment
from jinja2 import StrictUndefined, pass_eval_context
from jinja2.runtime import Context, Macro

from app.db.base import Base


class MappedObjectInTemplate(TypeError):
    """A template reached for an ORM object. Presenters make view objects; only those know what may be shown."""


def _refuse(value: Any) -> Any:
    if isinstance(value, Base):
        raise MappedObjectInTemplate(type(value).__name__)
    return value


#: How Jinja marks a function that wants to know whether it writes into HTML.
_MARK = "jinja_pass_arg"
_EVAL = getattr(pass_eval_context(lambda: None), _MARK)


class ViewContext(Context):
    """Jinja's own way to call something, shorter for what a page calls thousands of times: macros and plain functions."""

    def call(self, called: Any, /, *args: Any, **kwargs: Any) -> Any:
        """What ``called`` gives, with the first argument that it is marked to want."""
        kind = type(called)
        wants = called.__dict__.get(_MARK) if kind is FunctionType else None
        if kind is Macro or (kind is FunctionType and wants in {None, _EVAL}):
            kwargs.pop("_block_vars", None)
            kwargs.pop("_loop_vars", None)
            return (
                called(*args, **kwargs)
                if kind is not Macro and wants is None
                else called(self.eval_ctx, *args, **kwargs)
            )
        return super().call(called, *args, **kwargs)


class ViewEnvironment(Environment):
    """Jinja that hands out no mapped object by attribute, item, loop or print."""

    context_class = ViewContext

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """Names that every template knows, as one plain table: Jinja's chain of two is walked anew for every import of a page."""
        return {**self.globals, **(d or {})}

    def getattr(self, obj: Any, attribute: str) -> Any:
        """An attribute of a view object."""
        if not isinstance(obj, Base):
            try:
                found = getattr(obj, attribute)
            except AttributeError:
                pass
            else:
                return _refuse(found) if isinstance(found, Base) else found
        return _refuse(super().getattr(_refuse(obj), attribute))

    def getitem(self, obj: Any, argument: Any) -> Any:
        """An item of a list or mapping of view objects."""
        return _refuse(super().getitem(_refuse(obj), argument))


def install(app: Flask) -> None:
    """Strict templates: undefined names raise, mapped objects raise. Must run before anything touches ``jinja_env``."""
    app.jinja_environment = ViewEnvironment
    app.jinja_options = {"undefined": StrictUndefined, "finalize": _refuse, "trim_blocks": True, "lstrip_blocks": True}
