"""Where this run of the tests keeps its database, its keys and its files."""

import tempfile
from hashlib import sha256
from pathlib import Path

ROOT = Path(__file__).parent.parent
INSTANCE = Path(tempfile.gettempdir()) / f"schakel-tests-{sha256(str(ROOT).encode()).hexdigest()[:8]}"
