"""The Merkle tree of RFC 9162, against its own definition and the values that the standard's reference tests give."""

from hashlib import sha256

import pytest

from app.audit.tree import LEAF, NODE, SIZE, root_of


def by_definition(leaves: list[bytes]) -> bytes:
    """RFC 9162 2.1.1: split at the largest power of two below the number of leaves."""
    if not leaves:
        return sha256().digest()
    if len(leaves) == 1:
        return leaves[0]
    split = 1
    while split * 2 < len(leaves):
        split *= 2
    return sha256(NODE + by_definition(leaves[:split]) + by_definition(leaves[split:])).digest()


@pytest.mark.parametrize("count", [*range(20), 31, 32, 33, 1000])
def test_it_is_the_tree_of_the_standard(count: int) -> None:
    leaves = [sha256(LEAF + str(number).encode()).digest() for number in range(count)]
    assert root_of(b"".join(leaves)) == by_definition(leaves)


def test_it_gives_the_known_roots_of_certificate_transparency() -> None:
    entries = ["", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"]
    leaves = b"".join(sha256(LEAF + bytes.fromhex(entry)).digest() for entry in entries)
    assert root_of(b"").hex() == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    assert root_of(leaves[:SIZE]).hex() == "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d"
    assert root_of(leaves).hex() == "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328"


def test_a_leaf_is_never_taken_for_a_node() -> None:
    one, two = (sha256(LEAF + word).digest() for word in (b"a", b"b"))
    assert root_of(one + two) != sha256(LEAF + one + two).digest()
    assert root_of(one + two) != root_of(two + one)
