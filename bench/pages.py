"""The pages that are measured: who asks, and what."""

import secrets
from collections.abc import Callable
from dataclasses import dataclass

from app.accounts.demo import DEMO_PASSWORD
from bench.client import Answer, Ask, Browser
from bench.scene import BUSY, PARTNER, Scene


class Absent(RuntimeError):
    """The application does not have this page."""


@dataclass(frozen=True, slots=True)
class Page:
    """One line of the report. ``who`` is None for somebody who is not signed in."""

    name: str
    who: str | None
    prepare: Callable[[Browser, Scene], Ask]


def _found(answer: Answer) -> Answer:
    if answer.status == 404:
        raise Absent
    return answer


def _address(path: str) -> Callable[[Browser, Scene], Ask]:
    def prepare(browser: Browser, scene: Scene) -> Ask:
        address = path.format(big=scene.big)
        _found(browser.get(address))
        return Ask(address)

    return prepare


def _sign_in(browser: Browser, _scene: Scene) -> Ask:
    token = _found(browser.get("/sign-in")).csrf
    form = {"csrf_token": token, "email": BUSY, "password": DEMO_PASSWORD}
    return Ask("/sign-in", lambda: form, 303)


def _search(browser: Browser, scene: Scene) -> Ask:
    token = _found(browser.get("/search")).csrf or browser.get(f"/dossiers/{scene.big}").csrf
    answer = _found(browser.post("/search", {"csrf_token": token, "q": scene.typo}))
    return Ask(answer.location)


def _save(browser: Browser, scene: Scene) -> Ask:
    address = f"/dossiers/{scene.other}/interventions/new"
    token = _found(browser.get(address)).csrf
    form = {
        "csrf_token": token,
        "strand": "care",
        "product_id": str(scene.product),
        "persons": str(scene.person),
        "why": "De post bleef liggen; nu samen beginnen geeft rust voor de winter.",
        "stance": "do_together",
        "superfluous_when": "Als zij het drie weken zelf heeft gedaan.",
        "network_could": "Haar zus, op zondag.",
        "status": "planned",
    }
    return Ask(address, lambda: {**form, "submission_key": secrets.token_urlsafe(16)}, 303)


PAGES = (
    Page("sign_in", None, _sign_in),
    Page("today", BUSY, _address("/today")),
    Page("caseload", BUSY, _address("/caseload")),
    Page("dossier", BUSY, _address("/dossiers/{big}")),
    Page("regiekaart", PARTNER, _address("/dossiers/{big}")),
    Page("search", BUSY, _search),
    Page("save_intervention", BUSY, _save),
)
