"""How asking for a second person went, as it was filled in."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Answer:
    """How asking went. ``person_id``: somebody from the network; else a first name and relation, or nobody (yet).

    ``no_reason``, ``no_words``: why not, from the list and in their own words; kept with a no only. ``checked_safe``: the typist
    asked the resident alone whether this person is safe. ``offer``: what the two want to do for the neighbourhood; empty = nothing
    is recorded, and that means nothing.
    """

    state: str
    person_id: int | None = None
    first_name: str = ""
    relation: str = ""
    remark: str = ""
    offer: str = ""
    no_reason: str = ""
    no_words: str = ""
    checked_safe: bool = False

    @property
    def names(self) -> bool:
        """Whether somebody is named."""
        return self.person_id is not None or bool(self.first_name.strip())
