"""Templates get view objects only: a mapped object, whichever way it is reached, is refused."""

from typing import Any

from flask import Flask
from flask.templating import Environment
from jinja2 import StrictUndefined

from app.db.base import Base


class MappedObjectInTemplate(TypeError):
    """A template reached for an ORM object. Presenters make view objects; only those know what may be shown."""


def _refuse(value: Any) -> Any:
    if isinstance(value, Base):
        raise MappedObjectInTemplate(type(value).__name__)
    return value


class ViewEnvironment(Environment):
    """Jinja that hands out no mapped object by attribute, item, loop or print."""

    def getattr(self, obj: Any, attribute: str) -> Any:
        """An attribute of a view object."""
        if not isinstance(obj, Base):
            try:
                return _refuse(getattr(obj, attribute))
            except AttributeError:
                pass
        return _refuse(super().getattr(_refuse(obj), attribute))

    def getitem(self, obj: Any, argument: Any) -> Any:
        """An item of a list or mapping of view objects."""
        return _refuse(super().getitem(_refuse(obj), argument))


def install(app: Flask) -> None:
    """Strict templates: undefined names raise, mapped objects raise. Must run before anything touches ``jinja_env``."""
    app.jinja_environment = ViewEnvironment
    app.jinja_options = {"undefined": StrictUndefined, "finalize": _refuse, "trim_blocks": True, "lstrip_blocks": True}
