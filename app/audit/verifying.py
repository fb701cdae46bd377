"""Verifying: every seal is made again from the lines that are there, and whatever does not fit is named.

Reads once through the log, a group of seals at a time. While the trees of one group are computed here, the database already
hashes the lines of the next one.
"""

from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field

from app.audit.drops import Dropped, read_drops
from app.audit.lines import FIRST, LOGS, Connection, each_between, leaves_between
from app.audit.seals import NOTHING, Seal, is_signed, list_seals
from app.audit.tree import SIZE, root_of
from app.audit.witness import Witness, Witnessed

#: Seals are read so many at once, and compared so many lines at once: what bounds the memory.
_SEALS, _LINES = 25, 40_000

_WRONG_MARKS = "select person_id from person_key where mark <> sha256(secret || int8send(person_id)) order by 1"
_LOOSE = """
    select id from {log} where tx < %(first)s or tx >= pg_snapshot_xmax(pg_current_snapshot())::text::bigint
       + coalesce((select value::bigint from sec.setting where name = 'log_distance'), 0) order by id limit 100
"""
_WAITING = """
    select count(*), coalesce(min(at) < clock_timestamp() - interval '1 hour', false)
      from (select at from access_log where tx >= %(end)s union all select at from processing_log where tx >= %(end)s) waits
"""


#: Whoever wants to write lines that no seal covers keeps the sealer waiting: a lock or a transaction that does not end is enough.
LATE = "The log was not sealed for more than an hour while lines wait: look whether the sealer runs and what keeps it waiting."


class _Heads:
    """The witness, read along with the seals in the order of their numbers."""

    def __init__(self, witness: Witness) -> None:
        self._lines = witness.read()
        self._next = next(self._lines, None)

    def up_to(self, number: int | None) -> list[Witnessed]:
        """The lines that come before the first one of a higher number (None: all that are left)."""
        taken = []
        while self._next is not None and (number is None or self._next.number <= number):
            taken.append(self._next)
            self._next = next(self._lines, None)
        return taken


