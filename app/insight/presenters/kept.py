"""Questions that are kept by name, as links to the page on which they were asked."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from urllib.parse import parse_qsl

from flask import url_for

from app.db.driver import Row
from app.insight.periods import Period
from app.insight.places import Places
from app.insight.presenters.frame import PAGES
from app.insight.questions import By
from app.insight.words import by_name, period_name, value_name
from app.web.guard import may_open
from app.web.i18n import gettext as _


@dataclass(frozen=True, slots=True)
class Kept:
    """One question: its name, which page and what it asks in words, where it stands ('' when that page is not for whoever looks),
    and where it is renamed and thrown away ('' when somebody else kept it).
    """

    name: str
    page: str
    asks: str
    url: str
    rename_url: str
    remove_url: str


def kept_views(rows: Iterable[Row], account_id: int, places: Places, organisations: Mapping[int, str]) -> list[Kept]:
    """The questions of the organisation, in the order of the rows."""
    pages = {endpoint: str(label) for endpoint, label in PAGES}
    views = []
    for row in rows:
        asked, mine = dict(parse_qsl(row.asked)), row.created_by == account_id
        views.append(
            Kept(
                name=row.name,
                page=pages.get(row.page, ""),
                asks=in_words(asked, places, organisations),
                url=url_for(row.page, **asked) if row.page in pages and may_open(row.page) else "",
                rename_url=url_for("insight.rename", insight_filter_id=row.id) if mine else "",
                remove_url=url_for("insight.drop", insight_filter_id=row.id) if mine else "",
            )
        )
    return views


def in_words(asked: Mapping[str, str], places: Places, organisations: Mapping[int, str]) -> str:
    """*De Terp, 2025, per team*: what an address asks that was read without an error."""
    found = places.find(asked.get("place", ""))
    said = [found.place.name if found else asked["place"]]
    said.append(period_name(Period.read(asked["period"])) if "period" in asked else _("het laatste hele kwartaal"))
    if beside := places.find(asked["beside"]) if "beside" in asked else None:
        said.append(_("naast %(name)s", name=beside.place.name))
    if "by" in asked:
        said.append(_("verdeeld naar %(what)s", what=by_name(By(asked["by"])).lower()))
    if "value" in asked:
        said.append(_("alleen %(what)s", what=value_name(asked["value"], organisations)))
    return ", ".join(said)
