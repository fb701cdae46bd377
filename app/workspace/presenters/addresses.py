"""Addresses of pages, for the pages of the workspace."""

from collections.abc import Callable
from typing import Any

from flask import current_app, url_for


def maybe_url(endpoint: str, **values: Any) -> str:
    """The address of a page, or nothing when this installation has no such page."""
    return url_for(endpoint, **values) if endpoint in current_app.view_functions else ""


def addresses(endpoint: str, number: str, **values: Any) -> Callable[[int], str]:
    """The addresses of many things of one kind, whose ``number`` ends the address: routing is asked once."""
    stem = maybe_url(endpoint, **values, **{number: 0}).removesuffix("0")
    return lambda found: f"{stem}{found}" if stem else ""
