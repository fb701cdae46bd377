"""Settings from the environment: safe defaults, clear refusals, and keys that are made once."""

import base64
import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from config import Config, ConfigError, normalised

SECRET = base64.b64encode(b"k" * 32).decode()


def config(tmp_path: Path, **environ: str) -> Config:
    return Config.from_environment({"SCHAKEL_INSTANCE": str(tmp_path), **environ})


def test_it_uses_the_embedded_database_and_demo_mode_when_nothing_is_set(tmp_path: Path) -> None:
    settings = config(tmp_path)
    assert settings.database_url is None
    assert settings.demo_mode
    assert not settings.https
    assert settings.session_cookie == "schakel"


def test_it_has_no_demo_mode_on_a_server_unless_asked(tmp_path: Path) -> None:
    url = "postgresql://schakel_app:secret@db/schakel"
    assert not config(tmp_path, DATABASE_URL=url).demo_mode
    assert config(tmp_path, DATABASE_URL=url, DEMO_MODE="1").demo_mode


@pytest.mark.parametrize("scheme", ["postgres", "postgresql", "postgresql+psycopg"])
def test_it_reads_every_way_to_write_a_database_url(scheme: str) -> None:
    assert normalised(f"{scheme}://a:b@c/d?sslmode=require") == "postgresql+psycopg://a:b@c/d?sslmode=require"


def test_it_refuses_another_database_without_repeating_its_password(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="DATABASE_URL must look like") as refusal:
        config(tmp_path, DATABASE_URL="mysql://root:hunter2@db/schakel")
    assert "hunter2" not in str(refusal.value)


@pytest.mark.parametrize(
    ("name", "value"), [("PORT", "http"), ("PORT", "70000"), ("HTTPS", "maybe"), ("PROXIES", "-1")]
)
def test_it_names_a_setting_that_it_cannot_use(tmp_path: Path, name: str, value: str) -> None:
    with pytest.raises(ConfigError, match=f"^{name} must be"):
        config(tmp_path, **{name: value})


def test_it_protects_the_cookie_when_there_is_https(tmp_path: Path) -> None:
    settings = config(tmp_path, HTTPS="1")
    assert settings.session_cookie == "__Host-schakel"
    assert settings.flask_settings()["SESSION_COOKIE_SECURE"] is True


def test_it_makes_keys_once_and_only_for_their_owner(tmp_path: Path) -> None:
    first, second = config(tmp_path).keys, config(tmp_path).keys
    assert first == second
    files = list((tmp_path / "keys").iterdir())
    assert {file.name for file in files} == {"session.key", "data.keys", "index.key", "seal.key"}
    assert {stat.S_IMODE(file.stat().st_mode) for file in files} == {0o600}
    assert stat.S_IMODE((tmp_path / "keys").stat().st_mode) == 0o700


def test_it_makes_the_same_keys_for_all_who_start_at_once(tmp_path: Path) -> None:
    with ThreadPoolExecutor(8) as pool:
        made = list(pool.map(lambda _: config(tmp_path).keys, range(16)))
    assert all(keys == made[0] for keys in made)
    assert len(list((tmp_path / "keys").iterdir())) == 4


def test_it_writes_with_the_newest_key_and_reads_with_all(tmp_path: Path) -> None:
    other = base64.b64encode(b"o" * 32).decode()
    settings = config(tmp_path, DATA_KEYS=f"2027:{SECRET},2026:{other}", SECRET_KEY="new,old")
    assert [key.name for key in settings.keys.data] == ["2027", "2026"]
    assert settings.flask_settings()["SECRET_KEY"] == b"new"
    assert settings.flask_settings()["SECRET_KEY_FALLBACKS"] == [b"old"]


@pytest.mark.parametrize("value", ["short", SECRET, f"name:{SECRET}x", "name:"])
def test_it_refuses_a_data_key_of_another_form(tmp_path: Path, value: str) -> None:
    with pytest.raises(ConfigError, match="DATA_KEYS"):
        config(tmp_path, DATA_KEYS=value)


def test_it_never_shows_a_key(tmp_path: Path) -> None:
    assert SECRET not in repr(config(tmp_path, INDEX_KEY=SECRET))
    assert "k" * 32 not in repr(config(tmp_path, INDEX_KEY=SECRET))


def test_it_refuses_an_empty_key_file(tmp_path: Path) -> None:
    config(tmp_path)
    (tmp_path / "keys" / "index.key").write_text("")
    with pytest.raises(ConfigError, match="holds no key"):
        config(tmp_path)
