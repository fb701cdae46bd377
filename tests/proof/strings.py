"""Fifteen hundred texts that somebody could type or paste, made by rule: none is taken from a list of others."""

import unicodedata
from collections.abc import Iterator
from itertools import product
from random import Random
from urllib.parse import quote

MOST = 1_500

_QUOTES = ("'", '"', "`", "''", "\\'", "’", "″")
_SQL = (
    "; drop table note--",
    " or 1=1--",
    ") union select facts from note--",
    "||pg_sleep(0)||",
    "; set role schakel_owner;--",
)
_TAGS = (
    "script",
    "img src=x onerror",
    "svg onload",
    "a href='javascript:x'",
    "style",
    "iframe src",
    "body onload",
    "math",
)
_TEMPLATES = ("{{%s}}", "{%%%s%%}", "${%s}", "#{%s}", "<%%=%s%%>", "{#%s#}", "[[%s]]", "%%(%s)s", "{%s}")
_INSIDE = ("7*7", "config", "self", "request", "''.__class__", "dossier.id", "cycler.__init__")
_LINES = (
    "\r\nSet-Cookie: x=1",
    "\nLocation: /",
    "\r\n\r\n<html>",
    "\n",
    "\r",
    "\u2028",
    "\u2029",
    "\x85",
    "\x0b",
    "\x0c",
)
_PATHS = ("../", "..\\", "/etc/", "%2e%2e/", "file:///", "\\\\host\\", "C:\\", "~/", "//host/")
_LDAP = ("*)(uid=*", ")(|(a=*", "\\2a", "*)\\00")
_LOGS = ("\x1b[31m", "%s%n%x", "\\u0000", "{0}", "${jndi:x}", "\x07", "\x08\x08")
_CONTROL = (*map(chr, range(32)), "\x7f", "\x80", "\x9f", "\xad")
_INVISIBLE = ("\u200b", "\u200c", "\u200d", "\u2060", "\ufeff", "\u202e", "\u2066", "\u061c", "\u180e", "\U000e0001")
_MARKS = tuple(chr(number) for number in range(0x300, 0x320))
_WIDE = "＝＋－＠＜＞＂＇；％"
_LONE = ("\ud800", "\udfff", "\ud83d", "a\ud800b")
_TRIGGERS = ("=1+1", "+1", "-1", "@x", "|x", "%0A=1", "\t=1", "=cmd|x!A0")
_ODD = (
    "\x00",
    "NULL",
    "None",
    "undefined",
    "NaN",
    "true",
    "0",
    "-0",
    "1e999",
    "0x10",
    "[]",
    "{}",
    "[object Object]",
    "\\",
    "\\\\",
    "%",
    "_",
    "%%",
)


def _by_rule() -> Iterator[str]:
    yield from _ODD + _LONE + _TRIGGERS + _PATHS + _LDAP + _LOGS + _LINES + _CONTROL + _INVISIBLE
    yield from (quote + sql for quote, sql in product(_QUOTES, _SQL))
    yield from (f"{quote}><{tag}=1>" for quote, tag in product(("", *_QUOTES), _TAGS))
    yield from (form % inside for form, inside in product(_TEMPLATES, _INSIDE))
    yield from (f"Jan{sign}sen" for sign in (*_CONTROL, *_INVISIBLE, *_LINES, *_WIDE))
    yield from ("e" + mark * number for mark in _MARKS for number in (1, 40))
    yield from (f"{path}{name}" for path, name in product(_PATHS, ("passwd", "keys/session.key", "a\x00.pdf", "con")))
    for first in (
        0x5D0,
        0x627,
        0x905,
        0xE01,
        0x1100,
        0x3042,
        0x4E00,
        0x10330,
        0x1D400,
        0x1F600,
        0x1F1E6,
        0xE000,
        0xFB00,
        0x2160,
    ):
        yield from ("".join(chr(first + step) for step in range(start, start + 5)) for start in range(0, 25, 5))
    yield from ("\U0001f468\u200d\U0001f469\u200d\U0001f467" * number for number in (1, 20))
    yield from (
        word * number
        for word, number in product(("a", " ", "é", "\U0001f600", "<", "&", "&amp;"), (255, 4_000, 70_000))
    )


def _mixed(parts: list[str]) -> Iterator[str]:
    random = Random(55)  # noqa: S311 - the same texts in every run
    while True:
        yield "".join(random.choice(parts)[:60] for _ in range(random.randint(2, 4)))


def corpus() -> list[str]:
    """The texts, the same in every run: each kind by itself, and mixed until there are enough."""
    found = dict.fromkeys(_by_rule())
    parts = list(found)
    for text in _mixed(parts):
        if len(found) >= MOST:
            return list(found)
        found[text] = None
    raise AssertionError


#: Signs that nobody sees: the house leaves them out of what is kept, for they make a text look like another one.
_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Co", "Zs", "Zl", "Zp"})


def _seen(text: str) -> str:
    return "".join(sign for sign in unicodedata.normalize("NFC", text) if unicodedata.category(sign) not in _UNSEEN)


def is_same(kept: str, typed: str) -> bool:
    """Whether every sign that can be seen is kept as it was typed. Bytes that are no character are kept as a browser writes them."""
    sent = "".join(quote(sign, errors="surrogatepass") if "\ud800" <= sign <= "\udfff" else sign for sign in typed)
    return _seen(kept) == _seen(sent)
