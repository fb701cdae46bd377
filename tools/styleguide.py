"""Draws every component with sample data, so that a change of style can be looked at and checked without a database.

``python -m tools.styleguide build/styleguide`` writes the pages; ``--look`` also takes a picture of each in light and
dark, at 1280 and 390 pixels, makes a PDF of the sheets for paper, and fails when axe finds something or a page scrolls
sideways.
"""

import argparse
import shutil
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from werkzeug.datastructures import MultiDict
from wtforms import (
    BooleanField,
    DateField,
    Form,
    HiddenField,
    RadioField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)
from wtforms.validators import InputRequired

from app.web.charts import TimelineItem, build_timeline, mix_parts, strand_order

ROOT = Path(__file__).resolve().parent.parent
PAGES = ROOT / "tools" / "styleguide_pages"
TODAY = date(2026, 11, 22)
Day = tuple[int, int, int]
AXE_TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
SHEETS = ("regiekaart", "invitation", "dossier")


class SampleForm(Form):  # type: ignore[misc]
    """One field of every kind."""

    submission_key = HiddenField(default="key")
    strand = RadioField(
        "Welk soort inzet is dit?",
        choices=[("care", "Zorg"), ("enforcement", "Handhaving"), ("activation", "Activering")],
        validators=[InputRequired("Kies zorg, handhaving of activering.")],
    )
    product = StringField("Wat gaat u doen?", validators=[InputRequired("Zeg wat u gaat doen, zoals Budgetcafé.")])
    why = TextAreaField(
        "Waarom dit, en waarom nu?", validators=[InputRequired("Schrijf in één zin waarom dit nu nodig is.")]
    )
    start = DateField("Begint op", description="Bijvoorbeeld 24-11-2026")
    stance = RadioField(
        "Hoe staat u erin?",
        choices=[
            ("over", "overnemen"),
            ("with", "samen doen"),
            ("see", "zorgen dat"),
            ("near", "beschikbaar"),
            ("off", "los"),
        ],
    )
    network = StringField("Wie uit het netwerk kan dit ook?")
    who = SelectField("Wie doet het?", choices=[("1", "Noor Hoekstra"), ("2", "T. Dijkstra, Kredietbank")])
    days = SelectMultipleField(
        "Welke dagen passen?", choices=[("mo", "maandag"), ("tu", "dinsdag"), ("we", "woensdag")]
    )
    shared = BooleanField("Het huishouden weet hiervan")


@dataclass(frozen=True, slots=True)
class Bag:
    """A second person as the macro expects it."""

    state: str
    who: str | None = None
    relation: str | None = None
    note: str | None = None
    ask_url: str | None = None
    quiet_url: str | None = None


def sample_items() -> list[TimelineItem]:
    """The story of the El Amrani household."""

    def item(label: str, who: str, strand: str, *period: Day | None, status: str = "active") -> TimelineItem:
        start, end = (date(*day) if day else None for day in period)
        return TimelineItem(label, who, strand, start or TODAY, end, planned=status == "planned", status=status)

    return [
        item("Maatschappelijk werk", "Wijkteam Oost", "care", (2025, 11, 20), (2026, 1, 30), status="done"),
        item("Schuldhulpverlening", "Kredietbank", "care", (2026, 2, 2), None),
        item("Thuisbegeleiding", "GGZ Noord", "care", (2026, 4, 1), (2026, 8, 1), status="stopped"),
        item("Waarschuwing overlast", "De Schans", "enforcement", (2025, 12, 20), (2026, 1, 20), status="done"),
        item("Gesprek wijkagent", "Politie", "enforcement", (2026, 5, 12), (2026, 5, 12), status="done"),
        item("Laatste-kansafspraak", "De Schans", "enforcement", (2026, 5, 1), (2026, 8, 20), status="done"),
        item("Budgetcafé, met zus", "Buurtwerk", "activation", (2026, 7, 1), None),
        item("Taalmaatje", "Buurtwerk", "activation", (2026, 9, 4), None),
        item("Moestuingroep", "Buurtwerk", "activation", (2026, 12, 1), (2027, 1, 20), status="planned"),
    ]


