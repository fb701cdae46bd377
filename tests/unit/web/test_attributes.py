"""Attributes of a field are written as WTForms writes them, only faster."""

from importlib.util import find_spec, module_from_spec

from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup

from app.web.attributes import attributes

_SPEC = find_spec("wtforms.widgets.core")
assert _SPEC is not None
assert _SPEC.loader is not None
#: A copy of its own, in which nothing was put aside.
_CORE = module_from_spec(_SPEC)
_SPEC.loader.exec_module(_CORE)

NAMES = st.sampled_from(
    ["id", "class", "class_", "for_", "name", "value", "data_keep", "data-hint", "aria_describedby", 'a"b']
)
VALUES = st.one_of(st.booleans(), st.none(), st.integers(), st.text(), st.text().map(Markup), st.just("\"<&'>"))


@given(st.dictionaries(NAMES, VALUES))
def test_they_read_the_same(values: dict[str, object]) -> None:
    assert attributes(**values) == _CORE.html_params(**values)
