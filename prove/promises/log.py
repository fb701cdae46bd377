"""The log."""

from prove.promise import Promise
from prove.promises.places import AUDIT, DEFAULT, FAULTS, LOG, PAGES, WALK

PROMISES = (
    Promise(
        21,
        "What is shown is logged, and nothing else",
        "for every page of promise 4: persons and categories shown beside those logged",
        (PAGES, f"{WALK}::test_whatever_is_shown_is_logged_and_nothing_else"),
        asked=40_000,
    ),
    Promise(
        22,
        "What cannot be logged is not shown and not changed",
        "six ways to fail x every page, and every form",
        (
            f"{LOG}::test_what_cannot_be_logged_is_not_shown",
            f"{LOG}::test_what_cannot_be_logged_is_not_changed",
            f"{DEFAULT}::test_what_cannot_be_logged_is_not_shown",
            f"{DEFAULT}::test_what_cannot_be_logged_is_not_changed",
        ),
    ),
    Promise(
        23,
        "Refusals, searches, exports, sign-ins and reading the log are logged too",
        "cases by hand",
        (
            "tests/integration/accounts/test_public.py::test_a_sign_in_leaves_a_line_whether_it_succeeds_or_not",
            f"{AUDIT}/test_export.py",
            "tests/integration/oversight/test_views.py",
        ),
        open="not one table of all kinds of events",
    ),
    Promise(
        24,
        "The application cannot change its log",
        "statements on both logs in the application's role",
        (
            f"{DEFAULT}::test_the_log_is_only_added_to",
            f"{AUDIT}/test_sealing.py::test_a_seal_cannot_be_changed_by_the_way",
        ),
        asked=40,
    ),
    Promise(
        25,
        "Whoever touches the log in the database is named",
        "kinds of tampering at random places of random logs",
        (f"{LOG}::test_whoever_touches_it_is_named", f"{AUDIT}/test_sealing.py"),
        (f"{FAULTS}/test_faults_in_sealing.py",),
    ),
    Promise(
        26,
        "The log and every other table outside households hold no content",
        "every row of them after a walk over all routes",
        (f"{LOG}::test_the_log_holds_no_content",),
        open="the database server's own log is set to tell no values and is not read here",
    ),
    Promise(
        27,
        "The resident gets a whole and readable overview",
        "cases by hand; ten thousand sights",
        ("tests/integration/rights/test_overview.py", "tests/integration/rights/test_cost.py"),
        open="not beside two hundred random residents",
    ),
    Promise(
        28,
        "Logging costs little",
        "measured by `make bench`, beside the same saves without it",
        ("tests/integration/bench/test_bench.py",),
        open="the figures are those of `make bench`; only that it measures is tried here",
    ),
    Promise(
        29,
        "Misuse is seen",
        "each planted pattern, and an ordinary week",
        ("tests/integration/oversight/test_signals.py",),
        open="not in a simulated month of two hundred workers",
    ),
    Promise(
        30,
        "The exports of the log are valid and complete",
        "every line against the schema",
        (f"{AUDIT}/test_export.py",),
    ),
)
