"""The way through a list of a household that does not fit on one page."""

from dataclasses import dataclass

from flask import url_for


@dataclass(frozen=True, slots=True)
class Paging:
    """Which page of how many; addresses are None at the ends."""

    page: int
    pages: int
    previous_url: str | None
    next_url: str | None


def paging_of(endpoint: str, dossier_id: int, *, page: int, pages: int) -> Paging:
    """The pages before and after this one; an empty list is one page."""
    pages = max(1, pages)

    def url(number: int) -> str:
        return url_for(endpoint, dossier_id=dossier_id, page=number)

    return Paging(page, pages, url(page - 1) if page > 1 else None, url(page + 1) if page < pages else None)
