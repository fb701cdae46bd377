"""An overview as plain values of JSON and back, so that a copy stays as it was made."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import MISSING, fields, is_dataclass
from types import UnionType
from typing import Any, cast, get_args, get_origin, get_type_hints

from app.rights.overview import Overview
from app.web.partners import masked


def freeze(value: Any) -> Any:
    """Dataclasses become objects, tuples lists, days and moments their ISO text; the rest stays."""
    if is_dataclass(value):
        return {field.name: freeze(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, (dt.date, dt.datetime)):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {name: freeze(part) for name, part in value.items()}
    return [freeze(part) for part in value] if isinstance(value, (list, tuple)) else value


def thaw_overview(frozen: Mapping[str, Any]) -> Overview:
    """The overview that was frozen. Raises KeyError or ValueError for what is none: a fault of ours."""
    return cast("Overview", _thaw(Overview, frozen))


def as_residents_read(overview: Overview) -> Overview:
    """The same without the names of sensitive organisations: the lead may know them, and who gets the copy reads what they read here."""
    return thaw_overview(_masked(freeze(overview)))


def _masked(value: Any) -> Any:
    if isinstance(value, str):
        return masked(value)
    if isinstance(value, Mapping):
        return {name: _masked(part) for name, part in value.items()}
    return [_masked(part) for part in value] if isinstance(value, list) else value


def _thaw(kind: Any, value: Any) -> Any:
    if value is None or kind is Any:
        return value
    if isinstance(kind, UnionType):
        return _thaw(next(part for part in get_args(kind) if part is not type(None)), value)
    if get_origin(kind) is tuple:
        return tuple(_thaw(get_args(kind)[0], part) for part in value)
    if is_dataclass(kind):
        hints = get_type_hints(kind)
        # A part that came later has a default: a copy that was made before it is read without.
        known = [field for field in fields(kind) if field.name in value or field.default is MISSING]
        return cast("Any", kind)(**{field.name: _thaw(hints[field.name], value[field.name]) for field in known})
    return kind.fromisoformat(value) if kind in (dt.date, dt.datetime) else value
