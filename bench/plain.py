"""How gunicorn serves the yardstick: as it serves the application, without the application's own check at the start."""

from runpy import run_path

_same = run_path("gunicorn.conf.py")
globals().update(
    {name: value for name, value in _same.items() if isinstance(value, str | int | None) and name[0] != "_"}
)
