"""`make fix`: what can be put right by itself (layout, import order, generated documents, the catalogue of texts)."""

from tools.common import PYTHON, run

_BIN = PYTHON.parent


def main() -> None:
    """Run every tool that repairs; what remains is for `make check` to say."""
    run([_BIN / "ruff", "check", "--fix", "--quiet", "."])
    run([_BIN / "ruff", "format", "."])
    run([PYTHON, "-m", "tools.generate_docs"])
    run([PYTHON, "-m", "tools.check_translations", "--update"])


if __name__ == "__main__":
    main()
