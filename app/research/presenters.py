"""Requests for research in words of the screen, and the file itself: groups, never a line per household."""

from dataclasses import dataclass

from flask import url_for

from app.access.actor import Actor
from app.db.clock import now, today
from app.insight import queries as read
from app.insight.presenters.outlets import OUTLETS
from app.insight.words import value_name
from app.research.models import ResearchExport
from app.research.queries import Group, list_groups
from app.web.charts import Table
from app.web.figures import about, as_xlsx
from app.web.i18n import day
from app.web.i18n import gettext as _
from app.web.pictures import part_name


@dataclass(frozen=True, slots=True)
class View:
    """One request as its page shows it. ``state`` says how it stands; ``file`` is '' for who may not take the file now."""

    title: str
    url: str
    researcher: str
    purpose: str
    summary: str
    state: str
    answer: str
    until: str
    year: int
    is_open: bool
    is_told: bool
    file: str


def view(export: ResearchExport, actor: Actor) -> View:
    """For whoever reads it."""
    runs = bool(export.approved) and export.expires_on >= today()
    mine = export.asked_by == actor.account_id
    return View(
        title=_("Onderzoek van %(researcher)s over %(year)s", researcher=export.researcher, year=export.year),
        url=url_for("research.show", research_export_id=export.id),
        researcher=export.researcher,
        purpose=export.purpose,
        summary=export.summary,
        state=_state(export),
        answer=export.answer,
        until=day(export.expires_on),
        year=export.year,
        is_open=export.approved is None,
        is_told=bool(export.approved),
        file=url_for("research.file", research_export_id=export.id) if runs and mine else "",
    )


def _state(export: ResearchExport) -> str:
    if export.approved is None:
        return _("wacht op de privacyfunctionaris")
    if not export.approved:
        return _("afgewezen op %(day)s", day=day(export.decided_at))
    if export.expires_on < today():
        return _("voorbij sinds %(day)s", day=day(export.expires_on))
    return _("goedgekeurd op %(day)s", day=day(export.decided_at))


def research_file(export: ResearchExport) -> bytes:
    """The workbook: the groups of the year, and a codebook with purpose, term and how it is counted."""
    rules = (
        export.purpose,
        _(
            "Voor: %(researcher)s. Te gebruiken tot en met %(day)s.",
            researcher=export.researcher,
            day=day(export.expires_on),
        ),
        _("Alleen voor dit doel. Zoek niet uit wie het zijn, en leg het niet naast gegevens over mensen."),
        *OUTLETS["mix"].rules,
    )
    return as_xlsx(group_table(list_groups(export.year), export.year), at=now(), rules=rules)


def group_table(groups: list[Group], year: int) -> Table:
    """Groups as a table with its codebook."""
    places, names = read.get_places(), read.list_organisations()
    columns = (
        (_("Jaar"), _("Het kalenderjaar waarin de inzet begon.")),
        (_("Niveau"), _("Hele gemeente of wijk. Buurten en straten staan er niet in.")),
        (_("Gebied"), _("De naam van het gebied.")),
        (_("Code"), _("De code van de wijk; leeg is de hele gemeente.")),
        (_("Verdeeld naar"), _("Soort organisatie, levensgebied of fase; leeg is alles samen.")),
        (_("Soort inzet"), _("Zorg, handhaving of activering; leeg is alle inzet.")),
        (_("Inzetten"), _("Hoeveel er begonnen, in tientallen naar beneden afgerond.")),
        (_("Huishoudens"), _("Hoeveel huishoudens er minstens achter staan, in tientallen naar beneden afgerond.")),
        (_("Mensen"), _("Hoeveel mensen er minstens achter staan, in tientallen naar beneden afgerond.")),
    )
    rows = (
        (
            year,
            _("hele gemeente") if one.level == "town" else _("wijk"),
            places.get(one.place).name,
            one.place,
            value_name(one.value, names) if one.value else "",
            part_name(one.strand) if one.strand else "",
            one.number,
            one.homes,
            one.persons,
        )
        for one in groups
    )
    words = about(_("Groepen"), "", codebook=columns)
    return words.table(tuple(name for name, _meaning in columns), rows, ())
