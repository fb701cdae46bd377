"""What earlier runs found, so that a promise that is tried alone takes the place of its own row only."""

import json
from dataclasses import asdict
from pathlib import Path

from prove.promise import Found, Promise


def together(file: Path, promises: tuple[Promise, ...], found: list[Found]) -> list[Found]:
    """Every promise: as this run found it, or else as an earlier one did, or else as not run. Keeps it for the next."""
    kept = json.loads(file.read_text(encoding="utf-8")) if file.exists() else {}
    kept |= {str(each.promise.number): _without_promise(each) for each in found}
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(json.dumps(kept, indent=1) + "\n", encoding="utf-8")
    return [Found(promise, **kept.get(str(promise.number), {})) for promise in promises]


def _without_promise(found: Found) -> dict[str, object]:
    return {name: value for name, value in asdict(found).items() if name != "promise"}