def many_items() -> list[TimelineItem]:
    """More bars in one lane than a picture of six rows can hold."""
    names = [
        "Huisbezoek",
        "Jeugdhulp thuis",
        "Aanvraag bijstand",
        "Gesprek",
        "Opvoedondersteuning bij het gezin thuis",
        "Wmo-begeleiding",
    ]
    return [
        TimelineItem(
            f"{names[i % 6]} {i + 1}",
            "Wijkteam",
            ("care", "care", "enforcement", "activation")[i % 4],
            date(2025 + (i * 5 % 24) // 12, (i * 5 % 12) + 1, 1 + i % 27),
            None if i % 5 == 0 else date(2026, 2 + i % 10, 5 + i % 20),
        )
        for i in range(34)
    ]


def sample_context() -> dict[str, Any]:
    """What the pages of the style guide show."""
    wrong = SampleForm(MultiDict({"product": "", "why": "", "stance": "see", "network": "kaartvriend Wim"}))
    wrong.validate()
    filled = SampleForm(
        MultiDict(
            {
                "strand": "enforcement",
                "product": "Waarschuwing overlast",
                "stance": "see",
                "why": "Derde melding in een maand.",
            }
        )
    )
    states = ["not_asked", "asked", "thinking", "coming", "came", "did_not_come", "rather_not", "unsafe"]
    return {
        "timeline_one": build_timeline(sample_items(), TODAY),
        "timeline_many": build_timeline(many_items(), TODAY),
        "timeline_none": build_timeline([], TODAY),
        "mix": mix_parts({"care": 45, "enforcement": 15, "activation": 40}),
        "carriers": mix_parts({"self": 30, "network": 26, "professional": 44}),
        "small_mix": mix_parts({"care": 7, "activation": 1}),
        "sequence": strand_order(sample_items()),
        "seconds": [
            Bag(state, who="Mina" if "c" in state else None, relation="zus" if state == "coming" else None)
            for state in states
        ],
        "open_second": Bag(
            "not_asked", note="De vorige keer noemde hij zijn kaartvriend Wim.", ask_url="#", quiet_url="#"
        ),
        "yes_second": Bag("coming", who="Mina", relation="zus", note="Ook de vorige drie keer."),
        "wrong": wrong,
        "filled": filled,
        "readers": [
            SimpleNamespace(
                name="Noor Hoekstra, regie", what="dat er een waarschuwing komt en wanneer; niet uw toelichting"
            ),
            SimpleNamespace(name="Wijkagent", what="niets, tot u het deelt"),
        ],
        "paging": SimpleNamespace(page=2, pages=7, total=140, previous_url="#", next_url="#"),
        "people": [
            SimpleNamespace(name=name, line=line, url="#")
            for name, line in (
                ("Noor Hoekstra", "generalist, Wijkteam Oost"),
                ("Karin Dijkstra", "woonconsulent, De Schans"),
                ("Jelle Bakker", "wijkagent, Politie Waterstad"),
                ("Femke de Vries", "coördinator, Wijkteam Oost"),
            )
        ],
    }


def frame_context(page: str) -> dict[str, Any]:
    """What base.html knows about the person and the menu."""
    labels = {"dossier": "Caseload", "components": "Inzicht"}
    menu = [
        SimpleNamespace(label=label, url="#", endpoint="x", current=label == labels.get(page, "Vandaag"))
        for label in ("Vandaag", "Caseload", "Buurt", "Team", "Inzicht")
    ]
    signed_in = page not in {"signin", "500"}
    return {
        "lang": "nl",
        "menu": menu if signed_in else [],
        "search_url": "#" if signed_in else None,
        "user_line": "Noor Hoekstra · generalist · Wijkteam Oost" if signed_in else None,
        "foot_links": [
            SimpleNamespace(label=label, url="#", lang=None)
            for label in ("Wie keek in mijn dossiers?", "Toegankelijkheid")
        ],
        "other_language": "en",
        "language_url": "#",
        "sign_out_url": "#" if signed_in else None,
        "demo_banner": "Dit is een verzonnen gemeente om te oefenen.",
        "here": "/",
    }


def flashed(page: str) -> Callable[..., list[tuple[str, Any]]]:
    """Messages as Flask gives them, one of each kind on the page of components."""
    messages: list[tuple[str, Any]] = [
        ("success", {"text": "Inzet vastgelegd: Budgetcafé.", "undo_url": "#", "undo_label": None}),
        ("info", "Morgen loopt het delen met De Schans af."),
        ("error", "De uitnodiging is niet gemaakt. Kies eerst een datum."),
    ]
    return lambda **_options: messages if page == "components" else []


def environment() -> Environment:
    """Jinja as the application has it, with the source texts as translation."""
    env = Environment(  # templates of our own, for ourselves
        loader=FileSystemLoader([PAGES, ROOT / "app" / "templates"]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.i18n"],
    )
    env.install_null_translations(newstyle=True)  # type: ignore[attr-defined]
    env.globals["static_url"] = lambda name: f"static/{name}"
    env.globals["csrf_token"] = lambda: "token"
    return env


def pages() -> Iterator[tuple[str, str]]:
    """Name and template of every page: those of the style guide and the application's error pages."""
    for path in sorted(PAGES.glob("*.html")):
        yield path.stem, path.name
    for path in sorted((ROOT / "app" / "templates" / "errors").glob("[0-9]*.html")):
        yield path.stem, f"errors/{path.name}"


def render(folder: Path) -> list[str]:
    """Writes every page into the folder and gives their names."""
    folder.mkdir(parents=True, exist_ok=True)
    shutil.copytree(ROOT / "app" / "static", folder / "static", dirs_exist_ok=True)
    env = environment()
    names = []
    for name, template in pages():
        env.globals["get_flashed_messages"] = flashed(name)
        text = env.get_template(template).render(sample_context() | frame_context(name) | {"text": ""})
        (folder / f"{name}.html").write_text(text, encoding="utf-8")
        names.append(name)
    return names


def look(folder: Path, names: list[str]) -> int:
    """Takes the pictures and counts what axe and the eye for sideways scrolling find."""
    from axe_playwright_python.sync_playwright import Axe  # noqa: PLC0415 - only this step needs a browser
    from playwright.sync_api import sync_playwright  # noqa: PLC0415

    found = 0
    with sync_playwright() as playwright:
        path = shutil.which("chromium")
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        for name in names:
            for width in (1280, 390):
                for scheme in ("light", "dark"):
                    page = browser.new_page(viewport={"width": width, "height": 900}, color_scheme=scheme)
                    page.goto((folder / f"{name}.html").as_uri())
                    page.screenshot(path=folder / f"{name}-{width}-{scheme}.png", full_page=True)
                    found += report(f"{name} {width} {scheme}", Axe().run(page, options={"runOnly": AXE_TAGS}).response)
                    if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
                        print(f"{name} {width} scrolls sideways")
                        found += 1
                    if name in SHEETS and (width, scheme) == (1280, "light"):
                        page.pdf(path=folder / f"{name}.pdf", prefer_css_page_size=True)
                    page.close()
        browser.close()
    return found


def report(where: str, response: Mapping[str, Any]) -> int:
    """Prints what axe found on one page."""
    for violation in response["violations"]:
        for node in violation["nodes"]:
            print(f"{where}: {violation['id']} {node['target']} {node['html'][:150]}")
    return len(response["violations"])


def main() -> int:
    """Renders, and looks when asked."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--look", action="store_true", help="take pictures and run axe")
    given = parser.parse_args()
    names = render(given.folder.resolve())
    print(f"{len(names)} pages in {given.folder}")
    return 1 if given.look and look(given.folder.resolve(), names) else 0


if __name__ == "__main__":
    sys.exit(main())
