"""Who is asking: one frozen object per request, built from the server-side session and never from the client."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Actor:
    """A signed-in professional (or, later, a resident: then ``person_id`` names who in the household)."""

    account_id: int
    name: str
    function: str
    organisation_id: int
    organisation_name: str
    organisation_kind: str
    bsn_allowed: bool
    language: str
    session_id: int
    person_id: int | None = None
    #: Whether single keys do something on the screens of this person.
    shortcuts: bool = True
