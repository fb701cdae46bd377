"""Files of documents on disk: each under a key of its own, in pieces that are sealed one by one (AES-256-GCM).

A piece is bound to its document, its place and whether it is the last: one that is moved, swapped, left out or cut off does not
open. A file has a name that says nothing, is written under another one and renamed when it is whole and on disk; that happens
before the transaction commits, so that no row is without a file. A file that no row opens is swept later (``sweep``).

``dossier_id`` is not part of what a piece is bound to: two dossiers of one household can become one, files and all.
"""

import os
import re
import secrets
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from flask import current_app

from app.db.crypto import CannotOpen, OwnKey
from config import Config

_PIECE = 64 * 1024
_TAG = 16
_NONCE = 12
_NAME = re.compile(r"[0-9a-f]{32}")
_HALF = ".half"
#: A file younger than this may belong to a transaction that is under way.
YOUNG_SECONDS = 60 * 60


class DamagedFile(RuntimeError):
    """A file is not there, or is not what was kept."""


@dataclass(frozen=True, slots=True)
class Stored:
    """What a row keeps of a file: its name on disk, and its key, sealed with a data key of the installation."""

    name: str
    sealed_key: bytes


def key_bound_to(document_id: int, number: int) -> str:
    """What the sealed key of a version is bound to."""
    return f"document_version.sealed_key:{document_id}:{number}"


def keep(content: bytes, *, document_id: int, number: int) -> Stored:
    """Writes a version's file; it is whole and on disk when this returns. Raises OSError, and then nothing is left of it."""
    key, name = OwnKey.make(), secrets.token_hex(16)
    target = _place(name)
    _folder().mkdir(parents=True, exist_ok=True, mode=0o700)
    target.parent.mkdir(exist_ok=True, mode=0o700)
    half = target.with_suffix(_HALF)
    try:
        with half.open("xb") as file:
            half.chmod(0o600)
            for piece in _sealed(content, key.secret, document_id):
                file.write(piece)
            file.flush()
            os.fsync(file.fileno())
        half.rename(target)
    except OSError:
        half.unlink(missing_ok=True)
        raise
    _settle(target.parent)
    return Stored(name, key.sealed(key_bound_to(document_id, number)))


def _sealed(content: bytes, key: bytes, document_id: int) -> Iterator[bytes]:
    cipher = AESGCM(key)
    for number, at in enumerate(range(0, len(content), _PIECE)):
        last = at + _PIECE >= len(content)
        nonce, bound = _bound(document_id, number, last=last)
        yield cipher.encrypt(nonce, content[at : at + _PIECE], bound)


def _bound(document_id: int, number: int, *, last: bool) -> tuple[bytes, bytes]:
    """Nonce and associated data of a piece: no two pieces under one key share a nonce."""
    return number.to_bytes(_NONCE, "big"), f"document:{document_id}:{number}:{'last' if last else 'more'}".encode()


def _settle(directory: Path) -> None:
    """The new name is on disk too, and that of the directory in which it stands."""
    for one in (directory, directory.parent):
        handle = os.open(one, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _folder() -> Path:
    config: Config = current_app.config["SCHAKEL"]
    return config.documents


def _place(name: str) -> Path:
    if not _NAME.fullmatch(name):
        raise DamagedFile(name)
    return _folder() / name[:2] / name


class OpenFile:
    """A file whose every piece was opened once, and that can now be handed out without stopping halfway."""

    def __init__(self, stored: Stored, *, document_id: int, number: int) -> None:
        """Opens and proves it. Raises DamagedFile."""
        self._document_id = document_id
        try:
            self._cipher = AESGCM(OwnKey.opened(stored.sealed_key, key_bound_to(document_id, number)).secret)
            self._file: BinaryIO = _place(stored.name).open("rb")
        except (CannotOpen, OSError) as error:
            raise DamagedFile(stored.name) from error
        try:
            self.size = sum(len(piece) for piece in self.pieces())
        except DamagedFile:
            self.close()
            raise

    def pieces(self) -> Iterator[bytes]:
        """The content, a piece at a time. Raises DamagedFile."""
        self._file.seek(0)
        piece, number = self._file.read(_PIECE + _TAG), 0
        if not piece:
            raise DamagedFile(number)
        while piece:
            following = self._file.read(_PIECE + _TAG)
            nonce, bound = _bound(self._document_id, number, last=not following)
            try:
                yield self._cipher.decrypt(nonce, piece, bound)
            except InvalidTag as error:
                raise DamagedFile(number) from error
            piece, number = following, number + 1

    def close(self) -> None:
        """Lets go of the file."""
        self._file.close()


def is_whole(stored: Stored, *, document_id: int, number: int) -> bool:
    """Whether the file of a version is there and opens from its first piece to its last."""
    try:
        OpenFile(stored, document_id=document_id, number=number).close()
    except DamagedFile:
        return False
    return True


def remove(folder: Path, names: Iterable[str]) -> None:
    """Takes files out of ``folder`` whose rows were destroyed; one that is not there is gone already."""
    for name in names:
        if _NAME.fullmatch(name):
            (folder / name[:2] / name).unlink(missing_ok=True)


def sweep(in_use: Callable[[], set[str]]) -> int:
    """Removes files that no row opens; gives how many. ``in_use`` is asked after looking, so that what came since is in it."""
    before = time.time() - YOUNG_SECONDS
    old = [path for path in _folder().glob("??/*") if path.stat().st_mtime < before]
    if not old:
        return 0
    names = in_use()
    unused = [path for path in old if path.name not in names]
    for path in unused:
        path.unlink(missing_ok=True)
    return len(unused)
