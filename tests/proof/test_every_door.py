"""What holds for every route of the URL map, known or not: who is let in, which headers an answer has, and how much it takes."""

import json
from collections.abc import Callable, Iterator
from io import BytesIO

import pytest
from flask.testing import FlaskClient
from werkzeug.routing import Rule
from werkzeug.test import TestResponse

from tests.access.test_route_walk import SIGNING_OUT, Walk, words_of
from tests.access.test_route_walk import undone as undone  # what requests write is rolled back
from tests.access.test_route_walk import walk as walk  # every text a token
from tests.proof.extent import Tally

METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE")
UNKNOWN = (
    "/no/such/page",
    "/dossiers",
    "//dossiers/1",
    "/dossiers/1/",
    "/.git/config",
    "/metrics",
    "/admin",
    "/dossiers/x",
)
READING = {"GET", "HEAD", "OPTIONS"}


def doors(walk: Walk) -> Iterator[tuple[Rule, str]]:
    """Every rule with the first address that it has."""
    for rule in walk.app.url_map.iter_rules():
        yield rule, walk.paths(rule)[0]


def is_refused(answer: TestResponse) -> bool:
    """Whether somebody was sent to the page for signing in, or away, and saw nothing."""
    to_sign_in = answer.status_code == 303 and "/sign-in" in (answer.location or "")
    return (to_sign_in or 400 <= answer.status_code < 500) and not words_of(answer)


def test_who_is_not_signed_in_is_let_in_nowhere(walk: Walk, undone: None, tally: Tally) -> None:
    public = {rule.rule for rule, _ in doors(walk) if walk.app.policies[rule.endpoint].public}
    tried = [(path, rule.rule in public) for rule, path in doors(walk)] + [(path, False) for path in UNKNOWN]
    for path, is_public in tried:
        for method in METHODS:
            if is_public and method in {*READING, "POST"}:
                continue
            answer = walk.client(None).open(path, method=method)
            tally.check(is_refused(answer), f"{method} {path}: {answer.status_code} {answer.location}")


@pytest.fixture
def forgery(walk: Walk) -> Iterator[None]:
    """The application as it is served: forms carry a token."""
    walk.app.config["WTF_CSRF_ENABLED"] = True
    yield
    walk.app.config["WTF_CSRF_ENABLED"] = False


def token_of(client: FlaskClient) -> str:
    """The token of a form of this browser."""
    page = client.get("/me").text
    return page.partition('name="csrf_token"')[2].partition('value="')[2].partition('"')[0]


#: How another site could try to let a browser write: (headers, form or body, address).
Case = Callable[[FlaskClient, str, str], TestResponse]
FORGED: dict[str, Case] = {
    "no token": lambda client, path, _: client.post(path, data={"x": "1"}),
    "a made-up token": lambda client, path, _: client.post(path, data={"csrf_token": "x" * 60}),
    "the token of somebody else": lambda client, path, theirs: client.post(path, data={"csrf_token": theirs}),
    "from another site": lambda client, path, _: client.post(
        path, data={"csrf_token": token_of(client)}, headers={"Sec-Fetch-Site": "cross-site"}
    ),
    "from a site of the same domain": lambda client, path, _: client.post(
        path, data={"csrf_token": token_of(client)}, headers={"Sec-Fetch-Site": "same-site", "Origin": "null"}
    ),
    "text that is JSON": lambda client, path, _: client.post(path, data='{"x": 1}', content_type="text/plain"),
    "JSON": lambda client, path, _: client.post(path, data=json.dumps({"csrf_token": "x"}), content_type="application/json"),
    "another method by a header": lambda client, path, _: client.post(path, headers={"X-HTTP-Method-Override": "GET"}),
    "another method by a field": lambda client, path, _: client.post(path, data={"_method": "GET"}),
}  # fmt: skip


@pytest.mark.usefixtures("undone", "forgery")
def test_nothing_is_written_for_another_site(walk: Walk, tally: Tally) -> None:
    theirs = token_of(walk.client("omar"))
    client = walk.client("noor")
    assert token_of(client)
    for rule, path in doors(walk):
        if "POST" not in (rule.methods or ()):
            continue
        for name, send in FORGED.items():
            answer = send(client, path, theirs)
            # The link of somebody without an account is its own key: no cookie goes along that another site could use.
            keyed = rule.endpoint == "threads.line" and answer.status_code == 410
            tally.check(answer.status_code in {400, 403} or keyed, f"{name}: {path} {answer.status_code}")


@pytest.mark.usefixtures("undone", "forgery")
def test_asking_for_a_page_writes_nothing(walk: Walk, tally: Tally) -> None:
    """A form that is put in an address does not act, and other methods than those of a rule are not there."""
    client = walk.client("noor")
    for rule, path in doors(walk):
        if "POST" in (rule.methods or ()) and rule.endpoint not in SIGNING_OUT:
            answer = client.get(path, query_string={"reason": "x", "submission_key": "x", "text": "x"})
            tally.check(answer.status_code in {200, 303, 400, 401, 403, 404, 405, 410}, f"{path}: {answer.status_code}")
        for method in {"PUT", "PATCH", "DELETE", "TRACE"} - set(rule.methods or ()):
            answer = client.open(path, method=method)
            tally.check(answer.status_code in {400, 401, 403, 404, 405}, f"{method} {path}: {answer.status_code}")


