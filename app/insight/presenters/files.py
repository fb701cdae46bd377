"""A page of insight in files: tables as CSV and in a workbook, pictures as SVG and PNG; and the links to them on the page."""

from dataclasses import dataclass
from typing import Any, Final

from flask import request, url_for

from app.db import clock
from app.insight.presenters.course import Block
from app.insight.presenters.outlets import OUTLETS, Page, Told
from app.web.figures import as_csv, as_xlsx, png_file, svg_file
from app.web.spreadsheets import XLSX

TYPES: Final = {"csv": "text/csv; charset=utf-8", "svg": "image/svg+xml", "png": "image/png", "xlsx": XLSX}


@dataclass(frozen=True, slots=True)
class PartLinks:
    """The links of one part: (CSV, address) and so on."""

    title: str
    links: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Files:
    """The links on a page: the workbook of everything, and those of each part."""

    workbook: str
    reports: tuple[tuple[str, str], ...]
    parts: tuple[PartLinks, ...]


def insight_files(page: Page) -> Files | None:
    """The files of the page that is shown, with its filters; None when there is nothing in them."""
    outlet = next((one for one in OUTLETS.values() if one.endpoint == request.endpoint), None)
    if outlet is None or page.frame.error or not any(part.table for part in page.parts):
        return None
    typed: dict[str, Any] = {name: value for name, value in page.frame.typed.items() if value}
    parts = (
        PartLinks(
            part.title,
            tuple(
                (
                    ending.upper(),
                    url_for("insight.part", insight_page=outlet.name, insight_part=part.id, ending=ending, **typed),
                )
                for ending in endings(part)
            ),
        )
        for part in page.parts
    )
    workbook = url_for("insight.workbook", insight_page=outlet.name, **typed)
    quarter: dict[str, Any] = {name: typed[name] for name in ("place", "vs") if name in typed} | _quarter(page)
    reports = tuple(
        (name, url_for("insight.report", language=language, **quarter))
        for language, name in (("nl", "Nederlands"), ("en", "English"))
    )
    return Files(workbook, reports, tuple(one for one in parts if one.links))


def _quarter(page: Page) -> dict[str, str]:
    """The quarter of the page; a year or a month has no report, so its link takes the last whole quarter."""
    typed = page.frame.typed["period"].upper()
    return {"period": typed} if "-Q" in typed else {}


def endings(part: Block) -> tuple[str, ...]:
    """In which kinds of file a part can be had."""
    return (("csv",) if part.table else ()) + (("svg", "png") if part.chart else ())


def part_file(told: Told, part: Block, ending: str) -> bytes | None:
    """One part as a file of this kind; None when the part has no table or no picture."""
    if ending == "csv":
        return as_csv(part.table) if part.table else None
    if part.chart is None:
        return None
    return svg_file(part.chart, told.source) if ending == "svg" else png_file(part.chart, told.source)


def workbook_file(told: Told) -> bytes:
    """Every table of the page, and a sheet that says how it is counted and of where and when it is."""
    frame = told.page.frame
    tables = [part.table for part in told.page.parts if part.table]
    return as_xlsx(
        *tables, at=clock.now(), rules=(told.outlet.question, told.source, *frame.remarks, *told.outlet.rules)
    )
