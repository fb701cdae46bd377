"""What every page in the journeys is held to: no finding of axe, no broken policy, nothing to scroll sideways to."""

import json
from functools import cache
from pathlib import Path
from typing import Any

import axe_playwright_python
from playwright.sync_api import ConsoleMessage, Page

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
#: What depends on colour is looked at again in the dark.
OF_COLOUR = ["color-contrast", "link-in-text-block"]

#: Runs before every page of a context: a policy that is broken becomes an error in the console.
LISTEN = """document.addEventListener("securitypolicyviolation", (event) =>
  console.error(`policy: ${event.violatedDirective} ${event.blockedURI} ${event.sourceFile}`));"""

_RUN = """async (options) => {
  const found = await axe.run(document, options);
  return found.violations.map((v) => `${v.id}: ${v.help} | ` + v.nodes.slice(0, 3).map((n) =>
    n.html.slice(0, 160) + " " + n.any.concat(n.all, n.none).map((c) => c.message).join("; ").slice(0, 240)).join(" || "));
}"""
_FRAME = """() => ({
  wide: document.documentElement.scrollWidth - document.documentElement.clientWidth,
  heads: document.querySelectorAll("h1").length,
  title: document.title, lang: document.documentElement.lang,
  beyond: [...document.querySelectorAll("main *")].filter((e) => e.getBoundingClientRect().right > innerWidth + 1)
    .slice(0, 3).map((e) => e.outerHTML.slice(0, 120)),
})"""


@cache
def _axe() -> str:
    return (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text()


def axe(page: Page, *, dark: bool = False) -> list[str]:
    """What axe finds on the page as it stands; in the dark only what depends on colour."""
    if not page.evaluate("typeof axe === 'object'"):
        page.evaluate(_axe())
    options: dict[str, Any] = {"resultTypes": ["violations"]}
    options["runOnly"] = {"type": "rule", "values": OF_COLOUR} if dark else {"type": "tag", "values": TAGS}
    found: list[str] = page.evaluate(_RUN, options)
    return found


def axe_in_both_lights(page: Page) -> list[str]:
    """What axe finds by day and by night."""
    found = axe(page)
    page.emulate_media(color_scheme="dark")
    found += [f"in the dark: {line}" for line in axe(page, dark=True)]
    page.emulate_media(color_scheme="light")
    return found


def frame(page: Page) -> list[str]:
    """What is wrong with the frame of the page: one heading, a title, a language, and no sideways scrolling."""
    seen = page.evaluate(_FRAME)
    wrong = []
    if seen["wide"] > 0:
        wrong.append(f"scrolls sideways by {seen['wide']} px: {json.dumps(seen['beyond'])}")
    if seen["heads"] != 1:
        wrong.append(f"{seen['heads']} headings of the first level")
    if not seen["title"].removesuffix(" – Schakel").strip() or not seen["title"].endswith("Schakel"):
        wrong.append(f"title {seen['title']!r}")
    if seen["lang"] not in {"nl", "en"}:
        wrong.append(f"language {seen['lang']!r}")
    return wrong


def complaint(message: ConsoleMessage) -> str | None:
    """What a line in the console says when it is an error; the browser's own line about a refusal is none."""
    if message.type != "error":
        return None
    own = message.text.startswith("Failed to load resource: the server responded with a status of 4")
    if own and "/static/" not in message.location.get("url", ""):
        return None
    return f"{message.text} {message.location.get('url', '')}"
