"""The named stories of Waterstad: each is believable from beginning to end, asserted by a test and opened from the
README.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from app.cli.demo.household import Home
from app.cli.demo.scribe import Cast
from app.cli.demo.shapes import DemoHousehold
from app.cli.demo.stories import ageing, debt, nuisance, volunteer, youth

# In the order in which they are numbered; each is written for the cast, the reference date and its door.
STORIES: dict[str, Callable[[Cast, dt.date, Home], DemoHousehold]] = {
    "debt": debt.write,
    "nuisance": nuisance.write,
    "youth": youth.write,
    "ageing": ageing.write,
    "volunteer": volunteer.write,
}
