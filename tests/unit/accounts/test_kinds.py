"""Kinds of organisation, functions and purposes."""

import csv
from pathlib import Path

from app.access.vocabulary import STRANDS
from app.accounts.kinds import BSN_KINDS, FUNCTIONS, KINDS, SIGN_IN_LATER, Kind, functions_of, may_have, may_use_bsn
from app.accounts.purposes import PURPOSES, purpose_for, purposes_of

MATRIX = Path(__file__).parents[3] / "app" / "access" / "matrix.csv"


def matrix() -> dict[str, dict[str, str]]:
    with MATRIX.open(encoding="utf-8") as lines:
        rows = csv.DictReader(line for line in lines if not line.startswith("#"))
        return {row["row"]: row for row in rows}


def test_it_covers_every_row_of_the_matrix_once() -> None:
    rows = [row for function in FUNCTIONS.values() for row in function.rows]
    assert sorted(rows) == sorted(matrix())
    assert len(rows) == len(set(rows)) == 27


def test_it_gives_every_kind_a_function_and_a_purpose() -> None:
    assert set(KINDS) == set(Kind)
    assert all(functions_of(kind) and purposes_of(kind) for kind in Kind)
    assert all(row.name_nl and row.name_en for row in KINDS.values())
    assert all(row.name_nl and row.name_en for row in FUNCTIONS.values())
    assert {"resident", "co_resident", "young_person"} == SIGN_IN_LATER


def test_it_lets_only_generalists_of_a_team_lead() -> None:
    leads = [function for function in FUNCTIONS.values() if "case_lead" in function.rows]
    assert [(function.code, function.kinds) for function in leads] == [("generalist", (Kind.AREA_TEAM,))]
    assert not may_have("police", "generalist")
    assert not may_have("police", "somebody")


def test_it_shows_a_bsn_only_to_rows_of_kinds_that_may_use_it() -> None:
    for function in FUNCTIONS.values():
        if any("bsn" in matrix()[row]["identity"] for row in function.rows):
            assert set(function.kinds) <= BSN_KINDS, function.code
    assert all(may_use_bsn(row.kind) for row in PURPOSES.values() if row.bsn_allowed)
    assert not may_use_bsn("housing_association")


def test_it_has_a_purpose_for_every_strand_that_a_function_may_write() -> None:
    for function in FUNCTIONS.values():
        for row in function.rows:
            for strand in STRANDS:
                if {"W", "O"} & set(matrix()[row][strand].split("+")) and row != "attention_officer":
                    for kind in function.kinds:
                        if function.code == "debt_counsellor" and kind == Kind.MUNICIPALITY:
                            continue
                        found = purpose_for(kind, function.code, strand)
                        assert found is not None, (function.code, kind, strand)


def test_it_names_law_article_and_task_of_every_purpose() -> None:
    for row in PURPOSES.values():
        assert all((row.law, row.article, row.task_nl, row.task_en, row.name_nl, row.name_en)), row.code
        assert all(row.kind in FUNCTIONS[function].kinds for function in row.functions), row.code
    assert purpose_for("school", "volunteer") is None