@dataclass(slots=True)
class Verifier:
    """One verification, over two connections of the owner. ``findings`` goes through everything; then the counts are right."""

    lines_of: Connection
    seals_of: Connection
    public_key: bytes
    witness: Witness
    seals: int = 0
    lines: int = 0
    waiting: int = 0
    #: Whether one of those waits for more than an hour.
    is_late: bool = False
    #: What was lost and said so: seals that a restore did not bring back.
    notices: list[str] = field(default_factory=list)
    #: Lines of months that were dropped when their term was over: they are not there, and that is right.
    dropped: Dropped = field(default_factory=Dropped)

    def findings(self) -> Iterator[str]:
        """What is wrong, one sentence each, as it is found; nothing when the log is what was sealed."""
        self.dropped, forged = read_drops(self.seals_of, self.public_key)
        yield from forged
        heads, last = _Heads(self.witness), None
        for seals, made in self._groups():
            if made.result() != _kept(seals):
                for seal in seals:
                    yield from self._differences(seal)
            for seal in seals:
                yield from self._check(seal)
                yield from self._compare_heads(seal, last, heads.up_to(seal.number))
                last = seal
        for line in heads.up_to(None):
            yield _unknown(line)
        yield from self._loose(last)

    def _groups(self) -> Iterator[tuple[list[Seal], Future[list[bytes]]]]:
        """Seals in groups, each with what the database makes of their lines; it works on one group ahead."""
        with ThreadPoolExecutor(max_workers=1) as beside:
            ahead: tuple[list[Seal], Future[list[bytes]]] | None = None
            for seals in self._batches():
                group = (seals, beside.submit(self._made, seals))
                if ahead is not None:
                    yield ahead
                ahead = group
            if ahead is not None:
                yield ahead

    def _batches(self) -> Iterator[list[Seal]]:
        kept: list[Seal] = []
        after, size = -1, 0
        while found := list_seals(self.seals_of, after, _SEALS):
            after = found[-1].number
            for seal in found:
                kept.append(seal)
                size += len(seal.leaves)
                if size >= _LINES * SIZE:
                    yield kept
                    kept, size = [], 0
        if kept:
            yield kept

    def _made(self, seals: list[Seal]) -> list[bytes]:
        """The leaves of each log over the range of these seals, made from the lines that are there now."""
        start, end = min(seal.from_tx for seal in seals), max(seal.to_tx for seal in seals)
        return [leaves_between(self.lines_of, log, start, end) for log in LOGS]

    def _differences(self, seal: Seal) -> Iterator[str]:
        """Which lines of a seal are not what they were."""
        ids = [int.from_bytes(seal.ids[at : at + 8], "big", signed=True) for at in range(0, len(seal.ids), 8)]
        hashes = [seal.leaves[at : at + SIZE] for at in range(0, len(seal.leaves), SIZE)]
        parts = (slice(0, seal.access_count), slice(seal.access_count, None))
        for log, part in zip(LOGS, parts, strict=True):
            kept = dict(zip(ids[part], hashes[part], strict=False))
            found = each_between(self.seals_of, log, seal.from_tx, seal.to_tx)
            for number in sorted(kept.keys() | found.keys()):
                if number not in found and self.dropped.has(log, number):
                    continue
                if number not in found:
                    yield f"{log} {number}: removed (it was in seal {seal.number})"
                elif number not in kept:
                    yield f"{log} {number}: added by hand (seal {seal.number} did not have it)"
                elif kept[number] != found[number]:
                    yield f"{log} {number}: changed after seal {seal.number}"

    def _check(self, seal: Seal) -> Iterator[str]:
        """What a seal says about itself."""
        count = seal.access_count + seal.processing_count
        self.seals, self.lines = self.seals + 1, self.lines + count
        name = f"seal {seal.number}: broken,"
        if len(seal.leaves) != count * SIZE or len(seal.ids) != count * 8:
            yield f"{name} it does not hold {count} hashes and ids"
        elif root_of(seal.leaves) != seal.root:
            yield f"{name} its hashes do not make its root"
        if seal.made_head() != seal.head:
            yield f"{name} what it says does not make its head"
        if seal.public_key != self.public_key or not is_signed(seal):
            yield f"{name} its signature is not one of this installation's key"

    def _compare_heads(self, seal: Seal, last: Seal | None, lines: list[Witnessed]) -> Iterator[str]:
        """The chain, and what the witness has seen since the seal before."""
        here = [line for line in lines if line.number == seal.number]
        between = [line for line in lines if line.number != seal.number]
        number, head, end = (last.number, last.head, last.to_tx) if last else (0, NOTHING, FIRST)
        if seal.from_tx != end:
            yield f"seal {seal.number}: broken, it does not begin where the one before it ends"
        if between and seal.from_tx == end and (seal.number, seal.previous.hex()) == _after(between[-1]):
            self.notices.append(
                f"seals {number + 1} to {between[-1].number} were lost by a restore; the witness has them"
            )
        else:
            yield from (_unknown(line) for line in between)
            yield from (f"seal {gone}: removed" for gone in range(number + 1, seal.number))
            if seal.number == number + 1 and seal.previous != head:
                yield f"seal {seal.number}: broken, it does not follow the one before it"
        if not here:
            yield f"seal {seal.number}: the witness has not seen it"
        if any(line.head != seal.head.hex() for line in here):
            yield f"seal {seal.number}: the witness has seen another one"

    def _loose(self, last: Seal | None) -> Iterator[str]:
        """Lines that no transaction can have written, keys that do not lead to their mark; counts the lines that wait."""
        for log in LOGS:
            for (number,) in self.seals_of.execute(_LOOSE.format(log=log).encode(), {"first": FIRST}).fetchall():
                yield f"{log} {number}: added by hand (no transaction can have written it)"
        for (person,) in self.seals_of.execute(_WRONG_MARKS).fetchall():
            yield f"person_key {person}: changed, it does not make the mark of this person"
        self.notices += self.dropped.notices
        row = self.seals_of.execute(_WAITING, {"end": last.to_tx if last else FIRST}).fetchone()
        self.waiting, self.is_late = (int(row[0]), bool(row[1])) if row else (0, False)


def _kept(seals: list[Seal]) -> list[bytes]:
    """The leaves of each log as these seals hold them."""
    cuts = [seal.access_count * SIZE for seal in seals]
    pairs = [(seal.leaves[:cut], seal.leaves[cut:]) for seal, cut in zip(seals, cuts, strict=True)]
    return [b"".join(parts) for parts in zip(*pairs, strict=True)]


def _after(line: Witnessed) -> tuple[int, str]:
    """The number of the seal that follows one that only the witness has, and what it names as the one before it."""
    return line.number + 1, line.head


def _unknown(line: Witnessed) -> str:
    if not line.number:
        return f"the witness has a line that cannot be read: {line.head}"
    return f"seal {line.number}: the witness has seen it, and it is not in the database"
