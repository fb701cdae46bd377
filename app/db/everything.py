"""Every table of the application, also of packages that nothing has imported yet: for migrations and for tests."""

from importlib import import_module
from pathlib import Path

from sqlalchemy import MetaData

from app.db.base import Base


def metadata() -> MetaData:
    """The metadata of all models; imports each ``app/<package>/models``."""
    root = Path(__file__).parent.parent
    for models in sorted([*root.glob("*/models.py"), *root.glob("*/models/__init__.py")]):
        package = models.relative_to(root).parts[0]
        import_module(f"app.{package}.models")
    return Base.metadata
