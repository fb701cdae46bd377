"""Addresses of pages that another package may or may not have."""

from typing import Any

from flask import current_app, url_for


def url_if(endpoint: str, **values: Any) -> str:
    """The address of a page, or nothing when this installation has no such page."""
    return url_for(endpoint, **values) if endpoint in current_app.view_functions else ""
