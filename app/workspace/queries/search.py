"""Finding a household among one's own, with typos and accents forgiven."""

from app.db.door import proof
from app.db.driver import Row
from app.db.question import Question
from app.kernel.names import fold, grams, phonetic

Rows = list[Row]

#: At least this share of a word's trigrams must be in a name.
LIKENESS = 0.45

_OWN = Question(
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
              from person_detail pd where pd.dossier_id = d.id) as people,
           array(select p.id from person p where p.dossier_id = d.id) as living_there
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
    return _OWN.rows(
        grams=grams(words),
        key=key.replace("%", "").replace("_", ""),
        least=LIKENESS,
        sound=phonetic(words) if len(key) > 3 else "",
    )


_MAY_ASK = Question("select sec.take_try(array[cast(:subject as text)], array[cast(:allowed as bigint)], :proof)")


def may_ask_further(account_id: int, allowed: int = 20) -> bool:
    """Whether this account may ask beyond its own households once more in five minutes, so that no street is scanned."""
    subject = f"search:{account_id}"
    answer = _MAY_ASK.row(subject=subject, allowed=allowed, proof=proof("take_try", subject, allowed))
    return answer is not None and not answer[0]