SAID = {
    "Content-Security-Policy": ("default-src 'none'", "base-uri 'none'", "frame-ancestors 'none'"),
    "X-Content-Type-Options": ("nosniff",),
    "Cross-Origin-Opener-Policy": ("same-origin",),
    "Cross-Origin-Resource-Policy": ("same-origin",),
    "Permissions-Policy": ("camera=()",),
    "X-Frame-Options": ("DENY",),
    "Cache-Control": ("no-store",),
    "Vary": ("Cookie",),
}
NEVER = ("Server", "X-Powered-By", "Access-Control-Allow-Origin", "Access-Control-Allow-Credentials")


def bad_headers(answer: TestResponse) -> list[str]:
    """What is missing on an answer, or should not be there."""
    found = [name for name, parts in SAID.items() for part in parts if part not in answer.headers.get(name, "")]
    found += [name for name in NEVER if name in answer.headers]
    found += ["referrer"] if answer.headers.get("Referrer-Policy") not in {"same-origin", "no-referrer"} else []
    text = (answer.mimetype or "").startswith("text/")
    found += ["charset"] if text and "charset=utf-8" not in answer.headers["Content-Type"].lower() else []
    return found + (["inline"] if "'unsafe" in answer.headers["Content-Security-Policy"] else [])


def test_every_answer_has_its_headers(walk: Walk, undone: None, tally: Tally) -> None:
    codes = set()
    for name in ("noor", "administrator", None):
        client = walk.client(name)
        for rule, path in [*doors(walk), *((None, path) for path in UNKNOWN)]:
            for method in ("GET", "POST"):
                if rule is not None and rule.endpoint in SIGNING_OUT:
                    continue
                answer = client.open(path, method=method, data={"submission_key": "h"} if method == "POST" else None)
                codes.add(answer.status_code)
                wrong = bad_headers(answer)
                if answer.headers.get("Content-Security-Policy", "").startswith(
                    "sandbox"
                ):  # a document, stricter still
                    wrong = [each for each in wrong if each in NEVER]
                tally.check(not wrong, f"{method} {path} {answer.status_code}: {wrong}")
    assert {200, 303, 400, 403, 404, 405} <= codes


def test_static_files_have_theirs(walk: Walk, tally: Tally) -> None:
    answer = walk.client(None).get("/static/css/app.css")
    names = ("X-Content-Type-Options", "Cross-Origin-Resource-Policy")
    for name in names if answer.status_code == 200 else ():
        tally.check(name in answer.headers, name)
    for path in ("/static/../config.py", "/static/%2e%2e/config.py", "/static//etc/passwd", "/static/.git"):
        tally.check(walk.client(None).get(path).status_code in {303, 400, 404}, path)


SLACK = 64_000


@pytest.mark.usefixtures("undone", "forgery")
def test_too_much_is_refused_before_it_is_read(walk: Walk, tally: Tally) -> None:
    for name in ("noor", None):
        client = walk.client(name)
        for rule, path in doors(walk):
            if "POST" not in (rule.methods or ()):
                continue
            most = walk.app.policies[rule.endpoint].body
            for kind in ("application/x-www-form-urlencoded", "multipart/form-data; boundary=x", "application/json"):
                body = BytesIO(b"a=" + b"b" * (most + 2 * SLACK))
                answer = client.post(path, input_stream=body, content_type=kind, content_length=len(body.getvalue()))
                read = body.tell()
                tally.check(
                    answer.status_code in {303, 400, 413} and read <= most + SLACK,
                    f"{name} {path} {kind}: {answer.status_code}, read {read} of at most {most}",
                )


def test_what_is_odd_is_refused(walk: Walk, undone: None, tally: Tally) -> None:
    client = walk.client("noor")
    deep = "[" * 10_000 + "]" * 10_000
    odd = {
        "2,001 fields": client.post("/search", data={f"f{number}": "x" for number in range(2_001)}),
        "2,001 parts": client.post(
            "/search", data={f"f{number}": "x" for number in range(2_001)}, content_type="multipart/form-data"
        ),
        "10,000 levels of JSON": client.post("/search", data=deep, content_type="application/json"),
    }
    for name, answer in odd.items():
        tally.check(answer.status_code in {303, 400, 413}, f"{name}: {answer.status_code}")
    for address in (
        "/caseload?page=1000000",
        "/caseload?size=1000000",
        "/search?q=" + "x" * 9_000,
        "/caseload?page=-1",
    ):
        answer = client.get(address)
        tally.check(answer.status_code < 500 and len(answer.data) < 2_000_000, f"{address[:40]}: {answer.status_code}")
    answer = client.get("/today", headers={f"X-{number}": "x" for number in range(100)})
    tally.check(answer.status_code == 200, "100 headers")
