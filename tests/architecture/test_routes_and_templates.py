"""What every route and template has: a policy, a place in the list when it is public, a reader, and names that exist."""

import re
from pathlib import Path

from sqlalchemy import ARRAY, Text

from app.db.scope import SCOPED
from app.web.guard import SchakelFlask
from tests.access.population import table_of
from tests.tokens import CLOSED_WORDS, free_texts, is_checked

ROOT = Path(__file__).parent.parent.parent
APP = ROOT / "app"
#: Routes of the demo mode, which tests do not run in.
DEMO_ONLY = {"accounts.demo_sign_in", "accounts.outbox", "accounts.clock"}
#: The macro itself; the register, the assessment and a list of what is destroyed: of organisations, and without anybody's name.
PRINT_THEMSELVES = {"components/page.html", "retention/list.html", "rights/register.html", "setup/dpia.html"}
PUBLIC = Path(__file__).parent / "public_routes.txt"


def test_every_route_declares_a_policy_and_the_public_ones_are_a_list(app: SchakelFlask) -> None:
    public = set()
    for rule in app.url_map.iter_rules():
        policy = app.policies[rule.endpoint]
        assert re.fullmatch(r"[a-z_]+(\.[a-z_]+)+", policy.action), (rule.rule, policy.action)
        assert policy.subject is None or f"{policy.subject}_id" in rule.arguments, rule.rule
        if policy.public:
            public.add(f"{rule.rule} {' '.join(sorted((rule.methods or set()) - {'HEAD', 'OPTIONS'}))}")
    assert sorted(public) == PUBLIC.read_text(encoding="utf-8").splitlines()


def test_a_route_about_a_household_has_it_as_its_subject(app: SchakelFlask) -> None:
    for rule in app.url_map.iter_rules():
        if "dossier_id" in rule.arguments:
            assert app.policies[rule.endpoint].subject == "dossier", rule.rule


def test_every_text_under_a_household_holds_a_token_in_the_walk_or_a_word_of_a_list() -> None:
    for table in SCOPED:
        texts = {
            c.name for c in table_of(table.name).columns if isinstance(c.type, Text) and not isinstance(c.type, ARRAY)
        }
        listed = {name for name in texts if name in CLOSED_WORDS or is_checked(table_of(table.name).columns[name])}
        assert texts == listed | set(free_texts(table))


def _sources(*suffixes: str) -> dict[Path, str]:
    return {path: path.read_text(encoding="utf-8") for path in sorted(APP.rglob("*")) if path.suffix in suffixes}


def test_every_template_is_used() -> None:
    everything = "\n".join(_sources(".py", ".html", ".txt", ".ics").values())
    error_pages = {f"errors/{code}.html" for code in (400, 403, 404, 409, 413, 429, 500, 503)}
    for path in sorted((APP / "templates").rglob("*.html")):
        name = path.relative_to(APP / "templates").as_posix()
        folder, _, stem = name.removesuffix(".html").rpartition("/")
        by_name = f'"{folder}/{{' in everything and f'"{stem}"' in everything
        used = by_name or f'"{name}"' in everything or f"'{name}'" in everything
        assert name in error_pages or used, f"nothing uses {name}"


def test_no_page_of_a_dossier_prints_itself() -> None:
    """Paper of a dossier is a marked PDF with a line in the log; the button of the browser is for what is of no household alone."""
    printing = {path.relative_to(APP / "templates").as_posix() for path, source in _sources(".html").items()
                if "print_button()" in source or "data-print" in source}  # fmt: skip
    assert printing == PRINT_THEMSELVES


def test_every_endpoint_that_is_named_exists(app: SchakelFlask) -> None:
    named = re.compile(
        r"""(?:url_for|redirect_to)\(\s*["']([a-z_]+\.[a-z_0-9]+)["']|MenuEntry\(\s*["']([a-z_]+\.[a-z_0-9]+)"""
    )
    for path, source in _sources(".py", ".html").items():
        for match in named.finditer(source):
            endpoint = match.group(1) or match.group(2)
            assert endpoint in app.view_functions or endpoint in DEMO_ONLY, f"{path.relative_to(ROOT)} names {endpoint}"
