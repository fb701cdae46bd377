"""The pages of questions: one desk, one module per subject."""

from app.threads.routes import line, outside, threads
from app.threads.routes.desk import desk

__all__ = ["desk", "line", "outside", "threads"]
