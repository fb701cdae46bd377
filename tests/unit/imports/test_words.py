"""What the import says in another language than the list's: a sentence and a name for each code, every answer in words."""

import re
from pathlib import Path

import pytest

import app.imports
from app.imports import words
from app.imports.table import FileRefused
from app.imports.words_of_problems import SENTENCES, TITLES
from tests.unit.imports.samples import plan_of, real

SOURCES = "\n".join(
    path.read_text(encoding="utf-8")
    for path in Path(app.imports.__file__).parent.rglob("*.py")
    if "words" not in path.name
)


def test_every_code_has_a_name_and_a_sentence() -> None:
    found = set(re.findall(r'Finding\(\s*(?:None|wanted|at|field|Field\.\w+),\s*"([a-z_]+)"', SOURCES))
    assert {"date_wrong", "double_line", "likely_duplicate", "product_unknown"} <= found
    assert found <= set(SENTENCES)
    assert set(SENTENCES) <= set(TITLES)


def test_every_refusal_has_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(words, "current_language", lambda: "en")
    for code in set(re.findall(r'FileRefused\(\s*"([a-z_]+)"', SOURCES)) | {"wrong_type"}:
        assert words.refusal(FileRefused(code, "Nederlands")) != "Nederlands", code


def test_no_dutch_sentence_of_the_list_is_left_on_an_english_screen(monkeypatch: pytest.MonkeyPatch) -> None:
    plan = plan_of(real("csv"))
    monkeypatch.setattr(words, "current_language", lambda: "en")
    for problem in plan.problems:
        sentence = words.sentence(problem)
        assert str(problem.row) in sentence
        assert "%(" not in sentence
        for choice in problem.choices:
            named = choice.code.startswith(("org:", "product:"))
            assert named or choice.code in words._CHOICES, choice
