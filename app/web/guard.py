"""Nothing is served without a declared policy, and nothing is decided after the view has begun.

A route names its policy at registration; without one the application does not start. The guard signs the person in, loads the
subject through the lock, and only then calls the view. Not visible and not existing are the same 404.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from flask import Blueprint, Flask, current_app, g, request

from app.access.actor import Actor
from app.access.scope import DossierScope
from app.kernel.errors import Forbidden, NotFound, marked

SUBJECTS = "schakel_subjects"
FRESH_PROOF = "schakel_fresh_proof"
SIGN_IN_AGAIN = "schakel_sign_in_again"
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Policy:
    """What a route asks for. ``action`` names the operation in the log (``resource.verb``).

    ``subject`` is loaded from the view argument ``<subject>_id`` and handed to the view under its own name. ``functions`` limits
    a route without a subject to some functions. ``public`` routes are on a list that a test keeps. ``repeatable``: a POST that
    needs no key against double submission. ``fresh``: a sensitive act (export, change of function) that asks for the password again
    when it was last given more than five minutes ago. ``body`` is the most bytes that a request may carry.
    """

    action: str
    subject: str | None = None
    functions: frozenset[str] | None = None
    public: bool = False
    repeatable: bool = False
    fresh: bool = False
    body: int = 64_000


class UndeclaredRoute(RuntimeError):
    """A route was registered without a policy."""


class SchakelFlask(Flask):
    """Flask that refuses a route without a policy, also one that a blueprint or an extension adds."""

    def __init__(self, import_name: str) -> None:
        """No static route: static files are served before the application (WhiteNoise)."""
        self.policies: dict[str, Policy] = {}
        super().__init__(import_name, static_folder=None)

    def add_url_rule(
        self,
        rule: str,
        endpoint: str | None = None,
        view_func: Callable[..., Any] | None = None,
        provide_automatic_options: bool | None = None,  # noqa: FBT001 - Flask's own signature
        **options: Any,
    ) -> None:
        """Registers a rule with its policy. Raises UndeclaredRoute when there is none, or two different ones."""
        policy = options.pop("policy", None)
        name = endpoint or (view_func.__name__ if view_func else "")
        if not isinstance(policy, Policy) or self.policies.get(name, policy) != policy:
            raise UndeclaredRoute(f"{rule} ({name})")
        self.policies[name] = policy
        super().add_url_rule(rule, endpoint, view_func, provide_automatic_options, **options)


class Desk(Blueprint):
    """A blueprint of ours: ``@desk.route(rule, policy=Policy(...))``."""


Loader = Callable[[Actor, int], Any]


def register_subject(app: Flask, name: str, loader: Loader) -> None:
    """Tells the guard how to load a subject: (actor, id) → view argument; raises NotFound when the actor may not know it."""
    app.extensions.setdefault(SUBJECTS, {})[name] = loader


def actor() -> Actor:
    """Who is asking. Only in a request that the guard has let in."""
    who: Actor = g.actor
    return who


def current_policy() -> Policy | None:
    """The policy of the route that answers this request; None for an address that does not exist."""
    policies: dict[str, Policy] = current_app.policies  # type: ignore[attr-defined]
    return policies.get(request.endpoint or "")


def load_subject(policy: Policy, arguments: Mapping[str, Any]) -> dict[str, Any]:
    """View arguments with the subject in the place of its id."""
    if policy.functions is not None and actor().function not in policy.functions:
        raise Forbidden(marked("Deze pagina hoort niet bij uw functie."))
    if policy.subject is None:
        return dict(arguments)
    loaded = dict(arguments)
    loader: Loader = current_app.extensions[SUBJECTS][policy.subject]
    subject = loader(actor(), loaded.pop(f"{policy.subject}_id"))
    if isinstance(subject, DossierScope):
        g.scope = subject
    loaded[policy.subject] = subject
    return loaded


def may_open(endpoint: str) -> bool:
    """Whether the function of whoever asks is let in at an endpoint without a subject."""
    policies: dict[str, Policy] = current_app.policies  # type: ignore[attr-defined]
    functions = policies[endpoint].functions
    return functions is None or actor().function in functions


def check_routes(app: SchakelFlask) -> None:
    """Start-up walk: every rule of the map has a policy, whatever added it. Raises UndeclaredRoute."""
    for rule in app.url_map.iter_rules():
        if rule.endpoint not in app.policies:
            raise UndeclaredRoute(f"{rule.rule} ({rule.endpoint})")


def found(thing: T | None) -> T:
    """``thing``, or NotFound when there is none."""
    if thing is None:
        raise NotFound
    return thing
