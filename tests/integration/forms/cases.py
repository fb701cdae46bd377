"""Which forms there are, what a good one holds, and why some routes are tried elsewhere. A new form route belongs in one of the two."""

import datetime as dt
from dataclasses import dataclass, field

from app.kernel.clock import today_in_amsterdam

SOON = (today_in_amsterdam() + dt.timedelta(days=20)).isoformat()
TODAY = today_in_amsterdam().isoformat()
Values = dict[str, str | list[str]]


@dataclass(frozen=True)
class Case:
    """One form: by whom, what is filled in, and which text two people change at the same time (for a form with a version)."""

    fill: Values = field(default_factory=dict)
    who: str = "noor"
    text: str = ""
    query: str = ""
    #: Fields that may hold anything as things stand, with the reason.
    free: dict[str, str] = field(default_factory=dict)
    #: The end of the address, where not every one of the small world can be tried.
    at: str = ""


ADMIN = "administrator"
_NEW_PLACE = "counts only when another neighbourhood is named"
_ONLY_WITH = "is kept only when the choice above asks for it"
_NEW_ONE = "counts only for somebody who is not in the list yet"

CASES: dict[str, Case] = {
    "accounts.add_account": Case(
        {"name": "Ina Nieuw", "email": "ina@voorbeeld.example", "function": "coordinator"}, ADMIN
    ),
    "accounts.edit_account": Case(who=ADMIN, text="phone"),
    "accounts.add_organisation": Case(
        {"name": "Nieuwe club", "contact_name": "Balie", "contact_phone": "058 111 11 11", "kind": "welfare"}, ADMIN
    ),
    "accounts.edit_organisation": Case(who=ADMIN, text="contact_name", at="/{school}"),
    "accounts.edit_purpose": Case(who=ADMIN, text="law"),
    "accounts.leading": Case({"function": "attention_officer"}, ADMIN),
    "appointments.create": Case(
        {"about": "Het kasboek"}, free={"first_name": _NEW_ONE, "relation": _NEW_ONE, "who": _ONLY_WITH}
    ),
    "appointments.edit": Case(text="place"),
    "appointments.cancel": Case({"reason": "Noor is ziek."}, text="reason"),
    "appointments.agreed": Case(),
    "appointments.reminder": Case({"email": "samira@voorbeeld.example", "said_yes": "y"}),
    "appointments.second": Case(text="remark", free={"first_name": _NEW_ONE, "relation": _NEW_ONE}),
    "dossiers.new": Case(
        {"persons-0-given_name": "Bo", "persons-0-surname": "Zonneveld"},
        free={"area_code": _NEW_PLACE, "area_name": _NEW_PLACE},
    ),
    "dossiers.add_note": Case(
        {"facts": "Zij was er."}, free={"withheld_because": _ONLY_WITH, "withheld_until": _ONLY_WITH}
    ),
    "dossiers.note": Case(text="facts", free={"withheld_because": _ONLY_WITH, "withheld_until": _ONLY_WITH}),
    "dossiers.add_statement": Case({"text": "Zo was het niet."}),
    "dossiers.add_person": Case({"given_name": "Bo", "surname": "Zonneveld", "joined_on": TODAY}),
    "dossiers.change_person": Case(text="given_name"),
    "dossiers.leave_household": Case({"because": "moved", "on": TODAY}),
    "dossiers.address": Case(text="street", free={"area_code": _NEW_PLACE, "area_name": _NEW_PLACE}),
    "dossiers.domain": Case({"text": "De huur is betaald."}, text="text"),
    "dossiers.end_involvement": Case({"reason": "Klaar."}, at="/{omar_in_team}/end"),
    "dossiers.change_whom": Case(
        {"whom": "some", "persons": ["{samira}"], "reason": "Zij helpt alleen de moeder."},
        at="/{omar_in_team}/persons",
    ),
    "dossiers.handover": Case({"successor": "{omar}", "reason": "Ik ga met verlof."}),
    "dossiers.leave_team": Case({"reason": "Klaar."}, "omar"),
    "dossiers.invite": Case(
        {"account": "{tess}", "reason": "Zij neemt waar."},
        query="?organisation={area_team}",
        free={"persons": _ONLY_WITH},
    ),
    "dossiers.mark": Case({"marked": "yes", "reason": "Haar zus werkt hier."}),
    "dossiers.phase": Case({"phase": "plan", "reason": "Samen verder."}, text="reason"),
    "dossiers.question": Case({"words": "Ik wil rust.", "said_by": "Samira"}),
    "documents.document": Case(text="title", free={"withheld_because": _ONLY_WITH, "withheld_until": _ONLY_WITH}),
    "documents.withdraw": Case({"reason": "Hoort in een ander dossier."}),
    "ecomap.draw": Case({"together_with": "Samira"}),
    "ecomap.tie": Case(text="words"),
    "insight.kept": Case({"name": "Handhaving in 2019"}, "coordinator", query="?page=insight.mix&period=2019"),
    "interventions.create": Case(
        {"strand": "care", "product_id": "{care}", "why": "Zij vroeg erom.", "stance": "do_together"}
    ),
    "interventions.change": Case(text="why"),
    "interventions.correct": Case({"product_id": "{activation}", "reason": "Verkeerd gekozen."}, text="reason"),
    "interventions.correct_details": Case({"persons": ["{sami}"], "reason": "Verkeerd gekozen."}, text="reason"),
    "interventions.step": Case({"text": "Het is gelukt."}, text="text"),
    "interventions.update": Case({"line": "Zij belde."}),
    "interventions.products": Case(
        {"name_nl": "Wandelen", "name_en": "Walking", "strand": "activation", "org_kinds": ["welfare"]}, ADMIN
    ),
    "meetings.edit": Case({"at": "11:30"}),
    "meetings.create": Case({"at": "10:00", "day": SOON}),
    "meetings.edit_line": Case(text="text"),
    "meetings.turn": Case({"text": "Ans belt elke maandag.", "due_on": SOON, "owner": "network", "who": "Ans"}),
    "network.people": Case({"first_name": "Ans", "relation": "buurvrouw"}),
    "network.meeting": Case(text="plan", fill={"held_on": TODAY}),
    "network.meetings": Case({"coordinator": "Oma"}),
    "network.offer": Case(free={"minutes": _ONLY_WITH}),
    "network.person": Case(text="relation"),
    "sharing.add_notice": Case({"when": "told", "edition": "Folder Samen."}, free={"look_again_on": _ONLY_WITH}),
    "sharing.add_waiver": Case(
        {
            "receiver": "acc:{safe_home}",
            "categories": ["notes"],
            "what": "Dat zij slecht slaapt.",
            "what_for": "Om mee te denken.",
            "given_by": "self",
            "how": "talk",
        }
    ),
    "sharing.add_agreement": Case({"said": "yes", "words": "Dit is wat ik wil."}),
    "sharing.waiver": Case({"reason": "Zij wil het niet meer."}),
    "rights.make_handout": Case({"second": "{omar}"}),
    "rights.requests": Case({"asks": "Wat staat er over mij?"}),
    "rights.one_request": Case({"step": "partly", "because": "Een deel gaat over een ander."}, text="because"),
    "oversight.marks": Case({"case_no": "W-2026-00001", "reason": "Zijn zus werkt hier."}, "privacy_officer"),
    "research.ask": Case(
        {
            "year": "2024",
            "researcher": "Hogeschool Veenmeer",
            "purpose": "Welke mix past waar?",
            "summary": "Wij kijken hoe vaak hulp begint.",
            "expires_on": SOON,
        },
        "analyst",
    ),
    "retention.add_rule": Case(
        {
            "law": "Leerplichtwet 1969",
            "number": "5",
            "source": "Selectielijst",
            "record_type": "file",
            "counts_from": "ended",
        },
        ADMIN,
    ),
    "retention.edit_rule": Case({"source": "Wmo 2015, artikel 5.3.4, nagelezen."}, ADMIN, text="source", at="/1"),
    "retention.hold": Case({"case_no": "", "reason": "Er loopt een onderzoek.", "until_on": SOON}, "privacy_officer"),
    "setup.one_step": Case({"text": "De taak staat in de wet."}, ADMIN, text="text"),
    "plan.create": Case({"text": "Elke week samen koken."}),
    "plan.edit": Case(text="text"),
    "plan.add_funding": Case(
        {"what_for": "Hulp thuis", "amount": "1.250,50", "from_on": TODAY, "decided_by": "Gemeente"}
    ),
    "plan.add_interest": Case(
        {"party": "household", "own_goal": "Rust in huis.", "interest": "Dan kan iedereen slapen."}
    ),
    "plan.add_step": Case({"text": "Samen koken.", "who": "Samira", "due_on": SOON}),
    "plan.direction": Case({"director": "Samira"}),
    "plan.funding": Case(text="what_for"),
    "plan.low_flame": Case({"carried_by": "Ans", "until_on": SOON, "restart_when": "Zij belt twee keer niet terug."}),
    "plan.own_plan": Case({"answer": "declined"}),
    "plan.scale_down": Case({"outcome": "De wachttijd is weg."}, text="outcome"),
    "plan.scale_up": Case({"step": "2", "reason": "Niemand kiest.", "asked_of": "De procesregisseur", "due_on": SOON}),
    "plan.sign": Case({"party": "person:{samira}"}),
    "plan.step": Case(text="text"),
    "sealed.create": Case({"text": "Sami had blauwe plekken.", "persons": ["{sami}"]}, "noor"),
    "sealed.step": Case({"text": "Sami schrok van een stem."}, "youth_protection", text="text"),
    "sharing.share": Case({"receiver": "acc:{safe_home}", "reason": "Zij regelt de huur."}),
    "sharing.knock": Case(
        {"name": "Bo Zonneveld", "born": "1980-02-01", "reason": "Er ligt een melding."}, "housing_officer"
    ),
    "sharing.doorstep": Case({"postcode": "9999 ZZ", "number": "14", "reason": "Zij deed open."}, "tess"),
    "sharing.emergency": Case(
        {"name": "Samira El Amrani", "born": "1988-05-04", "reason": "Zij belde in paniek."}, "tess"
    ),
    "stepback.letting_go": Case({"carriers": "3"}),
    "stepback.stance": Case({"stance": "see_to_it"}),
    "stepback.themes": Case({"theme": "noise", "said_yes_on": TODAY}),
    "threads.create": Case({"line": "Hebt u hen nog gezien?", "parties": ["{community_officer}"]}),
    "threads.show": Case({"text": "Ja, gisteren."}, "community_officer"),
    "threads.edit": Case(text="line"),
    "threads.ask_outside": Case(
        {"question": "Is de lift gemaakt?", "name": "Ria Bakker", "email": "ria@voorbeeld.example"}
    ),
    "wins.create": Case({"line": "Sami kookte zelf."}),
    "wins.edit": Case(text="line"),
}

