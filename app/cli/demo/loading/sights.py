"""What was looked at in the demo town in the last three weeks, so that the privacy officer's pages have something to show."""

import datetime as dt

from app.cli.demo.loading.ledger import Connection

#: Households that anybody looked at, and days back: a town of any size gets a log of the same size.
_HOUSEHOLDS, _DAYS = 120, 20
#: Working days at working hours, by whoever stands in a relation; the same numbers give the same sights again.
_WORK = """
    insert into access_log (at, trace_id, action, operation, outcome, account_id, account_name, organisation_id, function, network,
                            dossier_id, categories, purpose_id, rule, person_count)
    select ((%(today)s::date - n) + time '08:30' + make_interval(mins => ((i.id * 47 + n * 131) %% 480)::int))
             at time zone 'Europe/Amsterdam',
           md5('sight ' || i.id || ' ' || n)::uuid, 'read', 'dossier.show', 'ok', a.id, a.name, a.organisation_id, a.function,
           '10.0.0.0/24', i.dossier_id,
           case when i.is_lead then '{address,domains,household,identity,network,notes,plan}' else '{identity,plan}' end::text[],
           i.purpose_id, case when i.is_lead then 'case_lead' else a.function end,
           (select count(*) from person p where p.dossier_id = i.dossier_id)
      from involvement i join account a on a.id = i.account_id cross join generate_series(1, %(days)s) n
     where i.dossier_id <= %(households)s and i.withdrawn_at is null and i.valid_from < %(today)s::date - n
       and (i.valid_until is null or i.valid_until > %(today)s) and (i.id * 31 + n * 17) %% 9 = 0
       and extract(isodow from %(today)s::date - n) < 6
"""
#: Somebody who looked late, once: a question for the privacy officer, and nothing more than a question.
_LATE = """
    update access_log l set at = ((%(today)s::date - 3) + time '23:40') at time zone 'Europe/Amsterdam'
     where l.id = (select k.id from access_log k join account a on a.id = k.account_id
                    where a.email = 'karin@de-schans.example' order by k.id limit 1)
"""
_ABOUT = """
    insert into processing_log (at, trace_id, operation, person_id, dossier_id, categories, purpose_id)
    select l.at + interval '2 milliseconds', l.trace_id, l.operation, p.id, l.dossier_id, l.categories, l.purpose_id
      from access_log l join person p on p.dossier_id = l.dossier_id order by l.id, p.id
"""


def write_sights(connection: Connection, today: dt.date) -> None:
    """Lines of both logs, as the application would have written them."""
    values = {"today": today, "days": _DAYS, "households": _HOUSEHOLDS}
    for statement in (_WORK, _LATE, _ABOUT):
        connection.execute(statement.encode(), values)
