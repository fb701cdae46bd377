"""The settings of one installation, read from the environment, and its keys.

Everything has a default that is safe for a first look on one's own machine. Without `DATABASE_URL` the embedded
database is used, and only then is demo mode on by itself.
"""

import base64
import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import timedelta
from pathlib import Path
from typing import Self

TIMEZONE = "Europe/Amsterdam"

_KEY_BYTES = 32
_MB = 1024 * 1024
_YES = {"1", "true", "yes", "on"}
_NO = {"0", "false", "no", "off", ""}
_HIGHEST_PORT = 65535


class ConfigError(ValueError):
    """A setting that cannot be used; the text names it and says what it must be."""


@dataclass(frozen=True, slots=True)
class DataKey:
    """One key for encrypted columns; `name` is stored beside each value so that old keys keep reading."""

    name: str
    secret: bytes = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Keys:
    """The secrets of an installation, from the environment or from `instance/keys/`.

    `session` signs forms and cookies and `data` encrypts columns (AES-256-GCM): of both the first is used for new
    values and all for old ones, so a key is rotated by putting a new line on top. `index` makes the blind index of
    the BSN and `seal` signs the log's seals; these two cannot be rotated without a rebuild.
    """

    session: tuple[bytes, ...] = field(repr=False)
    data: tuple[DataKey, ...] = field(repr=False)
    index: bytes = field(repr=False)
    seal: bytes = field(repr=False)

    @classmethod
    def load(cls, directory: Path, environ: Mapping[str, str]) -> Self:
        """Read every key: environment first, then the file; a missing file is made, readable for its owner only."""
        session = _key_lines("SECRET_KEY", directory / "session.key", environ)
        data = _key_lines("DATA_KEYS", directory / "data.keys", environ, named=True)
        index = _key_lines("INDEX_KEY", directory / "index.key", environ)
        seal = _key_lines("SEAL_KEY", directory / "seal.key", environ)
        return cls(
            # Any text may sign sessions: what the hosting platform puts in SECRET_KEY has no form that we choose.
            session=tuple(line.encode() for line in session),
            data=tuple(_data_key(line) for line in data),
            index=_decoded("INDEX_KEY", index[0]),
            seal=_decoded("SEAL_KEY", seal[0]),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Config:
    """All settings of one installation; lengths of time are `timedelta`, sizes are bytes."""

    instance: Path
    database_url: str | None
    database_owner_url: str | None
    #: A streaming replica for reports, as `schakel_insight`; without one they are asked of the primary.
    analysis_database_url: str | None = None
    keys: Keys = field(repr=False)
    #: The file to which the head of every seal of the log is added.
    witness: Path
    demo_mode: bool = False
    https: bool = False
    port: int = 8000
    proxies: int = 0
    hosts: tuple[str, ...] = ()
    default_language: str = "nl"
    timezone: str = TIMEZONE
    absolute_session: timedelta = timedelta(hours=10)
    max_body: int = 12 * _MB
    documents_per_organisation: int = 20_000 * _MB
    max_form_text: int = 512 * 1024
    max_form_fields: int = 2000
    threads: int = 4
    testing: bool = False

    @classmethod
    def from_environment(cls, environ: Mapping[str, str] | None = None) -> Self:
        """The settings of this process; makes the keys at the first start. Raises ConfigError for a wrong setting."""
        source = os.environ if environ is None else environ
        instance = Path(source.get("SCHAKEL_INSTANCE") or Path(__file__).parent / "instance").absolute()
        database_url = _database_url("DATABASE_URL", source)
        https = _flag("HTTPS", source, default=False)
        return cls(
            instance=instance,
            database_url=database_url,
            database_owner_url=_database_url("DATABASE_OWNER_URL", source),
            analysis_database_url=_database_url("ANALYSIS_DATABASE_URL", source),
            keys=Keys.load(instance / "keys", source),
            witness=Path(source.get("WITNESS") or instance / "witness" / "seals.jsonl").absolute(),
            demo_mode=_flag("DEMO_MODE", source, default=database_url is None),
            https=https,
            port=_number("PORT", source, default=8000, highest=_HIGHEST_PORT),
            proxies=_number("PROXIES", source, default=0, highest=8),
            hosts=tuple(host.strip() for host in source.get("HOSTS", "").split(",") if host.strip()),
            documents_per_organisation=_number("DOCUMENTS_MB", source, default=20_000, highest=10_000_000) * _MB,
            threads=_number("THREADS", source, default=4, highest=64),
        )

    def on(self, database_url: str, database_owner_url: str | None = None) -> Self:
        """The same settings on another database."""
        return replace(self, database_url=database_url, database_owner_url=database_owner_url)

    @property
    def tombstones(self) -> Path:
        """What was destroyed, by table and id, so that it stays so after a restore: beside the witness, and copied with it."""
        return self.witness.with_name("destroyed.jsonl")

    @property
    def documents(self) -> Path:
        """Where files of documents are kept, encrypted: outside everything that is served."""
        return self.instance / "documents"

    @property
    def session_cookie(self) -> str:
        """The name of the session cookie: browsers refuse the prefix `__Host-` without HTTPS."""
        return "__Host-schakel" if self.https else "schakel"

    def flask_settings(self) -> dict[str, object]:
        """The settings under the names that Flask and its extensions use."""
        return {
            "TESTING": self.testing,
            "SECRET_KEY": self.keys.session[0],
            "SECRET_KEY_FALLBACKS": list(self.keys.session[1:]),
            "SQLALCHEMY_DATABASE_URI": self.database_url,
            "DATABASE_OWNER_URL": self.database_owner_url,
            "SQLALCHEMY_ENGINE_OPTIONS": {
                "pool_size": self.threads,
                "max_overflow": 2,
                "pool_pre_ping": False,
                "pool_recycle": 1800,
                # The same statements come back thousands of times; with policies in them, planning costs more than asking.
                # What a page needs is in memory: looking a row up by its number costs no more than reading the next one.
                "connect_args": {"options": "-c plan_cache_mode=force_generic_plan -c random_page_cost=1.1"},
            },
            "SESSION_COOKIE_NAME": self.session_cookie,
            "SESSION_COOKIE_SECURE": self.https,
            "SESSION_COOKIE_HTTPONLY": True,
            "SESSION_COOKIE_SAMESITE": "Lax",
            "PERMANENT_SESSION_LIFETIME": self.absolute_session,
            "TRUSTED_HOSTS": list(self.hosts) or None,
            "WTF_CSRF_TIME_LIMIT": None,
            "MAX_CONTENT_LENGTH": self.max_body,
            "MAX_FORM_MEMORY_SIZE": self.max_form_text,
            "MAX_FORM_PARTS": self.max_form_fields,
            "BABEL_DEFAULT_LOCALE": self.default_language,
            "BABEL_DEFAULT_TIMEZONE": self.timezone,
        }


def normalised(url: str) -> str:
    """A database URL with the driver that we use: `postgres://` and `postgresql://` become `postgresql+psycopg://`."""
    scheme, separator, rest = url.partition("://")
    if not separator or scheme not in {"postgres", "postgresql", "postgresql+psycopg"}:
        message = "must look like postgresql://user:password@host:5432/database"
        raise ConfigError(message)
    return f"postgresql+psycopg://{rest}"


def _database_url(name: str, environ: Mapping[str, str]) -> str | None:
    value = environ.get(name, "").strip()
    try:
        return normalised(value) if value else None
    except ConfigError as error:
        message = f"{name} {error}"  # never the value: it holds a password
        raise ConfigError(message) from None


def _flag(name: str, environ: Mapping[str, str], *, default: bool) -> bool:
    value = environ.get(name)
    if value is None:
        return default
    if value.strip().lower() not in _YES | _NO:
        message = f"{name} must be 1 or 0, not {value!r}"
        raise ConfigError(message)
    return value.strip().lower() in _YES


def _number(name: str, environ: Mapping[str, str], *, default: int, highest: int) -> int:
    value = environ.get(name, "").strip() or str(default)
    if not value.isdecimal() or int(value) > highest:
        message = f"{name} must be a whole number from 0 to {highest}, not {value!r}"
        raise ConfigError(message)
    return int(value)


def _key_lines(name: str, path: Path, environ: Mapping[str, str], *, named: bool = False) -> list[str]:
    text = environ.get(name, "").replace(",", "\n")
    if not text.strip():
        text = _kept(path, named=named)
    lines = [line.strip() for line in text.splitlines() if line.strip() and not line.startswith("#")]
    if not lines:
        message = f"{name}: {path} holds no key; put the backup of the keys back (or remove it when there are no data)"
        raise ConfigError(message)
    return lines


def _kept(path: Path, *, named: bool) -> str:
    """The text of a key file. Several processes may make it at once: the first one wins and the others read it."""
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        secret = base64.b64encode(secrets.token_bytes(_KEY_BYTES)).decode()
        half = path.with_name(f"{path.name}.{secrets.token_hex(4)}")
        half.touch(mode=0o600)
        half.write_text(f"{secrets.token_hex(4)}:{secret}\n" if named else f"{secret}\n")
        try:
            os.link(half, path)
        except FileExistsError:
            pass
        finally:
            half.unlink()
    return path.read_text()


def _data_key(line: str) -> DataKey:
    name, _, secret = line.rpartition(":")
    if not name:
        message = "DATA_KEYS: each key is name:base64, the newest first"
        raise ConfigError(message)
    return DataKey(name, _decoded("DATA_KEYS", secret))


def _decoded(name: str, text: str) -> bytes:
    try:
        secret = base64.b64decode(text, validate=True)
    except ValueError:
        secret = b""
    if len(secret) != _KEY_BYTES:
        message = f"{name}: a key is {_KEY_BYTES} bytes in base64"
        raise ConfigError(message)
    return secret
