"""As much of JSON Schema (draft 2020-12) as our own schemas use; a word that is not known here is an error, not a pass."""

import re
from collections.abc import Iterator
from typing import Any

_TYPES: dict[str, type | tuple[type, ...]] = {
    "object": dict, "array": list, "string": str, "integer": int, "boolean": bool, "null": type(None),
}  # fmt: skip
_SAID = {"$schema", "$id", "$defs", "title", "description"}
_KNOWN = _SAID | {
    "$ref", "type", "required", "properties", "additionalProperties", "items", "enum", "const", "pattern", "minimum",
}  # fmt: skip


def problems(value: Any, schema: dict[str, Any], root: dict[str, Any] | None = None, where: str = "$") -> Iterator[str]:
    """What is not as the schema says, with its place."""
    root = schema if root is None else root
    assert set(schema) <= _KNOWN, set(schema) - _KNOWN
    if "$ref" in schema:
        yield from problems(value, root["$defs"][schema["$ref"].removeprefix("#/$defs/")], root, where)
    if "type" in schema:
        kinds = schema["type"] if isinstance(schema["type"], list) else [schema["type"]]
        fits = [
            kind
            for kind in kinds
            if isinstance(value, _TYPES[kind]) and (kind != "integer" or not isinstance(value, bool))
        ]
        if not fits:
            yield f"{where}: {value!r} is no {kinds}"
            return
    if "const" in schema and value != schema["const"]:
        yield f"{where}: {value!r} is not {schema['const']!r}"
    if "enum" in schema and value not in schema["enum"]:
        yield f"{where}: {value!r} is not one of {schema['enum']}"
    if "minimum" in schema and value < schema["minimum"]:
        yield f"{where}: {value!r} is too low"
    if "pattern" in schema and isinstance(value, str) and not re.search(schema["pattern"], value):
        yield f"{where}: {value!r} does not look like {schema['pattern']}"
    yield from _inside(value, schema, root, where)


def _inside(value: Any, schema: dict[str, Any], root: dict[str, Any], where: str) -> Iterator[str]:
    if isinstance(value, dict):
        yield from (f"{where}: misses {name}" for name in schema.get("required", []) if name not in value)
        for name, part in value.items():
            if name in schema.get("properties", {}):
                yield from problems(part, schema["properties"][name], root, f"{where}.{name}")
            elif schema.get("additionalProperties") is False:
                yield f"{where}: has {name}, which is not known"
    if isinstance(value, list) and "items" in schema:
        for place, part in enumerate(value):
            yield from problems(part, schema["items"], root, f"{where}[{place}]")
