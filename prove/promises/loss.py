"""Nothing is lost."""

from prove.promise import Promise
from prove.promises.places import AT_ONCE, EDITORS, EVERY_FORM, FAULTS, FORMS, KILL, POWER, PROOF

PROMISES = (
    Promise(
        31,
        "Nothing acknowledged is lost when the database is killed",
        "kill -9 of every process of it under six writers over HTTP",
        (f"{KILL}::test_nothing_acknowledged_is_lost_when_the_database_is_killed",),
        (
            f"{KILL}::test_it_sees_a_database_that_acknowledges_too_early",
            f"{KILL}::test_it_sees_a_log_line_that_is_written_after_the_save",
        ),
        open="twenty rounds; the design speaks of two hundred a night",
    ),
    Promise(
        32,
        "... nor when the power goes",
        "every file back to the last checkpoint and the log to what was synced, under six writers over HTTP",
        (f"{POWER}::test_nothing_acknowledged_is_lost_when_the_power_goes",),
        (f"{POWER}::test_it_sees_a_database_that_does_not_wait_for_the_disk",),
        open="twenty rounds of a hundred; pages that are half written are not tried, and a disk that lies is never shown",
    ),
    Promise(
        34,
        "... nor when a web worker dies",
        "kill -9 of one or both workers under six writers; one in the middle of a save",
        (
            f"{KILL}::test_nothing_is_half_saved_when_web_workers_are_killed",
            f"{AT_ONCE}::test_a_worker_that_is_killed_leaves_nothing_half_saved",
            f"{FAULTS}/test_papers.py::test_a_worker_that_dies_between_file_and_row_leaves_a_file_that_is_swept",
        ),
    ),
    Promise(
        35,
        "The application survives a restart of the database under load",
        "with the rounds of promise 31: back within five seconds",
        (f"{KILL}::test_nothing_acknowledged_is_lost_when_the_database_is_killed",),
        open="killed only: not stopped politely, not frozen",
    ),
    Promise(
        36,
        "Double clicks and retries make one record",
        "forms in one to ten copies at once, dropped answers, every form twice",
        (
            f"{EDITORS}::test_copies_of_a_form_are_one",
            f"{EDITORS}::test_a_key_is_of_one_person_one_route_and_one_text",
            f"{EVERY_FORM}::test_a_double_click_saves_once",
            f"{AT_ONCE}::test_five_copies_of_a_new_dossier_are_one",
        ),
        (f"{KILL}::test_it_sees_a_form_that_is_sent_again_with_another_key",),
        asked=2_000,
    ),
    Promise(
        37,
        "Nobody's text is written over unseen",
        "eight editors of one note; every form with a version by two",
        (
            f"{EDITORS}::test_every_save_is_accepted_or_shown_as_a_conflict",
            f"{EVERY_FORM}::test_two_people_in_one_thing_see_each_other",
            f"{EVERY_FORM}::test_every_form_with_a_version_is_tried_by_two",
        ),
        (f"{EDITORS}::test_it_sees_editors_without_a_version",),
        asked=1_200,
    ),
    Promise(
        38,
        "A conflict or an error never costs typed text",
        "every form x every field with what it cannot take; conflicts",
        (
            f"{EVERY_FORM}::test_bad_input_comes_back_with_what_was_typed_and_what_to_do",
            f"{EVERY_FORM}::test_two_people_in_one_thing_see_each_other",
            "tests/integration/accounts/test_carried.py",
        ),
    ),
    Promise(
        39,
        "What takes several steps is whole or not there",
        "every form, broken off at every statement",
        (f"{FORMS}::test_a_save_that_breaks_anywhere_leaves_nothing",),
    ),
    Promise(
        41,
        "Backups restore, and prove it",
        "dump, restore elsewhere, every table counted and compared, the check of the lock",
        (
            f"{PROOF}/test_backup.py",
            "tests/integration/demo/test_papers.py::test_a_backup_brings_rows_and_files_back_together",
        ),
    ),
    Promise(
        42,
        "Who was erased stays erased after a restore",
        "a hundred households in five lists after a backup, which is put back; every row of every table read for what they were",
        (f"{PROOF}/test_erased.py", "tests/integration/retention/test_restoring.py"),
        asked=100,
        open="certificates of what went after the backup do not come back with it",
    ),
)
