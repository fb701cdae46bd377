"""Every page that can be asked for, for four functions, in both languages, on a desk and on a phone."""

import re
from collections.abc import Iterator
from dataclasses import replace

import pytest
from werkzeug.routing import Rule

from app import create_app
from tests.database import config_for
from tests.journeys import inspection
from tests.journeys.conftest import Welcome
from tests.journeys.serving import Town
from tests.journeys.visitor import DESKTOP, PHONE, Visitor

#: Who walks, and the story whose household they walk through.
WALKERS = {
    "Noor Hoekstra": "debt",
    "Karin Dijkstra": "nuisance",
    "Wouter Prins": "debt",
    "Astrid Kooij": "debt",
    "Joost Haverkamp": "debt",
}
#: Whoever opens no household sees fewer pages.
FEWEST = {"Joost Haverkamp": 7}
#: Answers that are no page: files, bare words for machines and for scripts, and the page that only leads on.
NO_PAGE = {
    "accounts.start",
    "appointments.ics",
    "appointments.invitation_pdf",
    "documents.download",
    "ecomap.known_pdf",
    "ecomap.plan_pdf",
    "health.healthz",
    "health.readyz",
    "imports.progress",
    "insight.part",
    "insight.report",
    "insight.team_mix",
    "insight.workbook",
    "insight_api.document",
    "insight_api.page",
    "insight_api.pages",
    "insight_api.places",
    "network.meeting_pdf",
    "plan.paper_pdf",
    "research.file",
    "rights.handout_json",
    "rights.handout_pdf",
    "rights.letter_pdf",
    "setup.covenant",
    "wins.card_pdf",
    "workspace.card_pdf",
    "workspace.export",
    "workspace.handover_progress",
    "accounts.sign_in",
    "accounts.request_reset",
}
_COUNTED = {
    "account_request_id": "select id from account_request order by id",
    "appointment_id": "select id from appointment where dossier_id = %(dossier)s order by starts_at desc",
    "ecomap_tie_id": "select id from ecomap_tie where dossier_id = %(dossier)s order by ecomap_version_id desc, id",
    "ecomap_version_id": "select id from ecomap_version where dossier_id = %(dossier)s order by id",
    "intervention_id": "select id from intervention where dossier_id = %(dossier)s order by (status = 'planned') desc, id",
    "item_id": "select id from plan_item where dossier_id = %(dossier)s order by id",
    "escalation_id": "select id from escalation where dossier_id = %(dossier)s order by id",
    "funding_id": "select id from plan_funding where dossier_id = %(dossier)s order by id",
    "step_id": "select id from plan_step where dossier_id = %(dossier)s order by id",
    "document_id": "select id from document where dossier_id = %(dossier)s order by id",
    "note_id": "select id from note where dossier_id = %(dossier)s order by id",
    "secrecy_waiver_id": "select id from secrecy_waiver where dossier_id = %(dossier)s order by id",
    "handout_id": "select id from handout where dossier_id = %(dossier)s order by id",
    "rights_request_id": "select id from rights_request where dossier_id = %(dossier)s order by id",
    "person_id": "select person_id from household_member where dossier_id = %(dossier)s order by id",
    "network_meeting_id": "select id from network_meeting where dossier_id = %(dossier)s order by id",
    "offer_id": "select id from offer where dossier_id = %(dossier)s order by id",
    "network_person_id": "select id from network_person where dossier_id = %(dossier)s order by id",
    "involvement_id": "select id from involvement where dossier_id = %(dossier)s and not is_lead order by id",
    "question_thread_id": "select id from question_thread where dossier_id = %(dossier)s order by id",
    "sealed_compartment_id": "select id from sealed_compartment where dossier_id = %(dossier)s order by id",
    "outside_question_id": "select id from outside_question where dossier_id = %(dossier)s order by id",
    "organisation_id": "select id from organisation order by id",
    "account_id": "select id from account order by id",
    "lifted_theme_id": "select id from lifted_theme where dossier_id = %(dossier)s order by id",
    "meeting_household_id": "select id from meeting_household where dossier_id = %(dossier)s order by id",
    "meeting_id": "select meeting_id from meeting_household where dossier_id = %(dossier)s order by id",
    "meeting_line_id": "select id from meeting_line where dossier_id = %(dossier)s order by done_on is not null, id",
    "win_id": "select id from win where dossier_id = %(dossier)s order by id",
    "product_id": "select id from product order by id",
    "insight_filter_id": "select id from insight_filter order by id",
    "log_question_id": "select id from log_question order by id",
    "research_export_id": "select id from research_export order by approved is not null, id",
}
_NAMED = {
    "place": "0",
    "code": "money",
    "to": "done",
    "token": "no-such-link",
    "merge_id": "1",
    "knock_id": "1",
    "item_kind": "plan_item",
    "kind": "plan_item",
    "step": "1",
    "destruction_list_id": "1",
    "legal_hold_id": "1",
    "retention_rule_id": "1",
    "batch_id": "1",
    "state": "on",
    "purpose": "wmo_support",
    "number": "1",
}


