"""Who or which door somebody means: exact enough for one household, as the functions of the database compare it."""

import datetime as dt
import json
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Wanted:
    """A person by the key of the name (``app.kernel.names``) and the birth date, or a door; ``about`` as it was typed."""

    about: str
    key: str
    born: dt.date | None
    postcode: str
    number: int | None

    def words(self) -> str:
        """The question as ``sec.enter`` and ``sec.knock`` take it."""
        born = self.born.isoformat() if self.born else None
        return json.dumps({"key": self.key, "born": born, "postcode": self.postcode, "number": self.number})
