"""An overview as JSON, for whoever takes their data along (GDPR art. 15(3) and 20): ``docs/overview.schema.json``."""

import datetime as dt
from typing import Any

from app.retention.queries import terms_for
from app.retention.words import COUNTS_FROM, RECORD_TYPES, UNITS
from app.rights.overview import Overview
from app.rights.queries import LogLine, Recipient, Share
from app.rights.records import RecordLine
from app.rights.terms import KeptLine

SCHEMA = "https://schakel.example/overview/1"


def as_json(overview: Overview, case_no: str) -> dict[str, Any]:
    """The overview as the schema has it: codes and texts, moments in UTC."""
    terms, unknown = terms_for(line.law for line in overview.records if line.law)
    return {
        "schema": SCHEMA,
        "made_at": _moment(overview.made_at),
        "case": case_no,
        "person": {"id": str(overview.person.person_id), "name": overview.person.name},
        "records": [_record(line) for line in overview.records],
        "left_out": {"notes": overview.withheld, "until": _day(overview.withheld_until)},
        "recipients": [_recipient(line) for line in overview.recipients],
        "disclosures": [_share(line) for line in overview.shares],
        "retention": [
            {"law": term.law, "record": RECORD_TYPES[term.record_type][0],
             "duration": f"{term.number} {UNITS[term.unit][term.number != 1][0]}", "trigger": COUNTS_FROM[term.counts_from][0],
             "source": term.source, "certain": term.certain}
            for term in terms
        ],
        "laws_without_term": list(unknown),
        "retention_by_kind": [_kept(line) for line in overview.kept],
        "log": [_log(line) for line in overview.log],
        "seals": [{"number": seal.number, "sealed_at": _moment(seal.at), "head": seal.head} for seal in overview.seals],
    }  # fmt: skip


def _kept(line: KeptLine) -> dict[str, Any]:
    return {
        "kind": line.kind,
        "law": line.law,
        "duration": f"{line.number} {UNITS[line.unit][line.number != 1][0]}",
        "trigger": COUNTS_FROM[line.counts_from][0],
        "until": _day(line.until),
        "with_the_last": line.with_last,
    }


def _moment(value: dt.datetime | None) -> str | None:
    return None if value is None else value.astimezone(dt.UTC).isoformat(timespec="milliseconds")


def _day(value: dt.date | None) -> str | None:
    return None if value is None else value.isoformat()


def _record(line: RecordLine) -> dict[str, Any]:
    return {
        "category": line.category,
        "kind": line.kind,
        "recorded_at": _moment(line.at),
        "owner": line.organisation,
        "purpose": line.purpose_nl,
        "law": line.law,
        "article": line.article,
        "said": line.said,
    }


def _recipient(line: Recipient) -> dict[str, Any]:
    return {
        "organisation": line.organisation,
        "function": line.function,
        "from": _moment(line.since),
        "until": _moment(line.until),
    }


def _share(line: Share) -> dict[str, Any]:
    return {
        "kind": line.kind,
        "organisation": line.organisation,
        "basis": line.basis,
        "from": _moment(line.since),
        "until": _moment(line.until),
    }


def _log(line: LogLine) -> dict[str, Any]:
    return {
        "day": _day(line.day),
        "first_at": _moment(line.first),
        "last_at": _moment(line.last),
        "times": line.times,
        "organisation": line.organisation,
        "function": line.function,
        "action": line.action,
        "categories": list(line.categories),
        "in_a_list": line.listed,
        "purpose": line.purpose_nl,
        "law": line.law,
        "reason": line.reason,
    }
