"""Which forms there are, what a good one holds, and why some routes are tried elsewhere. A new form route belongs in one of the two."""

import datetime as dt
from dataclasses import dataclass, field

SOON = (dt.date.today() + dt.timedelta(days=20)).isoformat()
TODAY = dt.date.today().isoformat()
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
    "appointments.second": Case(text="remark", free={"first_name": _NEW_ONE, "relation": _NEW_ONE}),
    "dossiers.new": Case(
        {"persons-0-given_name": "Bo", "persons-0-surname": "Zonneveld"},
        free={"area_code": _NEW_PLACE, "area_name": _NEW_PLACE},
    ),
    "dossiers.add_note": Case(
        {"facts": "Zij was er."}, free={"withheld_because": _ONLY_WITH, "withheld_until": _ONLY_WITH}
    ),
    "dossiers.note": Case(text="facts", free={"withheld_because": _ONLY_WITH, "withheld_until": _ONLY_WITH}),
    "dossiers.add_person": Case({"given_name": "Bo", "surname": "Zonneveld", "joined_on": TODAY}),
    "dossiers.change_person": Case(text="given_name"),
    "dossiers.leave_household": Case({"because": "moved", "on": TODAY}),
    "dossiers.address": Case(text="street", free={"area_code": _NEW_PLACE, "area_name": _NEW_PLACE}),
    "dossiers.domain": Case({"text": "De huur is betaald."}, text="text"),
    "dossiers.end_involvement": Case({"reason": "Klaar."}, at="/{omar_in_team}/end"),
    "dossiers.handover": Case({"successor": "{omar}", "reason": "Ik ga met verlof."}),
    "dossiers.leave_team": Case({"reason": "Klaar."}, "omar"),
    "dossiers.invite": Case(
        {"account": "{tess}", "reason": "Zij neemt waar."},
        query="?organisation={area_team}",
        free={"persons": _ONLY_WITH},
    ),
    "dossiers.phase": Case({"phase": "plan", "reason": "Samen verder."}, text="reason"),
    "dossiers.question": Case({"words": "Ik wil rust.", "said_by": "Samira"}),
    "documents.document": Case(text="title", free={"withheld_because": _ONLY_WITH, "withheld_until": _ONLY_WITH}),
    "documents.withdraw": Case({"reason": "Hoort in een ander dossier."}),
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
    "network.people": Case({"first_name": "Ans", "relation": "buurvrouw"}),
    "network.person": Case(text="relation"),
    "rights.requests": Case({"asks": "Wat staat er over mij?"}),
    "rights.one_request": Case({"step": "partly", "because": "Een deel gaat over een ander."}, text="because"),
    "plan.create": Case({"text": "Elke week samen koken."}),
    "plan.edit": Case(text="text"),
    "sharing.share": Case({"receiver": "acc:{safe_home}", "reason": "Zij regelt de huur."}),
    "sharing.knock": Case(
        {"name": "Bo Zonneveld", "born": "1980-02-01", "reason": "Er ligt een melding."}, "housing_officer"
    ),
    "sharing.doorstep": Case({"postcode": "9999 ZZ", "number": "14", "reason": "Zij deed open."}, "tess"),
    "sharing.emergency": Case(
        {"name": "Samira El Amrani", "born": "1988-05-04", "reason": "Zij belde in paniek."}, "tess"
    ),
    "threads.create": Case({"line": "Hebt u hen nog gezien?", "parties": ["{community_officer}"]}),
    "threads.show": Case({"text": "Ja, gisteren."}, "community_officer"),
    "threads.edit": Case(text="line"),
    "threads.ask_outside": Case(
        {"question": "Is de lift gemaakt?", "name": "Ria Bakker", "email": "ria@voorbeeld.example"}
    ),
}

#: Routes that change something and are no form that somebody fills in, or are tried in a place of their own.
ELSEWHERE: dict[str, str] = {
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
    "appointments.restore": "a button without fields: tests/integration/appointments/test_making.py",
    "dossiers.merge": "asks for a found household first: tests/integration/dossiers/test_merging.py",
    "dossiers.undo_merge": "a button, once two are merged: tests/integration/dossiers/test_merging.py",
    "dossiers.return_to_household": "for somebody who left: tests/integration/dossiers/test_people.py",
    "dossiers.reveal_bsn": "a button without fields: tests/integration/dossiers/test_people.py",
    "documents.add": "a file: tests/integration/documents/test_keeping.py",
    "documents.add_version": "a file: tests/integration/documents/test_keeping.py",
    "imports.upload": "a file: tests/integration/imports/test_bad_files.py",
    "imports.columns": "fields of the file's own: tests/integration/imports/test_the_whole_way.py",
    "imports.sheet": "a choice from the file: tests/integration/imports/test_keeping.py",
    "imports.preview": "answers of the file's own: tests/integration/imports/test_the_whole_way.py",
    "imports.problems": "answers of the file's own: tests/integration/imports/test_the_whole_way.py",
    "imports.run": "a list first: tests/integration/imports/test_undoing.py",
    "imports.undo": "a button without fields: tests/integration/imports/test_undoing.py",
    "imports.discard": "a button without fields: tests/integration/imports/test_keeping.py",
    "interventions.confirm": "for a line that waits for its owner: tests/integration/interventions/test_recording.py",
    "interventions.disown": "for a line that waits for its owner: tests/integration/interventions/test_recording.py",
    "interventions.switch": "a button without fields: tests/integration/interventions/test_products.py",
    "network.offers": "appears when somebody came along: tests/integration/network/test_network.py",
    "oversight.ask": "a button without fields: tests/integration/oversight/test_sample.py",
    "oversight.question": "for whoever was asked: tests/integration/oversight/test_sample.py",
    "plan.finish": "a choice under a line of the plan: tests/integration/plan/test_plan.py",
    "sharing.answer": "answered once, by the lead: tests/integration/sharing/test_knocking.py",
    "sharing.ending": "two buttons without fields: tests/integration/sharing/test_ending.py",
    "sharing.withdraw": "a button without fields: tests/integration/sharing/test_disclosing.py",
    "threads.close": "a button without fields: tests/integration/threads/test_threads.py",
    "threads.reopen": "a button without fields: tests/integration/threads/test_threads.py",
    "threads.withdraw": "a button without fields: tests/integration/threads/test_outside.py",
    "threads.put_away": "a button without fields: tests/integration/threads/test_outside.py",
    "threads.line": "no account and no cookie, the link is the key: tests/integration/threads/test_outside.py",
    "workspace.ask": "a search changes nothing: tests/integration/workspace/test_lists.py",
    "workspace.further": "a search changes nothing: tests/integration/workspace/test_lists.py",
    "workspace.columns": "ticks only: tests/integration/workspace/test_lists.py",
    "workspace.seen": "a button without fields: tests/integration/workspace/test_lists.py",
}
