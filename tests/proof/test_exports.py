"""What goes out to a spreadsheet program is text: every beginning in every column, read again as it was, and through CSV."""

import csv
import io
from itertools import product

import openpyxl
import pytest

from app.web.guard import SchakelFlask
from app.web.spreadsheets import Sheet, workbook
from tests.access.test_route_walk import Walk
from tests.access.test_route_walk import walk as walk  # every text a token
from tests.proof.extent import Tally

_SIGNS = ("=", "+", "-", "@", "|", "%", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_BEFORE = ("", " ", "\ufeff", "\u200b", "\u00a0", "\u2060", "'", '"', '";', '",', "\r\n", "a\t")
BEGINNINGS = list(dict.fromkeys(before + sign for before, sign in product(_BEFORE, _SIGNS)))
_BODIES = ("1+1", "cmd|' /C calc'!A0", 'HYPERLINK("http://x.example","x")', "SUM(A1:A9)", "x", '"&A1&"')
#: What a spreadsheet program would take for the beginning of a formula.
TRIGGERS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠", "|", "%")
_UNSEEN = "\ufeff\u200b\u200c\u200d\u2060\u00a0 "


def bad_cells(content: bytes) -> list[str]:
    """Cells of the file that are formulas, or begin like one."""
    found = []
    for sheet in openpyxl.load_workbook(io.BytesIO(content)):
        for row in sheet.iter_rows():
            for cell in row:
                text = str(cell.value or "")
                begins = text.startswith(TRIGGERS) or text.lstrip(_UNSEEN).startswith(TRIGGERS)
                if cell.data_type == "f" or cell.hyperlink or (begins and cell.data_type == "s"):
                    found.append(f"{sheet.title}!{cell.coordinate}: {text[:20]!r}")
    return found


def through_csv(content: bytes) -> list[str]:
    """Cells that begin like a formula after somebody saved the first sheet as CSV and opened that."""
    out = io.StringIO()
    sheet = openpyxl.load_workbook(io.BytesIO(content)).worksheets[0]
    csv.writer(out).writerows([[str(cell or "") for cell in row] for row in sheet.iter_rows(values_only=True)])
    again = csv.reader(io.StringIO(out.getvalue(), newline=""))
    return [cell[:20] for row in again for cell in row if cell.lstrip(_UNSEEN).startswith(TRIGGERS)]


@pytest.mark.parametrize("column", range(6))
def test_no_cell_is_a_formula(app: SchakelFlask, tally: Tally, column: int) -> None:
    texts = [beginning + body for beginning, body in product(BEGINNINGS, _BODIES)]
    rows = [[text if place == column else "gewoon" for place in range(6)] for text in texts]
    with app.test_request_context():
        content = workbook("x.xlsx", [Sheet("x", ["Kop"] * 6, rows), Sheet("y", [texts[0]] * 6, rows[:5])]).data
    tally.wrong += bad_cells(content)[:20] + through_csv(content)[:20]
    tally.tried = len(texts)
    assert len(BEGINNINGS) >= 147


def test_no_cell_of_the_export_is_a_formula(walk: Walk, tally: Tally) -> None:
    """The list that leads take along, with a beginning of each kind in what they see of a household."""
    for beginning in BEGINNINGS[:: max(1, len(BEGINNINGS) // 40)]:
        for table, text in {"household_title": "title", "household_address": "street", "plan_item": "text"}.items():
            walk.owner.execute(f"update {table} set {text} = %s", (beginning + "1+1",))
        walk.owner.commit()
        answer = walk.client("noor").get("/caseload.xlsx", follow_redirects=True)
        if "spreadsheet" not in str(answer.mimetype):
            pytest.fail(f"no export: {answer.status_code}")
        wrong = bad_cells(answer.data) + through_csv(answer.data)
        tally.check(not wrong, f"{beginning!r}: {wrong[:3]}")
