"""The pages that are measured: who asks, and what."""

import re
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


def _first(path: str, link: str) -> Callable[[Browser, Scene], Ask]:
    """The first page of this kind that stands as a link on another page. Raises Absent when none does."""

    def prepare(browser: Browser, scene: Scene) -> Ask:
        page = _found(browser.get(path.format(big=scene.big))).body.decode()
        found = re.search(rf'href="({link})["?#]', page)
        if found is None:
            raise Absent
        return Ask(found[1])

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
    Page("plan", BUSY, _address("/dossiers/{big}/plan")),
    Page("interests", BUSY, _address("/dossiers/{big}/plan/interests")),
    Page("money", BUSY, _address("/dossiers/{big}/plan/money")),
    Page("network", BUSY, _address("/dossiers/{big}/network")),
    Page("network_meetings", BUSY, _address("/dossiers/{big}/network/meetings")),
    Page("ecomap", BUSY, _address("/dossiers/{big}/ecomap")),
    Page("decisions", BUSY, _address("/dossiers/{big}/decisions")),
    Page("new_appointment", BUSY, _address("/dossiers/{big}/appointments/new")),
    Page("new_intervention", BUSY, _address("/dossiers/{big}/interventions/new")),
    Page("letting_go", BUSY, _address("/dossiers/{big}/letting-go")),
    Page("wins", BUSY, _address("/dossiers/{big}/wins")),
    Page("carrying", BUSY, _address("/dossiers/{big}/carrying")),
    Page("lines", BUSY, _address("/dossiers/{big}/lines")),
    Page("low_flame", BUSY, _address("/dossiers/{big}/plan/low-flame")),
    Page("themes", BUSY, _address("/dossiers/{big}/themes")),
    Page("meetings", BUSY, _address("/meetings")),
    Page("agenda", BUSY, _first("/meetings", r"/meetings/\d+")),
    Page("appointment", BUSY, _first("/dossiers/{big}", r"/dossiers/\d+/appointments/\d+")),
    Page("second", BUSY, _first("/dossiers/{big}", r"/dossiers/\d+/appointments/\d+/second")),
    Page("invitation", BUSY, _first("/dossiers/{big}", r"/dossiers/\d+/appointments/\d+/invitation")),
    Page("person_around", BUSY, _first("/dossiers/{big}/network", r"/dossiers/\d+/network/\d+")),
    Page("known", BUSY, _first("/dossiers/{big}/network", r"/dossiers/\d+/network/\d+/known")),
    Page("compare", BUSY, _address("/dossiers/{big}/ecomap/compare")),
    Page("new_tie", BUSY, _address("/dossiers/{big}/ecomap/ties/new")),
    Page("tie", BUSY, _first("/dossiers/{big}/ecomap", r"/dossiers/\d+/ecomap/ties/\d+")),
    Page("goal", BUSY, _first("/dossiers/{big}/plan", r"/dossiers/\d+/plan/\d+")),
    Page("sign", BUSY, _first("/dossiers/{big}/plan", r"/dossiers/\d+/plan/\d+/sign")),
    Page("new_step", BUSY, _first("/dossiers/{big}/plan", r"/dossiers/\d+/plan/\d+/steps/new")),
    Page("own_plan", BUSY, _address("/dossiers/{big}/plan/own")),
    Page("direction", BUSY, _address("/dossiers/{big}/plan/direction")),
    Page("escalation", BUSY, _address("/dossiers/{big}/plan/escalation")),
    Page("plan_on_paper", BUSY, _address("/dossiers/{big}/plan/paper")),
    Page("new_win", BUSY, _address("/dossiers/{big}/wins/new")),
    Page("invited", PARTNER, _address("/meetings/invited")),
    Page("team_lines", BUSY, _address("/team/lines")),
    Page("search", BUSY, _search),
    Page("save_intervention", BUSY, _save),
)
