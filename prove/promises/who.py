"""Who may see and do what."""

from prove.promise import Promise
from prove.promises.places import (
    ACCESS,
    ANSWERS,
    DEFAULT,
    DOOR,
    FORMS,
    LONG_WALK,
    OWN_SQL,
    PAGES,
    PLANTED,
    PROOF,
    TAKEN,
    WALK,
)

PROMISES = (
    Promise(
        1,
        "No route without a declared policy; who is not signed in is let in nowhere",
        "every rule x 8 methods, unknown addresses",
        (f"{DOOR}::test_who_is_not_signed_in_is_let_in_nowhere", "tests/architecture/test_routes_and_templates.py"),
        (f"{DEFAULT}::test_a_route_without_a_policy_stops_the_start",),
    ),
    Promise(
        2,
        "The matrix in the document is the code",
        "every row x category x right x state x set of overrides, against a third reader",
        (f"{ACCESS}/test_matrix_is_the_policy.py",),
        asked=1_000_000,
    ),
    Promise(
        3,
        "Policy and row-level security agree on every row",
        "random scenes: every row, reading, changing and adding, three readers",
        (f"{PROOF}/test_comparisons.py", f"{ACCESS}/test_lock_is_the_policy.py"),
        (PLANTED,),
        asked=100_000,
    ),
    Promise(
        4,
        "No word that is not allowed leaves the server on any route",
        "every route x 28 people x 12 situations, tokens in every text",
        (LONG_WALK, WALK),
        asked=50_000,
    ),
    Promise(
        5,
        "Not allowed looks like not there",
        "every page of a household that is not theirs beside one that does not exist",
        (
            f"{WALK}::test_a_household_that_is_not_theirs_looks_like_one_that_does_not_exist",
            f"{WALK}::test_somebody_who_is_not_signed_in_learns_nothing_about_addresses",
            f"{PROOF}/test_not_there.py",
        ),
        open="times are not compared: on a shared machine a millisecond says nothing",
    ),
    Promise(
        8,
        "The database role cannot bypass the lock",
        "the catalogue at the start, and each known hole drilled",
        (
            f"{ACCESS}/test_catalogue.py::test_the_lock_is_on",
            f"{ACCESS}/test_catalogue.py::test_it_refuses_another_role",
            f"{ACCESS}/test_catalogue.py::test_every_function_with_the_owners_rights_was_read_by_hand",
        ),
        (
            f"{ACCESS}/test_catalogue.py::test_it_finds_each_hole",
            f"{ACCESS}/test_catalogue.py::test_a_server_does_not_start_on_an_open_lock",
        ),
    ),
    Promise(
        9,
        "Who asks never crosses from one request to the next",
        "visits of 28 people over five connections, some rolled back or broken",
        (
            f"{DEFAULT}::test_context_never_crosses_from_one_visitor_to_the_next",
            f"{DEFAULT}::test_without_context_every_locked_table_raises",
            f"{DEFAULT}::test_another_value_in_the_context_opens_nothing",
            f"{ACCESS}/test_keyring.py",
        ),
    ),
    Promise(
        10,
        "SQL of somebody's own opens nothing more",
        "statements by grammar in eight people's names, and those written by hand",
        (OWN_SQL, f"{ACCESS}/test_smuggled_statements.py"),
        asked=5_000,
    ),
    Promise(
        11,
        "Taking a right away works at once",
        "random ways to take one, while eight read on",
        (
            f"{TAKEN}::test_a_right_that_is_taken_away_is_gone_at_once",
            f"{DEFAULT}::test_taking_a_right_away_works_at_once",
        ),
        asked=1_000,
    ),
    Promise(
        12,
        "Nobody gives themselves or others more than they hold",
        "random series of attempts by nine people",
        (f"{TAKEN}::test_nobody_gives_themselves_a_right", "tests/integration/sharing/test_attacks.py"),
        asked=3_000,
    ),
    Promise(
        13,
        "Members of one household do not see each other",
        "every route as resident, co-resident and young person in 12 situations",
        tuple(f"{PAGES}[{name}-" for name in ("resident", "co_resident", "young_person")),
    ),
    Promise(
        14,
        "No table with personal data is forgotten",
        "every table and text of the models names its lock and holds a token",
        (
            f"{DEFAULT}::test_every_table_under_a_household_names_its_lock",
            "tests/architecture/test_routes_and_templates.py::test_every_text_under_a_household_holds_a_token_in_the_walk_or_a_word_of_a_list",
            f"{WALK}::test_every_view_argument_is_known",
        ),
        (f"{ACCESS}/test_catalogue.py::test_it_names_a_model_under_a_household_without_policies",),
    ),
    Promise(
        15,
        "Fields that are not on a form change nothing",
        "every form x every column of every table, in four spellings",
        (f"{FORMS}::test_fields_that_are_not_on_the_form_change_nothing",),
        asked=3_000,
    ),
    Promise(
        16,
        "What somebody may not write is refused in words",
        "adding and changing in random scenes, forms as people who may not",
        (
            f"{PROOF}/test_comparisons.py",
            "tests/integration/dossiers/test_people.py::test_it_lets_nobody_but_the_lead_write",
        ),
        open="the words of a refusal are read per form and not for every function x category",
    ),
    Promise(
        18,
        "Emergency access is narrow, loud and short",
        "cases by hand",
        (
            "tests/integration/sharing/test_entering.py",
            "tests/integration/sharing/test_attacks.py::test_nothing_leaves_in_a_file_when_a_relation_stands_beside_the_emergency_that_does_not_cover_it",
        ),
        open="not as five hundred random series",
    ),
    Promise(
        19,
        "Administrators and who watches see no content",
        "every route as administrator, privacy officer and analyst in 12 situations",
        (
            "tests/integration/sealed/test_compartments.py",
            *(
                f"{each}[{name}-"
                for each in (PAGES, ANSWERS)
                for name in ("administrator", "privacy_officer", "analyst")
            ),
        ),
    ),
    Promise(
        20,
        "Files and mails are made with the rights of who asks, at that moment",
        "downloads and files after a right went",
        ("tests/integration/documents/test_who_sees_it.py", "tests/integration/sharing/test_entering.py"),
        open="nothing is put in a queue, so there is no moment between order and run to revoke in",
    ),
)
