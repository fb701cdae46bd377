"""Guidance while typing: words of a diagnosis or of police and court are pointed out before saving, never refused.

AVG art. 9 and 10: a dossier says what somebody can do and what was agreed, not what somebody has or is suspected of. In the same
way a form whose words leave the dossier points out names of the household (``unnamed``). A form that takes free text lists its
fields in ``guided``; its view asks ``asks_second_look()`` once everything else is in order.
"""

from typing import Any, ClassVar

from flask import request
from flask_babel import gettext as _

from app.kernel.names import fold
from app.kernel.text import WarnKind, WarnWord, warn_lexicon, warn_names, warn_words

#: The button *Toch opslaan* sends the words that were shown, so that only those are passed over.
ANYWAY = "anyway"


class Guided:
    """Mixin for a ``SchakelForm``: which fields are looked through, and what was found in them."""

    guided: ClassVar[tuple[str, ...]] = ()
    #: Names that should not be in it: of a form whose words leave the dossier.
    unnamed: tuple[str, ...] = ()
    #: Names and words that may mean somebody's unsafe partner, and the fields that name who does something (app.dossiers.unsafe).
    unsafe: tuple[str, ...] = ()
    unsafe_at: ClassVar[tuple[str, ...]] = ()
    second_look: tuple[WarnWord, ...] = ()
    second_look_at: str = ""
    _fields: dict[str, Any]

    def asks_second_look(self) -> bool:
        """Whether the typist should look again before this is saved: there are words that they were not shown yet."""
        typed = {name: str(self._fields[name].data or "") for name in self.guided if name in self._fields}
        found = {name: [*warn_words(text), *warn_names(text, self.unnamed)] for name, text in typed.items()}
        for name in self.unsafe_at if self.unsafe else ():
            meant = warn_names(str(self._fields[name].data or ""), self.unsafe, shortest=2)
            found[name] = [*found.get(name, []), *(WarnWord(each.word, WarnKind.UNSAFE) for each in meant)]
        words = {fold(word.word): word for words in found.values() for word in words}
        if not words.keys() - set(request.form.get(ANYWAY, "").split(",")):
            return False
        self.second_look = tuple(words.values())
        self.second_look_at = next(self._fields[name].id for name, there in found.items() if there)
        return True

    @property
    def seen_words(self) -> str:
        """What *Toch opslaan* sends back."""
        return ",".join(fold(word.word) for word in self.second_look)

    def second_look_words(self, kind: str) -> str:
        """The words of one kind (diagnosis, police, name) as they were typed, in quotes; empty when there are none."""
        return ", ".join(f"“{word.word}”" for word in self.second_look if word.kind == WarnKind(kind))

    def names_sentence(self, names: str) -> str:
        """What is said of names that do not belong in it; of a form whose words leave the dossier."""
        return _(
            "U schreef %(words)s. Dat hoort bij dit huishouden, en wat u hier schrijft leest iemand buiten het dossier. Schrijf het liever zo dat het over niemand in het bijzonder gaat.",  # noqa: E501 - one sentence of the catalogue
            words=names,
        )

    @property
    def hint_words(self) -> str:
        """For the script that gives the same hint while typing (``data-hint-words``)."""
        return warn_lexicon()

    @property
    def hint_text(self) -> str:
        """What that hint says; ``{word}`` is the word (``data-hint-text``)."""
        return _("U schreef “{word}”. Is dat hier nodig? Schrijf liever wat iemand kan, of wat is afgesproken.")