def _value(town: Town, argument: str, dossier: int) -> str:
    if argument == "dossier_id":
        return str(dossier)
    if argument in _NAMED:
        return _NAMED[argument]
    rows = town.rows(_COUNTED[argument], dossier=dossier)
    return str(rows[0][0]) if rows else "1"


def _rules(town: Town) -> list[Rule]:
    app = create_app(replace(config_for(town.urls), demo_mode=True))
    return [rule for rule in app.url_map.iter_rules() if "GET" in (rule.methods or ()) and rule.endpoint not in NO_PAGE]


def pages(town: Town, dossier: int) -> Iterator[str]:
    """Every address with something in each of its places."""
    for rule in _rules(town):
        yield re.sub(
            r"<(?:[^<>:]*:)?(\w+)>",
            lambda found: _value(town, found[1], dossier),
            rule.rule,
        )


def what_is_wrong(visitor: Visitor, path: str, *, axe: bool) -> list[str]:
    """The page at both widths: its frame at each, and what axe finds; the stories have axe look by night and on the phone too."""
    page = visitor.page
    page.set_viewport_size({"width": DESKTOP[0], "height": DESKTOP[1]})
    page.goto(path)
    if visitor.status in {200, 400, 409}:
        wrong = [f"desk: {line}" for line in inspection.frame(page) + (inspection.axe(page) if axe else [])]
        page.set_viewport_size({"width": PHONE[0], "height": PHONE[1]})
        wrong += [f"phone: {line}" for line in inspection.frame(page)]
    else:  # a refusal looks the same everywhere; the stories inspect it
        wrong = [f"desk: {line}" for line in inspection.frame(page)]
    if visitor.status >= 500:
        wrong.append(f"answers {visitor.status}")
    found = [f"{path}: {line}" for line in wrong + visitor.complaints]
    visitor.complaints.clear()
    return found


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("name", WALKERS)
def test_every_page_is_whole_in_both_languages_and_at_both_widths(welcome: Welcome, name: str, language: str) -> None:
    visitor = welcome(name)
    if language == "en":
        visitor.presses("English")
    try:
        seen, wrong = 0, []
        for path in pages(visitor.town, visitor.town.stories[WALKERS[name]]):
            # The other functions see fewer cards of the same pages: their words are looked at in both languages, axe looks once.
            wrong += what_is_wrong(visitor, path, axe=language == "nl" or name == "Noor Hoekstra")
            seen += visitor.status == 200
            assert visitor.page.locator("html").get_attribute("lang") == language, path
        assert not wrong, "\n".join(wrong)
        assert seen >= FEWEST.get(name, 10)
    finally:
        visitor.page.set_viewport_size({"width": DESKTOP[0], "height": DESKTOP[1]})
        visitor.page.goto("/me")
        if language == "en":
            visitor.presses("Nederlands")
