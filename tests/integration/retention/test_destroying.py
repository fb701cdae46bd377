"""What is due and what is not, who has to agree, what is left of it, and that the log still verifies."""

from hashlib import sha256

import psycopg
import pytest

from app.retention.destroying import hash_of
from tests.integration.retention.conftest import Archive
from tests.world import TOKENS

_LOOK = """
    select sec.write_trail('dossier.show', '10.0.0.0/24', 'case_lead', (select min(id) from purpose), '{read}', '{ok}',
                           array[(select min(id) from dossier)], array['{identity}'], array['{1}'], array[''], array[1],
                           array[(select min(id) from person)], array[(select min(id) from dossier)], array['{identity}'])
"""


def looked(archive: Archive) -> None:
    """Noor looked at somebody."""
    with psycopg.connect(archive.urls.app.replace("+psycopg", "", 1)) as line:
        line.execute("select sec.open(%s)", (TOKENS["noor"],))
        line.execute(_LOOK)


def test_nothing_is_due_while_the_term_runs(archive: Archive) -> None:
    archive.close(1)
    assert archive.make() is None


def test_a_term_from_the_day_of_recording_ends_for_each_record_by_itself(archive: Archive) -> None:
    archive.grow_old(16, "note_interpretation")
    archive.grow_old(16, "domain_entry")
    assert archive.make() is not None
    assert archive.items() == {"note_interpretation": 1, "domain_entry": 3}


def test_what_something_newer_hangs_under_stays(archive: Archive) -> None:
    archive.grow_old(16, "note")
    archive.grow_old(16, "person_detail")
    assert archive.make() is None, (
        "the note has an interpretation of today; a person of a running case is no record by itself"
    )


def test_a_closed_household_goes_whole_with_its_last_record(archive: Archive) -> None:
    archive.grow_old(16)
    archive.close(16)
    archive.run("update note set created_at = now()")
    archive.run("update domain_entry set created_at = now() where category = 'health'")
    archive.make()
    on_list = archive.items()
    assert not {"dossier", "household_title", "note"} & set(on_list)
    assert on_list["plan_item"] == on_list["person"] == 1, "of Sami nothing is left, of Samira there is"
    archive.run("update destruction_list set refused_at = now(), refused_because = 'x'")
    archive.run("delete from destruction_item")
    archive.run("update note set created_at = created_at - interval '16 years'")
    archive.run(
        "update domain_entry set created_at = created_at - interval '16 years' where created_at > now() - interval '1 day'"
    )
    archive.make()
    assert archive.items()["dossier"] == 1
    archive.agree()
    done = archive.destroy()
    assert done is not None
    assert done.spared == 0
    left = {
        row[0]: archive.count(row[0]) for row in archive.owner.execute("select * from sec.scoped_tables()").fetchall()
    }
    assert {name for name, number in left.items() if number} == set()
    assert archive.count("dossier") == archive.count("involvement") == archive.count("disclosure") == 0


def test_help_that_goes_on_has_no_end_yet(archive: Archive) -> None:
    archive.run("update purpose set law = 'Jeugdwet'")
    archive.grow_old(30)
    assert archive.make() is None
    archive.close(21)
    assert archive.make() is not None


def test_a_law_without_a_term_destroys_nothing(archive: Archive) -> None:
    archive.run("update purpose set law = 'Politiewet 2012'")
    archive.grow_old(90)
    archive.close(90)
    assert archive.make() is None


def test_another_term_holds_at_once_for_what_is_there(archive: Archive) -> None:
    archive.grow_old(3, "note_interpretation")
    assert archive.make() is None
    archive.run("update retention_rule set number = 2 where law = 'Wmo 2015' and record_type = 'file'")
    assert archive.make() is not None


