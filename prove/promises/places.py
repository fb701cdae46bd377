"""Where the tests of the promises are."""

ACCESS, PROOF, FAULTS = "tests/access", "tests/proof", "tests/faults"
DEFAULT, WALK, DOOR = (
    f"{ACCESS}/test_default_no.py",
    f"{ACCESS}/test_route_walk.py",
    f"{PROOF}/test_every_door.py",
)
LONG_WALK, OWN_SQL = f"{PROOF}/test_walk_at_length.py", f"{PROOF}/test_own_sql.py"
TAKEN, LOG = f"{PROOF}/test_rights_taken.py", f"{PROOF}/test_log_at_length.py"
FORMS, EDITORS, KILL, POWER = (
    f"{PROOF}/test_forms_at_length.py",
    f"{PROOF}/test_editors.py",
    f"{PROOF}/test_kill_rounds.py",
    f"{PROOF}/test_power.py",
)
EVERY_FORM, AT_ONCE = "tests/integration/forms/test_every_form.py", f"{FAULTS}/test_many_at_once.py"
PLANTED, AUDIT = f"{FAULTS}/test_planted_faults.py", "tests/integration/audit"
PAGES = f"{LONG_WALK}::test_no_page_says_a_word_too_many_and_the_log_has_each"
ANSWERS = f"{LONG_WALK}::test_no_answer_to_a_form_says_a_word_too_many"
