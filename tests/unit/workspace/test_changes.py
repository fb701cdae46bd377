"""Every verb that a service writes into the feed has words on Vandaag."""

import ast
from pathlib import Path

from app.workspace.presenters.changes import WORDS

APP = Path(__file__).parents[3] / "app"


def _written() -> set[str]:
    """``noun.verb`` literals in modules that write activity."""
    found: set[str] = set()
    for path in APP.rglob("*.py"):
        source = path.read_text()
        if "note_activity" not in source or "presenters" in path.parts:
            continue
        for node in ast.walk(ast.parse(source)):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                noun, dot, verb = node.value.partition(".")
                if (
                    dot
                    and noun.replace("_", "").isalpha()
                    and verb.replace("_", "").isalpha()
                    and verb.endswith(("ed", "left", "held"))
                ):
                    found.add(node.value)
    return found


def test_it_has_words_for_every_verb() -> None:
    written = _written()
    assert len(written) > 20
    assert written <= WORDS.keys(), sorted(written - WORDS.keys())
