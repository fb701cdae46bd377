"""Which column holds what: recognised by what is in it and by what it is called, and open to correction."""

from app.imports.recognition.fields import LABELS, Field
from app.imports.recognition.mapping import ColumnGuess, Mapping, recognise

__all__ = ["LABELS", "ColumnGuess", "Field", "Mapping", "recognise"]
