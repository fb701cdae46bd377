"""The Merkle tree of a seal, as in RFC 9162 (and 6962) 2.1.1: SHA-256, leaves and nodes told apart by their first byte."""

from hashlib import sha256

#: The first byte of what is hashed: a leaf can never be taken for a node.
LEAF, NODE = b"\x00", b"\x01"
SIZE = 32


def root_of(leaves: bytes) -> bytes:
    """The root over leaf hashes that lie one behind the other, 32 bytes each; of none it is the hash of nothing.

    Pairing level by level, with the odd one carried up, gives the same tree as splitting at the largest power of two.
    """
    level, make = leaves, sha256
    while len(level) > SIZE:
        paired = len(level) // (2 * SIZE) * 2 * SIZE
        nodes = [make(NODE + level[at : at + 2 * SIZE]).digest() for at in range(0, paired, 2 * SIZE)]
        level = b"".join([*nodes, level[paired:]])
    return level or sha256().digest()
