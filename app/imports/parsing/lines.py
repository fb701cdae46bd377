"""One row: is it a line at all, and if so, which."""

from dataclasses import replace

from app.imports.parsing.desk import Desk, Finding, shown
from app.imports.parsing.fingerprint import fingerprints
from app.imports.parsing.help import (
    check_period,
    inert,
    product_key,
    read_organisation,
    read_product,
    read_remarks,
    read_second,
    read_status,
    read_strand,
    settle_start,
)
from app.imports.parsing.model import LEAVE_OUT, LINE_CHOICES, Choices, ImportContext, ParsedLine, Problem
from app.imports.parsing.person import read_address, read_bsn, read_date, read_name, read_postcode
from app.imports.recognition.fields import Field
from app.imports.recognition.lexicon import TOTAL_WORDS
from app.imports.recognition.mapping import Mapping
from app.imports.table import Row
from app.kernel.dates import DateKind
from app.kernel.names import words_of

_FEW = 4
_WIDE = 4


def is_total(row: Row) -> bool:
    """Tell whether a row is a total: its first filled cell says so, and little else is filled."""
    filled = [cell for cell in row.cells if cell.strip()]
    words = words_of(filled[0]) if filled else []
    return bool(words) and words[0] in TOTAL_WORDS and len(filled) <= _FEW


def is_repeated_header(row: Row, mapping: Mapping) -> bool:
    """Tell whether a row repeats the column names, as lists that were pasted together do."""
    if mapping.header_row is None:
        return False
    names = [" ".join(words_of(column.header)) for column in mapping.columns]
    cells = [" ".join(words_of(row.cell(at))) for at in range(len(names))]
    same = sum(bool(name) and name == cell for name, cell in zip(names, cells, strict=True))
    return same * 2 > sum(bool(name) for name in names)


def parse_row(
    row: Row, mapping: Mapping, context: ImportContext, choices: Choices
) -> tuple[ParsedLine | None, tuple[Problem, ...]]:
    """Read one row; None with a problem for a row that holds only a loose text. Never raises."""
    desk = Desk(row, mapping, context, choices)
    filled = [cell for cell in row.cells if cell.strip()]
    if len(filled) == 1 and len(mapping.fields()) >= _WIDE:
        sentence = f"hier staat alleen '{shown(filled[0].strip())}'. Dat is geen regel van de lijst."
        if desk.ask(Finding(None, "loose_text", sentence, LINE_CHOICES, default=LEAVE_OUT)) == LEAVE_OUT:
            return None, tuple(desk.problems)
    line = _line(desk)
    fingerprint, identity = fingerprints(desk, line.name)
    return replace(line, fingerprint=fingerprint, identity=identity), tuple(desk.problems)


def _line(desk: Desk) -> ParsedLine:
    """Read every field."""
    name = read_name(desk)
    birth = read_date(desk, Field.BIRTH, DateKind.BIRTH)
    bsn = read_bsn(desk)
    address = read_address(desk)
    postcode = read_postcode(desk, address)
    strand, product = read_strand(desk), read_product(desk)
    written, organisation, own = read_organisation(desk)
    start = read_date(desk, Field.START, DateKind.START)
    end = check_period(desk, start, read_date(desk, Field.END, DateKind.START))
    status, on_hold = read_status(desk, start)
    start, status, start_assumed = settle_start(desk, start, status)
    second, remarks = read_second(desk), read_remarks(desk)
    return ParsedLine(
        row=desk.row.number,
        name=name,
        birth_date=birth,
        bsn=bsn,
        street=address.street,
        house=address.house,
        postcode=postcode,
        postcode_text=postcode or desk.cell(Field.POSTCODE),
        place=desk.cell(Field.PLACE) or address.place,
        strand=strand,
        product_text=product,
        product_key=product_key(product),
        organisation_text=written,
        organisation_id=organisation.id if organisation else None,
        organisation_kind=organisation.kind if organisation else "",
        own=own,
        professional=inert(desk, Field.PROFESSIONAL),
        start=start,
        start_assumed=start_assumed,
        end=end,
        status=status,
        on_hold=on_hold,
        second=second,
        remarks=remarks,
        phone=desk.cell(Field.PHONE),
        left_out=desk.left_out,
        fingerprint="",
        identity="",
    )