def test_a_hold_keeps_everything_of_a_household_and_spares_what_was_on_a_list(archive: Archive) -> None:
    archive.grow_old(16, "note_interpretation")
    archive.make()
    archive.agree()
    archive.run(
        "insert into legal_hold (dossier_id, reason, until_on, set_by) select d.id, 'rechtszaak', sec.today(), a.id"
        " from dossier d, account a where a.function = 'privacy_officer'"
    )
    done = archive.destroy()
    assert done is not None
    assert (done.records, done.spared) == (0, 1)
    assert archive.count("note_interpretation") == 1
    assert archive.make() is None
    archive.run("update legal_hold set until_on = sec.today() - 1")
    assert archive.make() is not None


def test_a_hold_goes_along_when_two_files_become_one(archive: Archive) -> None:
    archive.grow_old(16, "note_interpretation")
    archive.run(
        "with other as (insert into dossier (case_no, lead_org_id, created_by, closed, merged_into_id)"
        " select 'W-2026-00009', lead_org_id, created_by, true, id from dossier returning id)"
        " insert into legal_hold (dossier_id, reason, until_on, set_by) select o.id, 'rechtszaak', sec.today(), a.id"
        " from other o, account a where a.function = 'privacy_officer'"
    )
    assert archive.make() is None


def test_nothing_goes_before_two_people_agreed(archive: Archive) -> None:
    archive.grow_old(16, "note_interpretation")
    archive.make()
    assert archive.destroy() is None
    assert archive.make() is None, "one list at a time"
    with pytest.raises(psycopg.errors.CheckViolation):
        archive.run(
            "update destruction_list set first_at = now(), second_at = now(), first_by = a.id, second_by = a.id"
            " from account a where a.function = 'privacy_officer'"
        )


def test_the_certificate_says_what_how_many_and_under_which_rule_and_nobodys_name(archive: Archive) -> None:
    archive.grow_old(16, "domain_entry")
    ids = [row[0] for row in archive.owner.execute("select id from domain_entry").fetchall()]
    archive.make()
    archive.agree()
    archive.destroy()
    row = archive.owner.execute(
        "select c.kind, c.records, r.law, c.ids_hash from destruction_certificate c join retention_rule r on r.id = c.rule_id"
    ).fetchall()
    assert row == [("domain_entry", 3, "Wmo 2015", hash_of(ids))]
    assert hash_of(ids) == sha256(b"".join(key.to_bytes(8, "big") for key in sorted(ids))).digest()
    assert archive.items() == {}
    assert archive.ask("select reason from access_log where action = 'destroy'") == "3"


def test_whoever_is_destroyed_disappears_from_a_log_that_still_verifies(archive: Archive) -> None:
    looked(archive)
    archive.seal()
    archive.grow_old(16)
    archive.close(16)
    archive.make()
    archive.agree()
    archive.destroy()
    assert archive.count("processing_log where person_id is not null") == 0
    assert archive.count("person_key") == 0
    assert archive.count("processing_log") == 1
    assert archive.ask("select count(*) from account where person_id is not null or name = 'Resident'") == 0
    archive.seal()
    assert archive.wrong_in_log() == []


def test_a_month_of_the_log_goes_after_its_term_and_the_seals_still_hold(archive: Archive) -> None:
    archive.look_in_2019()
    assert archive.make() is None, "what is not sealed stays"
    looked(archive)
    archive.seal()
    archive.make()
    assert archive.items() == {"access_log": 1}
    archive.agree()
    done = archive.destroy()
    assert done is not None
    assert done.records == 1
    assert archive.ask("select to_regclass('access_log_2019_03')") is None
    assert archive.wrong_in_log() == []


def test_a_line_that_went_by_hand_is_still_named_and_a_forged_record_too(archive: Archive) -> None:
    looked(archive)
    archive.seal()
    archive.run("delete from access_log")
    assert len(archive.wrong_in_log()) == 1
    archive.run(
        "insert into log_drop (log, month, ids, dropped_at, public_key, signature)"
        " select 'access_log', '2019-03-01', int8send(1), now(), s.public_key, s.signature from log_seal s limit 1"
    )
    found = archive.wrong_in_log()
    assert any("removed" in line for line in found)
    assert any("log_drop access_log 2019-03: its signature" in line for line in found)
