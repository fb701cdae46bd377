"""Are the texts of the screens complete in English? Dutch is the source language and needs no catalogue.

`--update` puts new texts into the catalogue (untranslated) and takes out those that are gone.
"""

import io
import re
import sys
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

from tools.common import ROOT, TRANSLATIONS, give_up, say

CATALOGUE = TRANSLATIONS / "en" / "LC_MESSAGES" / "messages.po"

_METHODS = [("**.py", "python"), ("templates/**.html", "jinja2"), ("templates/**.txt", "jinja2")]
_OPTIONS = {"templates/**.html": {"silent": "false"}, "templates/**.txt": {"silent": "false"}}
_KEYWORDS: dict[str, tuple[int | tuple[int, str], ...] | None] = {
    "_": None,
    "_l": None,
    "gettext": None,
    "lazy_gettext": None,
    "marked": None,
    "ngettext": (1, 2),
    "lazy_ngettext": (1, 2),
    "pgettext": ((1, "c"), 2),
    "lazy_pgettext": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
}
_PLACEHOLDER = re.compile(r"%\((\w+)\)[sdif]|\{(\w*)\}")


def extract() -> Catalog:
    """Every text that Python code and templates mark for translation."""
    found = Catalog(charset="utf-8", locale="nl")
    for _file, _line, message, _comments, context in extract_from_dir(
        str(ROOT / "app"), _METHODS, _OPTIONS, keywords=_KEYWORDS, strip_comment_tags=True
    ):
        found.add(message, context=context)
    return found


def problems(texts: Catalog, english: Catalog) -> list[str]:
    """What is wrong with the English catalogue, one line each: missing, fuzzy, other placeholders, obsolete."""
    found = []
    for message in texts:
        if message.id:
            found += _wrong(message, english.get(_first(message), message.context))
    obsolete = [entry for entry in english if entry.id and texts.get(_first(entry), entry.context) is None]
    found += [f"not used any more: {_first(entry)!r}" for entry in [*obsolete, *english.obsolete.values()]]
    return found


def _wrong(message: Message, translated: Message | None) -> list[str]:
    name = repr(_first(message))
    if (
        translated is None
        or not all(_texts(translated.string))
        or len(_texts(translated.string)) != len(_texts(message.id))
    ):
        return [f"no English for {name}"]
    if translated.fuzzy:
        return [f"fuzzy: {name}"]
    ours, theirs = _placeholders(message.id), _placeholders(translated.string)
    return [f"other placeholders in {name}: {sorted(ours)} and {sorted(theirs)}"] if ours != theirs else []


def _texts(text: object) -> tuple[str, ...]:
    if isinstance(text, (tuple, list)):
        return tuple(str(part) for part in text)
    return (str(text or ""),)


def _first(message: Message) -> str:
    return _texts(message.id)[0]


def _placeholders(text: object) -> set[str]:
    """The names in all forms of a text together: a singular may leave out the number."""
    return {name or brace for form in _texts(text) for name, brace in _PLACEHOLDER.findall(form)}


def read() -> Catalog:
    """The English catalogue; an empty one when there is none yet."""
    if not CATALOGUE.exists():
        return Catalog(locale="en", charset="utf-8")
    with CATALOGUE.open("rb") as file:
        return read_po(file, locale="en")


def update(texts: Catalog, english: Catalog) -> None:
    """Write the catalogue again with exactly the texts that are used, in a fixed order and without line numbers."""
    fresh = Catalog(locale="en", charset="utf-8", project="Schakel", fuzzy=False)
    for message in texts:
        if message.id:
            old = english.get(_first(message), message.context)
            fresh.add(message.id, old.string if old is not None else None, context=message.context)
    buffer = io.BytesIO()
    write_po(buffer, fresh, width=120, no_location=True, sort_output=True, omit_header=True)
    header = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n"Language: en\\n"\n'
    header += '"Plural-Forms: nplurals=2; plural=(n != 1);\\n"\n\n'
    _write(CATALOGUE, header.encode() + buffer.getvalue())


def _write(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    if not path.exists() or path.read_bytes() != content:
        path.write_bytes(content)


def main() -> None:
    """Check, or with `--update` write; exit code 1 when something is missing."""
    texts, english = extract(), read()
    if "--update" in sys.argv[1:]:
        update(texts, english)
        english = read()
    found = problems(texts, english)
    for line in found:
        say(line)
    if found:
        give_up(f"{len(found)} texts to put right in {CATALOGUE.relative_to(ROOT)} (new texts: make fix)")


if __name__ == "__main__":
    main()
