"""The addresses of the import."""

from app.imports.routes import doing, looking  # noqa: F401 - their addresses belong to the desk
from app.imports.routes.desk import desk

__all__ = ["desk"]
