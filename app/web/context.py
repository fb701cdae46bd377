"""What every page knows: menu, search, who is signed in, languages, flash messages and static addresses."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path

from flask import Flask, g, request, url_for
from flask_babel import LazyString

from app.web.drawing import once_per_content
from app.web.i18n import current_language
from app.web.i18n import gettext as _

STATIC = Path(__file__).parent.parent / "static"
MENU = "schakel_menu"
FOOT = "schakel_foot"


@dataclass(frozen=True, slots=True)
class MenuEntry:
    """One line of the menu; ``functions`` None = everybody who is signed in."""

    endpoint: str
    label: LazyString | str
    functions: frozenset[str] | None = None
    without: frozenset[str] = frozenset()

    def is_for(self, function: str) -> bool:
        """Whether the page is one of this function's."""
        return function not in self.without and (self.functions is None or function in self.functions)


@dataclass(frozen=True, slots=True)
class MenuItem:
    """A menu entry as the template shows it."""

    endpoint: str
    label: str
    url: str
    current: bool


@dataclass(frozen=True, slots=True)
class FootLink:
    """A link at the foot of the page; ``lang`` when it is in another language."""

    label: str
    url: str
    lang: str | None = None


def add_to_menu(app: Flask, entry: MenuEntry) -> None:
    """A feature puts its page in the menu; a menu item appears with its page."""
    app.extensions.setdefault(MENU, []).append(entry)


def add_to_foot(app: Flask, entry: MenuEntry) -> None:
    """A feature puts a link at the foot of the page."""
    app.extensions.setdefault(FOOT, []).append(entry)


@cache
def _stamp(name: str) -> str:
    path = STATIC / name
    return sha256(path.read_bytes()).hexdigest()[:12] if path.is_file() else "missing"


def static_url(name: str) -> str:
    """The address of a static file, with a stamp of its content so that it can be kept for ever."""
    return f"/static/{name}?v={_stamp(name)}"


def install(app: Flask, *, function_name: Callable[[str], str], demo: bool) -> None:
    """Adds the context of base.html. ``function_name`` turns a function code into words."""

    @once_per_content(512)
    def menu(function: str | None, here: str | None) -> list[MenuItem]:
        return [
            MenuItem(e.endpoint, str(e.label), url_for(e.endpoint), e.endpoint == here)
            for e in app.extensions.get(MENU, [])
            if function and e.is_for(function)
        ]

    @once_per_content(64)
    def foot(function: str | None) -> list[FootLink]:
        return [
            FootLink(str(e.label), url_for(e.endpoint))
            for e in app.extensions.get(FOOT, [])
            if (e.is_for(function) if function else e.endpoint in PUBLIC_FOOT)
        ]

    @app.context_processor
    def page_context() -> dict[str, object]:
        actor = g.get("actor")
        function = actor.function if actor else None
        searchers = "workspace.search" in app.view_functions and actor and actor.function in SEARCHERS
        return {
            "lang": current_language(),
            "menu": menu(function, request.endpoint),
            "foot_links": foot(function),
            "search_url": url_for("workspace.search") if searchers else None,
            "user_line": f"{actor.name} · {function_name(actor.function)} · {actor.organisation_name}"
            if actor
            else None,
            "other_language": "nl" if current_language() == "en" else "en",
            "language_url": _address(app, "accounts.language"),
            "sign_out_url": _address(app, "accounts.sign_out") if actor else None,
            "demo_banner": _("Dit is een verzonnen gemeente om te oefenen.") if demo else None,
            "shortcuts": actor.shortcuts if actor else True,
            "keyboard_url": _address(app, "accounts.keyboard") if actor else None,
            "here": request.full_path.rstrip("?"),
        }

    app.jinja_env.globals["static_url"] = static_url


def _address(app: Flask, endpoint: str) -> str | None:
    return url_for(endpoint) if endpoint in app.view_functions else None


PUBLIC_FOOT = frozenset({"accounts.accessibility"})

#: Functions that open households by searching; a matrix row without identity gives no search box.
SEARCHERS = frozenset(
    {
        "generalist",
        "community_officer",
        "housing_officer",
        "mental_health_worker",
        "debt_counsellor",
        "income_consultant",
        "attendance_officer",
        "youth_protection",
        "enforcement_officer",
        "welfare_worker",
    }
)
