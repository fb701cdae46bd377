"""The description of the API (OpenAPI 3.1), made from the very values that are answered; and those values as JSON."""

import datetime as dt
import inspect
from collections.abc import Iterable
from dataclasses import fields, is_dataclass
from types import NoneType, UnionType
from typing import Any, Final, get_args, get_origin, get_type_hints

from app.accounts.throttle import PER_PROGRAM
from app.insight.api import values
from app.insight.filters import AGAINST
from app.insight.questions import ASKED
from app.web.problems import PROBLEM, VERSION

Schema = dict[str, Any]

_PLAIN: Final[dict[Any, Schema]] = {
    str: {"type": "string"},
    int: {"type": "integer"},
    float: {"type": "number"},
    bool: {"type": "boolean"},
    NoneType: {"type": "null"},
    dt.datetime: {"type": "string", "format": "date-time"},
}
#: What may be asked of a page: (name, what it is, its schema). The names are those in the address of the page.
QUERY: Final[tuple[tuple[str, str, Schema], ...]] = (
    ("place", "Code or name of a district or neighbourhood; absent is the whole town.", {"type": "string"}),
    (
        "period",
        "A calendar year, quarter or month that is over; absent is the last whole quarter.",
        {"type": "string", "examples": ["2025", "2025-Q3", "2025-07"]},
    ),
    ("by", "Into what the answer falls apart.", {"type": "string", "enum": [by.value for by in ASKED]}),
    ("value", "One value as kind:police, organisation:12, domain:money or phase:plan.", {"type": "string"}),
    ("vs", "What to compare with.", {"type": "string", "enum": sorted(AGAINST)}),
    (
        "beside",
        "Code or name of another district or neighbourhood, where a page sets two beside each other.",
        {"type": "string"},
    ),
)


def as_json(value: Any) -> Any:
    """A value with the names of JSON: camelCase, moments in UTC."""
    if is_dataclass(value):
        return {_camel(field.name): as_json(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, tuple):
        return [as_json(one) for one in value]
    if isinstance(value, dt.datetime):
        return value.astimezone(dt.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    return value


def describe(server: str) -> Schema:
    """The whole document; ``server`` is where the API is."""
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Schakel insight",
            "version": VERSION,
            "description": "Numbers about a town that point at nobody: what the pages of insight tell, for programs. Read only.",
            "contact": {"name": "The administrator of this Schakel"},
        },
        "servers": [{"url": server}],
        "security": [{"token": []}],
        "paths": _paths(),
        "components": {
            "securitySchemes": {"token": {"type": "http", "scheme": "bearer"}},
            "headers": {
                "ApiVersion": {"description": "The version that answers.", "schema": {"type": "string"}},
                "RetryAfter": {
                    "description": "After so many seconds it may be asked again.",
                    "schema": {"type": "integer"},
                },
            },
            "responses": _refusals(),
            "schemas": {**_schemas(values.PageList, values.Page, values.AreaList), "Problem": _PROBLEM},
        },
    }


def _refusals() -> Schema:
    problem = {"content": {PROBLEM: {"schema": {"$ref": "#/components/schemas/Problem"}}}}
    said = {
        "Wrong": "The question is wrong; everything that is wrong with it stands in it.",
        "Unknown": "No token, or one that does not hold.",
        "Refused": "The page does not belong to the function of whoever asks.",
        "Missing": "There is no such address.",
        "Busy": f"More than {PER_PROGRAM} questions in five minutes with tokens of one account; nothing was looked up.",
    }
    later = {"Busy": {"headers": {"Retry-After": {"$ref": "#/components/headers/RetryAfter"}}}}
    return {name: {"description": text, **later.get(name, {}), **problem} for name, text in said.items()}


_PROBLEM: Final[Schema] = {
    "type": "object",
    "description": "What is wrong (RFC 9457).",
    "required": ["status", "title", "detail"],
    "properties": {
        "status": {"type": "integer"},
        "title": {"type": "string"},
        "detail": {"type": "string"},
        "errors": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["in", "name", "reason"],
                "properties": {name: {"type": "string"} for name in ("in", "name", "reason")},
            },
        },
    },
}


def _paths() -> Schema:
    name = {"name": "name", "in": "path", "required": True, "schema": {"type": "string"}}
    asked = [{"name": key, "in": "query", "description": said, "schema": schema} for key, said, schema in QUERY]
    return {
        "/pages": _get("listPages", "The pages that may be asked", values.PageList),
        "/pages/{name}": _get("getPage", "One page", values.Page, refusals=("Missing",), asked=[name, *asked]),
        "/places": _get("listPlaces", "The places that may be asked", values.AreaList),
    }


def _get(
    operation: str, summary: str, answer: type, *, refusals: Iterable[str] = (), asked: Iterable[Schema] = ()
) -> Schema:
    codes = {"Wrong": "400", "Unknown": "401", "Refused": "403", "Missing": "404", "Busy": "429"}
    always = ("Unknown", "Wrong", "Refused", "Busy")
    refused = {codes[name]: {"$ref": f"#/components/responses/{name}"} for name in (*always, *refusals)}
    schema = {"schema": {"$ref": f"#/components/schemas/{answer.__name__}"}}
    told = {
        "description": summary,
        "headers": {"API-Version": {"$ref": "#/components/headers/ApiVersion"}},
        "content": {"application/json": schema},
    }
    return {
        "get": {
            "operationId": operation,
            "summary": summary,
            "parameters": list(asked),
            "responses": {"200": told, **dict(sorted(refused.items()))},
        }
    }


def _schemas(*roots: type) -> Schema:
    """The schemas of these values and of everything that they are made of."""
    found: Schema = {}
    waiting: list[Any] = list(roots)
    while waiting:
        one = waiting.pop()
        if one.__name__ in found:
            continue
        hints = get_type_hints(one)
        found[one.__name__] = {
            "type": "object",
            "description": inspect.getdoc(one),
            "required": [_camel(name) for name in hints],
            "properties": {_camel(name): _schema(hint) for name, hint in hints.items()},
            "additionalProperties": False,
        }
        waiting += [inner for hint in hints.values() for inner in _inside(hint)]
    return dict(sorted(found.items()))


def _inside(hint: Any) -> Iterable[type]:
    if is_dataclass(hint) and isinstance(hint, type):
        yield hint
    for inner in get_args(hint):
        yield from _inside(inner)


def _schema(hint: Any) -> Schema:
    if hint in _PLAIN:
        return _PLAIN[hint]
    if get_origin(hint) is tuple:
        return {"type": "array", "items": _schema(get_args(hint)[0])}
    if isinstance(hint, UnionType):
        return {"anyOf": [_schema(one) for one in get_args(hint)]}
    return {"$ref": f"#/components/schemas/{hint.__name__}"}


def _camel(name: str) -> str:
    first, *others = name.split("_")
    return first + "".join(word.capitalize() for word in others)
