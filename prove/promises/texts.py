"""What comes in, and what goes out."""

from prove.promise import Promise
from prove.promises.places import DEFAULT, DOOR, PROOF

PROMISES = (
    Promise(
        54,
        "Requests from another site are refused",
        "every route that writes x 9 ways to forge, other methods",
        (f"{DOOR}::test_nothing_is_written_for_another_site", f"{DOOR}::test_asking_for_a_page_writes_nothing"),
    ),
    Promise(
        55,
        "Any text is kept as it was typed, or refused in words",
        "1,500 texts in every field of every form",
        (f"{PROOF}/test_hostile_strings.py",),
        open="bounded by twelve seconds per form: a slow machine tries fewer texts in each field. Signs that nobody sees are left out",
    ),
    Promise(
        56,
        "Data never becomes markup",
        "every text of every row a tag, every page parsed",
        (f"{PROOF}/test_markup.py", f"{DEFAULT}::test_a_template_is_handed_no_mapped_object"),
    ),
    Promise(
        57,
        "Every answer has its headers",
        "every route x two methods x three people, unknown addresses, static files",
        (f"{DOOR}::test_every_answer_has_its_headers", f"{DOOR}::test_static_files_have_theirs"),
    ),
    Promise(
        58,
        "Uploads cannot hurt",
        "hostile files, each with its reason",
        (
            "tests/unit/documents/test_reading.py",
            "tests/unit/imports/test_hostile_files.py",
            "tests/integration/documents/test_keeping.py",
        ),
        asked=80,
    ),
    Promise(
        59,
        "Exports are inert in a spreadsheet program",
        "beginnings x bodies in every column, read again as xlsx and as CSV",
        (f"{PROOF}/test_exports.py",),
    ),
    Promise(
        60,
        "Too much is refused early",
        "every route that takes a form: more than it may carry, in three kinds",
        (f"{DOOR}::test_too_much_is_refused_before_it_is_read", f"{DOOR}::test_what_is_odd_is_refused"),
    ),
)
