"""Who may count: the functions that the matrix gives term A on a strand. The database asks the same of every answer."""

from typing import Final

from app.access.matrix import load_matrix
from app.access.vocabulary import STRANDS, Term


def _counting(strand: str) -> frozenset[str]:
    return frozenset(
        row
        for (row, category), grants in load_matrix().items()
        if category == strand and any(grant.term is Term.COUNT for grant in grants)
    )


COUNTERS: Final = frozenset().union(*map(_counting, STRANDS))
#: Who counts each of the strands: what came before what, and closed situations, tell of all of them.
COUNT_ALL: Final = COUNTERS.intersection(*map(_counting, STRANDS))
#: Who is told the part of each organisation; others are told their own, and more only when so many organisations are in it.
SEE_EACH_ORGANISATION: Final = frozenset({"analyst"})
LEAST_ORGANISATIONS: Final = 3
#: The name of a question that is kept.
LONGEST_NAME: Final = 60
