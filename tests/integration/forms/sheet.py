"""A form as somebody sees it: its fields with what stands in them, read from the page."""

from dataclasses import dataclass, field
from html.parser import HTMLParser

#: What a field is tried with that it cannot take, by its kind.
NONSENSE = {
    "date": "geen datum",
    "time": "straks",
    "number": "veel",
    "select": "no-such-choice",
    "radio": "no-such-choice",
}
NONSENSE["many"] = "no-such-choice"
HIDDEN = frozenset({"csrf_token", "submission_key", "version"})


@dataclass
class Part:
    """One field."""

    name: str
    kind: str
    values: list[str] = field(default_factory=list)
    options: list[str] = field(default_factory=list)
    required: bool = False


@dataclass
class Sheet:
    """One form: where it goes, and its fields by name."""

    action: str
    parts: dict[str, Part] = field(default_factory=dict)

    def data(self) -> dict[str, list[str]]:
        """What a browser would send."""
        return {part.name: list(part.values) for part in self.parts.values() if part.values}


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[Sheet] = []
        self._form: Sheet | None = None
        self._select: Part | None = None
        self._area: Part | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        have = {name: value or "" for name, value in attrs}
        if tag == "form":
            self._form = Sheet(have.get("action", "")) if have.get("method", "").lower() == "post" else None
            self.found += [self._form] if self._form else []
        elif self._form is not None and tag in {"input", "select", "textarea", "option"}:
            getattr(self, f"_{tag}_begins")(have)

    def _part(self, have: dict[str, str], kind: str) -> Part:
        assert self._form is not None
        part = self._form.parts.setdefault(have["name"], Part(have["name"], kind))
        part.required = part.required or have.get("aria-required") == "true"
        return part

    def _input_begins(self, have: dict[str, str]) -> None:
        kind = have.get("type", "text")
        if not have.get("name") or kind in {"submit", "button"}:
            return
        part = self._part(have, kind)
        if kind in {"radio", "checkbox"}:
            part.options.append(have.get("value", "on"))
            part.values += [have.get("value", "on")] if "checked" in have else []
        else:
            part.values = [have.get("value", "")]

    def _select_begins(self, have: dict[str, str]) -> None:
        self._select = self._part(have, "many" if "multiple" in have else "select")

    def _option_begins(self, have: dict[str, str]) -> None:
        if self._select is not None:
            value = have.get("value", "")
            self._select.options.append(value)
            self._select.values = [value] if "selected" in have or not self._select.values else self._select.values

    def _textarea_begins(self, have: dict[str, str]) -> None:
        self._area = self._part(have, "textarea")
        self._area.values = [""]

    def handle_data(self, data: str) -> None:
        if self._area is not None:
            self._area.values[0] += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._form = None
        elif tag == "select":
            self._select = None
        elif tag == "textarea" and self._area is not None:
            self._area.values[0] = self._area.values[0].removeprefix("\r\n").removeprefix("\n")
            self._area = None


def form_of(page: str, path: str) -> Sheet:
    """The form of a page that goes to ``path``."""
    reader = _Reader()
    reader.feed(page)
    fitting = [
        sheet for sheet in reader.found if sheet.action.split("?")[0] in {path, ""} and "submission_key" in sheet.parts
    ]
    assert fitting, f"no form to {path}"
    return max(fitting, key=lambda sheet: len(sheet.parts))
