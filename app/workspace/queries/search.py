"""Finding a household among one's own, with typos and accents forgiven."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Row, text

from app.db.session import db
from app.kernel.names import fold, grams, phonetic

Rows = Sequence[Row[Any]]

#: At least this share of a word's trigrams must be in a name.
LIKENESS = 0.45

_OWN = text(
    """
    with mine as materialized (select sec.mine() as ids),
    found as (
      select pd.dossier_id, pd.person_id,
             cardinality(array(select unnest(pd.grams) intersect select unnest(cast(:grams as text[]))))::float
               / greatest(cardinality(cast(:grams as text[])), 1) as likeness
        from person_detail pd
       where pd.dossier_id = any((select ids from mine)::bigint[])
         and (pd.grams && cast(:grams as text[]) or (:sound <> '' and pd.phonetic like '%' || :sound || '%'))
      union all
      select a.dossier_id, null, 1.0 from household_address a
       where a.dossier_id = any((select ids from mine)::bigint[]) and :key <> '' and a.search_key like '%' || :key || '%'
      union all
      select d.id, null, 1.0 from dossier d
       where d.id = any((select ids from mine)::bigint[]) and :key <> '' and lower(d.case_no) like '%' || :key || '%'),
    best as (
      select dossier_id, max(likeness) as likeness, array_remove(array_agg(distinct person_id), null) as persons
        from found group by dossier_id)
    select d.id, d.case_no, t.title, area.name as area, p.phase, b.likeness, b.persons,
           (select string_agg(concat_ws(' ', pd.given_name, nullif(pd.prefix, ''), pd.surname), ', ' order by pd.birth_date, pd.id)
              from person_detail pd where pd.dossier_id = d.id) as people
      from best b
      join dossier d on d.id = b.dossier_id
      left join household_title t on t.dossier_id = d.id
      left join household_area area on area.dossier_id = d.id
      left join dossier_process p on p.dossier_id = d.id
     where b.likeness >= :least or b.persons <> '{}' and b.likeness >= :least / 2 and :sound <> ''
     order by b.likeness desc, t.title, d.id limit 25
    """
)


def list_own(words: str) -> Rows:
    """Own households that look like ``words``: by name (typos and accents forgiven), address or case number; best first."""
    key = fold(words)
    values = {"grams": grams(words), "key": key.replace("%", "").replace("_", ""), "least": LIKENESS}
    return db.session.execute(_OWN, {**values, "sound": phonetic(words) if len(key) > 3 else ""}).all()


_MAY_ASK = text("select sec.take_try(array[:subject], array[cast(:allowed as bigint)])")


def may_ask_further(account_id: int, allowed: int = 20) -> bool:
    """Whether this account may ask beyond its own households once more in five minutes, so that no street is scanned."""
    values = {"subject": f"search:{account_id}", "allowed": allowed}
    return not db.session.execute(_MAY_ASK, values).scalar_one()
