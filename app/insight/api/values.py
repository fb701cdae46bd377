"""What a program gets: values that are answered as JSON and of which the description (OpenAPI) is made."""

import datetime as dt
from dataclasses import dataclass

from flask import url_for

from app.insight.presenters.course import Block
from app.insight.presenters.outlets import Outlet, Told
from app.web.charts import Table

#: A cell as JSON: null is held back, an empty text is a cell without a value.
Value = str | int | float | None


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: its name and what is counted in it (empty for words)."""

    name: str
    unit: str


@dataclass(frozen=True, slots=True)
class Meaning:
    """A word of a table and what it means."""

    word: str
    meaning: str


@dataclass(frozen=True, slots=True)
class DataTable:
    """A table as the page shows it. A cell that is null is held back, because it would point at few people."""

    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Value, ...], ...]
    codebook: tuple[Meaning, ...]
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PagePart:
    """A part of a page: what stands out in sentences, and its table when there is one."""

    id: str
    title: str
    sentences: tuple[str, ...]
    table: DataTable | None


@dataclass(frozen=True, slots=True)
class Page:
    """A page with the question that is answered, which may be coarser than what was asked: remarks say so."""

    name: str
    question: str
    place: str
    place_name: str
    period: str
    is_coarser: bool
    remarks: tuple[str, ...]
    counted_at: dt.datetime | None
    rules: tuple[str, ...]
    parts: tuple[PagePart, ...]


@dataclass(frozen=True, slots=True)
class PageLink:
    """A page that may be asked, with its address."""

    name: str
    question: str
    href: str


@dataclass(frozen=True, slots=True)
class PageList:
    """The pages that the function of whoever asks has."""

    pages: tuple[PageLink, ...]


@dataclass(frozen=True, slots=True)
class Area:
    """A place that can be asked; level is town, district or neighbourhood, district the code of the one that it lies in."""

    code: str
    name: str
    level: str
    district: str


@dataclass(frozen=True, slots=True)
class AreaList:
    """The places of which anything was counted."""

    places: tuple[Area, ...]


def as_link(outlet: Outlet) -> PageLink:
    """Where a page is for a program."""
    return PageLink(outlet.name, outlet.question, url_for("insight_api.page", insight_page=outlet.name))


def as_page(told: Told) -> Page:
    """A page as a program gets it."""
    answer, frame = told.asked.answer, told.page.frame
    return Page(
        name=told.outlet.name,
        question=told.outlet.question,
        place=answer.answered.place,
        place_name=frame.where,
        period=told.period,
        is_coarser=answer.is_coarser,
        remarks=frame.remarks,
        counted_at=answer.counted_at,
        rules=told.outlet.rules,
        parts=tuple(_part(part) for part in told.page.parts),
    )


def _part(part: Block) -> PagePart:
    return PagePart(part.id, part.title, part.sentences, _table(part.table) if part.table else None)


def _table(table: Table) -> DataTable:
    units = table.units or ("",) * len(table.head)
    return DataTable(
        table.title,
        tuple(Column(*pair) for pair in zip(table.head, units, strict=True)),
        tuple(tuple(cell.isoformat() if isinstance(cell, dt.date) else cell for cell in row) for row in table.rows),
        tuple(Meaning(*pair) for pair in table.codebook),
        table.notes,
    )
