"""A month of the log as JSON: every line as the schema says, nothing missing, and no user in what is about data subjects."""

import copy
import json
import stat
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result

from app.access.vocabulary import Category
from app.kernel.clock import today_in_amsterdam
from tests.integration.audit.conftest import Log
from tests.integration.audit.test_commands import flask as flask  # the command on this log
from tests.places import ROOT
from tests.schema import problems

SCHEMA: dict[str, Any] = json.loads((ROOT / "docs" / "log-export.schema.json").read_text())
Flask = Callable[..., Result]


@pytest.fixture
def exported(log: Log, flask: Flask, tmp_path: Path) -> Callable[[], dict[str, Any]]:
    """``exported()``: this month, as the command writes it."""

    def run() -> dict[str, Any]:
        target = tmp_path / "log.json"
        target.unlink(missing_ok=True)
        done = flask("export", "--month", f"{today_in_amsterdam():%Y-%m}", "--to", str(target))
        assert done.exit_code == 0, done.output
        assert stat.S_IMODE(target.stat().st_mode) == 0o600
        found: dict[str, Any] = json.loads(target.read_text())
        return found

    return run


def test_every_line_is_as_the_schema_says_and_none_is_missing(log: Log, exported: Callable[[], dict[str, Any]]) -> None:
    log.write("op verzoek van de huisarts", 'met "aanhalingstekens"', "é ü \u2028 regels")
    log.seal()
    found = exported()
    assert list(problems(found, SCHEMA)) == []
    assert len(found["events"]) == log.ask("select count(*) from access_log") == 3
    assert len(found["processings"]) == log.ask("select count(*) from processing_log") == 6
    assert [each["user"]["purposeOfUse"] for each in found["events"]][1] == 'met "aanhalingstekens"'
    assert {each["trace_id"] for each in found["processings"]} == {each["trace_id"] for each in found["events"]}
    assert found["seal"]["head"] == log.ask("select encode(head, 'hex') from log_seal")


def test_a_refusal_and_a_sign_in_are_as_the_schema_says(log: Log, exported: Callable[[], dict[str, Any]]) -> None:
    log.run(
        "insert into access_log (trace_id, action, operation, outcome, network)"
        " values (gen_random_uuid(), 'sign_in', 'session.sign_in', 'denied', '10.0.0.0/24')"
    )
    log.seal()
    found = exported()
    assert list(problems(found, SCHEMA)) == []
    assert found["events"][0]["event"]["EventActionCode"] == "E"
    assert found["events"][0]["event"]["EventOutcomeIndicator"] == 2


def test_an_empty_month_is_as_the_schema_says(exported: Callable[[], dict[str, Any]]) -> None:
    found = exported()
    assert list(problems(found, SCHEMA)) == []
    assert (found["events"], found["processings"], found["seal"]) == ([], [], None)


def test_what_is_about_data_subjects_names_no_user_and_no_person(
    log: Log, exported: Callable[[], dict[str, Any]]
) -> None:
    log.write("reden")
    log.seal()
    said = json.dumps(exported()["processings"])
    for word in ("Noor", "generalist", "reden", "10.0.0.0"):
        assert word not in said
    subjects = {each["attributes"]["dpl.core.data_subject_id"] for each in exported()["processings"]}
    assert subjects == {mark for (mark,) in log.owner.execute("select encode(mark, 'hex') from person_key").fetchall()}


def test_what_is_not_sealed_yet_does_not_go_out(log: Log, exported: Callable[[], dict[str, Any]]) -> None:
    log.write("sealed")
    log.seal()
    log.write("waits")
    assert [each["user"]["purposeOfUse"] for each in exported()["events"]] == ["sealed"]


def test_another_month_is_another_export(log: Log, exported: Callable[[], dict[str, Any]]) -> None:
    log.write("now")
    log.run("update access_log set at = at - interval '40 days'")
    log.seal()
    assert exported()["events"] == []


def test_it_overwrites_nothing_and_says_which_month_it_wants(flask: Flask, tmp_path: Path) -> None:
    kept = tmp_path / "kept.json"
    kept.write_text("mine")
    refused = flask("export", "--month", f"{today_in_amsterdam():%Y-%m}", "--to", str(kept))
    assert refused.exit_code == 1
    assert "cannot be made" in refused.output
    assert kept.read_text() == "mine"
    assert flask("export", "--month", "november", "--to", str(tmp_path / "x")).exit_code == 2


def test_the_schema_knows_every_category_and_refuses_what_is_wrong(
    log: Log, exported: Callable[[], dict[str, Any]]
) -> None:
    assert set(SCHEMA["$defs"]["category"]["enum"]) == {category.value for category in Category}
    log.write("x")
    log.seal()
    found = exported()
    spoils: list[Callable[[dict[str, Any]], object]] = [
        lambda it: it.pop("seal"),
        lambda it: it.update(month="2026-13"),
        lambda it: it["events"][0].update(content="Samira"),
        lambda it: it["events"][0]["event"].update(EventActionCode="X"),
        lambda it: it["events"][0]["event"].update(EventDateTime="gisteren"),
        lambda it: it["processings"][0].update(userID="1"),
        lambda it: it["processings"][0]["attributes"].update({"dpl.core.data_subject_id": "14"}),
    ]
    for spoil in spoils:
        spoiled = copy.deepcopy(found)
        spoil(spoiled)
        assert list(problems(spoiled, SCHEMA))
