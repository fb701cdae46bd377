"""Codes of neighbourhoods, which are those of Statistics Netherlands: BU, municipality (4), district (2), neighbourhood (2). Pure."""

from typing import Final

from app.insight.suppression import Path

_LENGTH: Final = 10


def place_path(area: str) -> Path:
    """District and neighbourhood of a code. What has no code of that kind is in a district of its own."""
    if len(area) == _LENGTH and area.startswith("BU"):
        return (f"WK{area[2:8]}", area)
    return (f"?{area}", area)
