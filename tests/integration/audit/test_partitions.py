"""A month of each log has a partition before it begins; a line that came too early or too late still has a place, and moves there."""

import datetime as dt

from app.kernel.clock import today_in_amsterdam
from tests.integration.audit.conftest import Log

_LINE = "insert into access_log (at, trace_id, action, operation, outcome) values (%s, gen_random_uuid(), 'read', 'x.y', 'ok')"
_WHERE = "select tableoid::regclass::text from access_log where at = %s"


def test_the_sealer_makes_months_ahead(log: Log) -> None:
    year_ahead = (today_in_amsterdam().replace(day=1) + dt.timedelta(days=370)).replace(day=1) - dt.timedelta(days=1)
    for name in ("access_log", "processing_log"):
        log.run(f"drop table if exists {name}_{year_ahead:%Y_%m}")
    log.seal()
    for name in ("access_log", "processing_log"):
        assert log.ask("select to_regclass(%s)::text", f"{name}_{year_ahead:%Y_%m}") is not None


def test_a_line_of_a_month_without_a_partition_has_a_place_and_gets_its_own(log: Log) -> None:
    moment = dt.datetime(2031, 5, 17, 12, tzinfo=dt.UTC)
    log.run("drop table if exists access_log_2031_05")
    log.run(_LINE, moment)
    assert log.ask(_WHERE, moment) == "access_log_other"
    before = log.ask("select id from access_log where at = %s", moment)
    assert log.seal().lines == 1
    assert log.ask(_WHERE, moment) == "access_log_2031_05"
    assert log.ask("select id from access_log where at = %s", moment) == before
    assert log.findings() == []


def test_moving_a_line_to_its_month_breaks_no_seal(log: Log) -> None:
    moment = dt.datetime(2032, 6, 18, 12, tzinfo=dt.UTC)
    log.run("drop table if exists access_log_2032_06")
    log.seal()
    log.run(_LINE, moment)
    log.write("beside it")
    log.seal()
    log.run("select sec.ensure_log_partitions()")
    assert log.ask(_WHERE, moment) == "access_log_2032_06"
    assert log.findings() == []
