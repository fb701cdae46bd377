"""The question of each page of insight, put straight to the header facts: what the page would have to ask without rollups.

Each asks the town and every neighbourhood for what the page tells in its whole-town form, with the distinct households and persons
behind it, in one period (``starts``, ``ends``). Suppression comes on top of that and is not in it.
"""

from typing import Final

from app.insight.presenters import closed, coverage, load, mix, order, roles, stepping_back

_BEGAN: Final = (
    "select {cuts}, h.area, f.strand, sum(f.number), count(distinct f.dossier_id), bit_or(f.persons)"
    " from insight.fact f join insight.home h using (dossier_id)"
    " where f.month >= %(starts)s and f.month < %(ends)s group by grouping sets ({sets})"
)
_COURSE: Final = (
    "select h.area, f.measure, f.coarse, f.fine, sum(f.number), sum(f.amount), count(distinct f.dossier_id), sum(f.persons)"
    " from insight.course f join insight.home h using (dossier_id)"
    " where f.month >= %(starts)s and f.month < %(ends)s and f.measure in ({measures})"
    " group by rollup (h.area), rollup (f.measure, f.coarse, f.fine)"
)
_CLOSED: Final = (
    "select c.area, c.start, c.turned, c.exit, c.goals, c.theme, count(*), sum(c.persons) from insight.closing c"
    " where c.month >= %(starts)s and c.month < %(ends)s"
    " group by rollup (c.area),"
    " grouping sets ((), (c.start), (c.start, c.turned), (c.start, c.exit), (c.start, c.goals), (c.start, c.theme))"
)


def _began(*cuts: str) -> str:
    """Of the town and of each neighbourhood: everything and each strand, as a whole and per value of each of these cuts."""
    columns = ", ".join(f"f.{cut}" for cut in cuts) or "null"
    sets = [
        f"({one}h.area, f.strand), ({one}h.area), ({one}f.strand), ({one[:-2]})"
        for one in ("", *(f"f.{cut}, " for cut in cuts))
    ]
    return _BEGAN.format(cuts=columns, sets=", ".join(sets))


def _course(measures: tuple[str, ...]) -> str:
    return _COURSE.format(measures=", ".join(f"'{measure}'" for measure in measures))


#: By endpoint; a page that is added gets its question here.
DIRECT: Final = {
    mix.ENDPOINT: (_began(),),
    order.ENDPOINT: (_began("turn", "gap"),),
    roles.ENDPOINT: (_began("kind", "org_id", "along", "worth"),),
    stepping_back.ENDPOINT: (_course(stepping_back.MEASURES),),
    closed.ENDPOINT: (_CLOSED,),
    coverage.ENDPOINT: (_began("domain"), _course(coverage.MEASURES)),
    load.ENDPOINT: (_course(load.MEASURES),),
}
