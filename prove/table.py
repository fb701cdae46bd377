"""The table that a run writes: on the terminal, and as a document."""

import datetime as dt
import os
import platform
from collections.abc import Iterable

from prove.promise import Found

_HEAD = "| # | promise | what was tried | tried | asked | failed | planted faults caught | verdict | on |"
_LEGEND = (
    "*Tried* counts what each test tells of itself (comparisons, requests, statements, saves), or else its cases. *Asked* is what the "
    "promise asks at least; fewer is *short*, and *cut off* is what the end of the time came before. A planted fault is a mistake made "
    "on purpose: it has to make the proof fail."
)
_RULE = "|---|---|---|---:|---:|---:|---:|---|---|"


def terminal(found: Iterable[Found]) -> str:
    """One line per promise."""
    lines = [f"{'#':>3}  {'tried':>9}  {'failed':>6}  {'faults':>7}  {'verdict':<8} promise"]
    for each in found:
        faults = f"{each.caught}/{each.planted}" if each.planted else "-"
        lines.append(
            f"{each.promise.number:>3}  {each.tried:>9,}  {each.failed:>6}  {faults:>7}  {each.verdict:<8} {each.promise.says}"
        )
    return "\n".join(lines)


def document(found: list[Found], *, seconds: float, command: str) -> str:
    """The table as Markdown, with what failed and what is not shown under it."""
    now = dt.datetime.now(dt.UTC)
    kept = sum(each.verdict == "kept" for each in found)
    run = (
        f"Written by `{command}` on {now:%d %B %Y}, on {os.cpu_count()} cores with Python {platform.python_version()} and the embedded "
        f"PostgreSQL; the last run took {seconds / 60:.0f} minutes. {kept} of {len(found)} promises were kept as asked."
    )
    parts = [
        "# The proof",
        run,
        _LEGEND,
        "\n".join([_HEAD, _RULE, *map(_row, found)]),
        *_failures(found),
        *_open(found),
    ]
    return "\n\n".join(parts) + "\n"


def _row(each: Found) -> str:
    promise = each.promise
    faults = f"{each.caught} of {each.planted}" if each.planted else "–"
    asked = f"{promise.asked:,}" if promise.asked else "–"
    cells = (
        promise.number, promise.says, promise.tried, f"{each.tried:,}", asked, each.failed, faults, each.verdict, each.on
    )  # fmt: skip
    return f"| {' | '.join(map(str, cells))} |"


def _failures(found: list[Found]) -> list[str]:
    lines = [f"- {each.promise.number}: `{name}`" for each in found for name in each.names]
    return ["## What failed", "\n".join(lines)] if lines else []


def _open(found: list[Found]) -> list[str]:
    lines = [f"- **{each.promise.number}** {each.promise.open}" for each in found if each.promise.open]
    return ["## What this does not show", "\n".join(lines)] if lines else []