#: Routes that change something and are no form that somebody fills in, or are tried in a place of their own.
ELSEWHERE: dict[str, str] = {
    "insight.end_token": "a button without fields: tests/integration/insight/test_api.py",
    "insight.rename": "for a question that is kept: tests/integration/insight/test_kept.py",
    "insight.token": "a token is shown once and never again: tests/integration/insight/test_api.py",
    "research.decide": "for a request that waits: tests/integration/research/test_research.py",
    "accounts.complete_purposes": "a button without fields: tests/integration/accounts/test_administration.py",
    "accounts.end_leading": "a button without fields: tests/integration/accounts/test_leading.py",
    "accounts.end_purpose": "a button without fields: tests/integration/accounts/test_purposes.py",
    "accounts.resume_purpose": "a button without fields: tests/integration/accounts/test_purposes.py",
    "accounts.shortcuts": "ticks only: tests/integration/accounts/test_shortcuts.py",
    "accounts.withdraw_invitation": "a button without fields: tests/integration/accounts/test_invitations.py",
    "dossiers.undo_death": "for somebody who died: tests/integration/dossiers/test_death_undone.py",
    "accounts.end_other_sessions": "a button without fields: tests/integration/accounts/test_sign_in.py",
    "accounts.end_session": "a button without fields: tests/integration/accounts/test_sign_in.py",
    "accounts.language": "a button without fields: tests/integration/accounts/test_public.py",
    "accounts.prove_again": "a password, which never comes back: tests/integration/accounts/test_sign_in.py",
    "accounts.request_reset": "the same answer whatever is typed: tests/integration/accounts/test_links.py",
    "accounts.send_invitation": "a button without fields: tests/integration/accounts/test_administration.py",
    "accounts.sign_in": "a password, which never comes back: tests/integration/accounts/test_sign_in.py",
    "accounts.sign_out": "a button without fields: tests/integration/accounts/test_sign_in.py",
    "accounts.use_link": "a password, which never comes back: tests/integration/accounts/test_links.py",
    "appointments.held": "a button without fields: tests/integration/appointments/test_making.py",
    "appointments.stop_reminders": "a button without fields: tests/integration/appointments/test_afterwards.py",
    "appointments.restore": "a button without fields: tests/integration/appointments/test_making.py",
    "dossiers.merge": "asks for a found household first: tests/integration/dossiers/test_merging.py",
    "dossiers.undo_merge": "a button, once two are merged: tests/integration/dossiers/test_merging.py",
    "dossiers.return_to_household": "for somebody who left: tests/integration/dossiers/test_people.py",
    "dossiers.reveal_bsn": "a button without fields: tests/integration/dossiers/test_people.py",
    "documents.add": "a file: tests/integration/documents/test_keeping.py",
    "documents.add_version": "a file: tests/integration/documents/test_keeping.py",
    "ecomap.add_tie": "needs somebody who is not on the map yet: tests/integration/ecomap/test_drawing.py",
    "ecomap.move": "a choice from the map: tests/integration/ecomap/test_drawing.py",
    "ecomap.to_plan": "a choice from the map: tests/integration/ecomap/test_use.py",
    "ecomap.place": "a button without fields: tests/integration/ecomap/test_drawing.py",
    "imports.upload": "a file: tests/integration/imports/test_bad_files.py",
    "imports.columns": "fields of the file's own: tests/integration/imports/test_the_whole_way.py",
    "imports.sheet": "a choice from the file: tests/integration/imports/test_keeping.py",
    "imports.preview": "answers of the file's own: tests/integration/imports/test_the_whole_way.py",
    "imports.problems": "answers of the file's own: tests/integration/imports/test_the_whole_way.py",
    "imports.run": "a list first: tests/integration/imports/test_undoing.py",
    "imports.undo": "a button without fields: tests/integration/imports/test_undoing.py",
    "imports.discard": "a button without fields: tests/integration/imports/test_keeping.py",
    "insight.drop": "a button without fields: tests/integration/insight/test_kept.py",
    "interventions.confirm": "for a line that waits for its owner: tests/integration/interventions/test_recording.py",
    "interventions.disown": "for a line that waits for its owner: tests/integration/interventions/test_recording.py",
    "interventions.switch": "a button without fields: tests/integration/interventions/test_products.py",
    "meetings.burden": "numbers only: tests/integration/meetings/test_meetings.py",
    "meetings.call_off": "a button without fields: tests/integration/meetings/test_changing.py",
    "meetings.discussed": "ticks only: tests/integration/meetings/test_meetings.py",
    "meetings.finish_line": "a button without fields: tests/integration/meetings/test_meetings.py",
    "meetings.invite": "ticks only: tests/integration/meetings/test_changing.py",
    "meetings.restore": "a button without fields: tests/integration/meetings/test_changing.py",
    "network.access": "for a role that runs: tests/integration/network/test_access.py",
    "network.account_request": "for an account that was asked for: tests/integration/network/test_access.py",
    "network.withdraw_access": "a button without fields: tests/integration/network/test_access.py",
    "network.offers": "appears when somebody came along: tests/integration/network/test_network.py",
    "oversight.ask": "a button without fields: tests/integration/oversight/test_sample.py",
    "oversight.question": "for whoever was asked: tests/integration/oversight/test_sample.py",
    "plan.finish": "a choice under a line of the plan: tests/integration/plan/test_plan.py",
    "plan.flame_contact": "once a low flame burns: tests/integration/plan/test_course.py",
    "plan.share_goal": "a button without fields: tests/integration/plan/test_table.py",
    "rights.erase": "after a yes to a request: tests/integration/rights/test_erasing.py",
    "rights.handout": "steps of two people: tests/integration/rights/test_handouts.py",
    "rights.handout_left_out": "for who reads a sealed compartment: tests/integration/rights/test_leaving_out.py",
    "rights.handout_text": "one text of a copy: tests/integration/rights/test_handouts.py",
    "rights.lift": "after records were put out of use: tests/integration/rights/test_restricting.py",
    "rights.restrict": "after a yes to a request: tests/integration/rights/test_restricting.py",
    "rights.weigh": "for an objection: tests/integration/rights/test_restricting.py",
    "retention.agree": "a button without fields: tests/integration/retention/test_pages.py",
    "retention.refuse": "for a list that waits: tests/integration/retention/test_pages.py",
    "retention.release": "a button without fields: tests/integration/retention/test_pages.py",
    "sealed.close": "a button without fields: tests/integration/sealed/test_compartments.py",
    "sealed.hand_over": "needs a colleague who is involved: tests/integration/sealed/test_handing_over.py",
    "sealed.reopen": "a button without fields: tests/integration/sealed/test_compartments.py",
    "sealed.share": "a button without fields: tests/integration/sealed/test_compartments.py",
    "sealed.unshare": "a button without fields: tests/integration/sealed/test_compartments.py",
    "sharing.answer": "answered once, by the lead: tests/integration/sharing/test_knocking.py",
    "sharing.ending": "two buttons without fields: tests/integration/sharing/test_ending.py",
    "sharing.withdraw": "a button without fields: tests/integration/sharing/test_disclosing.py",
    "stepback.withdraw_theme": "a button without fields: tests/integration/stepback/test_stepping_back.py",
    "threads.close": "a button without fields: tests/integration/threads/test_threads.py",
    "threads.reopen": "a button without fields: tests/integration/threads/test_threads.py",
    "threads.withdraw": "a button without fields: tests/integration/threads/test_outside.py",
    "threads.put_away": "a button without fields: tests/integration/threads/test_outside.py",
    "threads.line": "no account and no cookie, the link is the key: tests/integration/threads/test_outside.py",
    "workspace.ask": "a search changes nothing: tests/integration/workspace/test_lists.py",
    "workspace.further": "a search changes nothing: tests/integration/workspace/test_lists.py",
    "workspace.columns": "ticks only: tests/integration/workspace/test_lists.py",
    "workspace.handed": "once something was handed over: tests/integration/workspace/test_handing_over.py",
    "workspace.handover": "fields for each household that was chosen: tests/integration/workspace/test_handing_over.py",
    "workspace.seen": "a button without fields: tests/integration/workspace/test_lists.py",
}
