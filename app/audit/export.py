"""One month of the sealed log as JSON, in the words of NEN 7513 and Logboek Dataverwerkingen: ``docs/log-export.schema.json``.

Field names follow the concepts that Logius mapped (``domain.md`` 1.7): events have a user, objects and the rule that allowed
them; processings have a data subject, by mark, and no user. Both carry the trace that joins them. Only sealed lines go out,
so that an export can be checked against the witness.
"""

import datetime as dt
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, TextIO

from app.audit.lines import FIRST, Connection
from app.audit.seals import find_last
from app.kernel.clock import AMSTERDAM

SCHEMA = "https://schakel.example/log-export/1"
#: EventActionCode of NEN 7513 (after DICOM and RFC 3881): create, read, update, delete, execute.
_CODES = {
    "create": "C", "import": "C", "upload": "C", "share": "C", "invite": "C", "read": "R", "search": "R", "reveal": "R",
    "print": "R", "export": "R", "update": "U", "restore": "U", "merge": "U", "split": "U", "answer": "U", "withdraw": "D",
    "discard": "D", "undo": "D",
}  # fmt: skip
_ROWS = 2_000

_EVENTS = """
    select id, at, trace_id, action, operation, outcome, account_id, account_name, organisation_id, function, network, dossier_id,
           object_ids, categories, purpose_id, rule, reason, person_count
      from access_log where at >= %(start)s and at < %(end)s and tx < %(sealed)s order by at, id
"""
_PROCESSINGS = """
    select l.id, l.at, l.trace_id, l.operation, case when l.person_id is null then l.person_mark else k.mark end, l.dossier_id,
           l.categories, l.purpose_id
      from processing_log l left join person_key k on k.person_id = l.person_id
     where l.at >= %(start)s and l.at < %(end)s and l.tx < %(sealed)s order by l.at, l.id
"""


@dataclass(frozen=True, slots=True)
class Exported:
    """How many lines of each log went out."""

    events: int
    processings: int


def export_month(connection: Connection, month: dt.date, out: TextIO) -> Exported:
    """Writes the lines of a month (Amsterdam time) to ``out``, a few thousand at a time; ``month`` is its first day."""
    following = (month + dt.timedelta(days=32)).replace(day=1)
    start, end = (dt.datetime.combine(day, dt.time(), AMSTERDAM) for day in (month, following))
    last = find_last(connection)
    values = {"start": start, "end": end, "sealed": last.to_tx if last else FIRST}
    head = {
        "schema": SCHEMA,
        "month": f"{month:%Y-%m}",
        "made_at": _moment(dt.datetime.now(dt.UTC)),
        "source": {"AuditSourceID": "schakel", "AuditSourceTypeCode": "application"},
        "seal": {"number": last.number, "head": last.head.hex()} if last else None,
    }
    out.write(json.dumps(head, ensure_ascii=False)[:-1] + ',\n"events": [')
    events = _write(out, connection, (_EVENTS, values), _event)
    out.write('],\n"processings": [')
    processings = _write(out, connection, (_PROCESSINGS, values), _processing)
    out.write("]}\n")
    return Exported(events, processings)


def _write(
    out: TextIO, connection: Connection, query: tuple[str, dict[str, Any]], form: Callable[[tuple[Any, ...]], object]
) -> int:
    count = 0
    for row in _streamed(connection, *query):
        out.write((",\n" if count else "\n") + json.dumps(form(row), ensure_ascii=False))
        count += 1
    return count


def _streamed(connection: Connection, query: str, values: dict[str, Any]) -> Iterator[tuple[Any, ...]]:
    with connection.cursor("log_export") as cursor:
        cursor.itersize = _ROWS
        yield from cursor.execute(query.encode(), values)


def _moment(value: dt.datetime) -> str:
    return value.astimezone(dt.UTC).isoformat(timespec="milliseconds")


def _text(value: int | None) -> str | None:
    return None if value is None else str(value)


def _event(row: tuple[Any, ...]) -> dict[str, object]:
    number, at, trace, action, operation, outcome, account, name, organisation, function, network = row[:11]
    dossier, objects, categories, purpose, rule, reason, persons = row[11:]
    held = [("dossier", dossier)] if dossier is not None else []
    return {
        "line": number,
        "trace_id": trace.hex,
        "event": {
            "EventID": _text(purpose),
            "EventActionCode": _CODES.get(action, "E"),
            "EventActionName": action,
            "EventDateTime": _moment(at),
            "EventOutcomeIndicator": 1 if outcome == "ok" else 2,
            "EventTypeCode": operation,
        },
        "user": {
            "userID": _text(account),
            "userName": name,
            "userIsRequestor": True,
            "roleIDCode": function,
            "organisationID": _text(organisation),
            "purposeOfUse": reason,
            "networkAccessPointTypeCode": 2,
            "networkAccessPointID": network,
        },
        "objects": [
            {
                "participantObjectTypeCode": 2,
                "participantObjectIDTypeCode": kind,
                "participantObjectID": str(key),
                "participantObjectDetail": categories,
            }
            for kind, key in [*held, *(("record", key) for key in objects)]
        ],
        "participantCount": persons,
        "autorisatieProtocol": rule,
    }


def _processing(row: tuple[Any, ...]) -> dict[str, object]:
    number, at, trace, operation, mark, dossier, categories, purpose = row
    return {
        "line": number,
        "trace_id": trace.hex,
        "name": operation,
        "start_time": _moment(at),
        "status_code": 1,
        "attributes": {
            "dpl.core.processing_activity_id": _text(purpose),
            "dpl.core.data_subject_id": mark.hex() if mark is not None else None,
            "schakel.dossier_id": _text(dossier),
            "schakel.categories": categories,
        },
    }
