"""Refusals of the domain. Those that a person gets to read carry one plain Dutch sentence that says what to do."""


def marked(text: str) -> str:
    """Mark a sentence for the catalogue of the screens; who shows it translates it (`app.web.i18n.sentence`)."""
    return text


class SchakelError(Exception):
    """The family of everything that the domain refuses; `text` is what may be shown on the screen."""

    text: str = marked("Dit lukt niet. Ga een stap terug en probeer het opnieuw.")

    def __init__(self, text: str | None = None, **values: object) -> None:
        """Keep the Dutch sentence, and the values of its placeholders; without one that of the class is used."""
        self.template = self.text if text is None else text
        self.values = values
        self.text = self.template % values if values else self.template
        super().__init__(self.text)


class NotFound(SchakelError):
    """It does not exist, or this person may not know that it does: on purpose the same answer."""

    text = marked("Deze pagina of dit gegeven is niet gevonden. Ga een stap terug.")


class Forbidden(SchakelError):
    """It is visible and yet not allowed; `text` explains why and whom to ask."""

    text = marked("Dit hoort niet bij uw functie. Vraag het aan de casusregisseur.")


class StaleVersion(SchakelError):
    """Somebody else saved first; `current` is the record as it is now, so that both texts can be shown."""

    text = marked("Iemand anders heeft dit intussen gewijzigd. Hieronder staan beide teksten.")

    def __init__(self, current: object, text: str | None = None) -> None:
        """Keep the record as it is now."""
        super().__init__(text)
        self.current = current


class RuleBroken(SchakelError):
    """A value or a step that a rule refuses; `field` is the form field it belongs to ("" for the whole)."""

    def __init__(self, field: str, text: str, **values: object) -> None:
        """Keep the field, the Dutch sentence and the values of its placeholders."""
        super().__init__(text, **values)
        self.field = field
