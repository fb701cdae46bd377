"""One request: signed in, subject loaded, view, log, commit, and only then the answer leaves."""

from flask import Response, current_app, g, redirect, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_login import LoginManager, UserMixin, current_user
from werkzeug.exceptions import RequestEntityTooLarge

from app.access.actor import Actor
from app.audit import trail
from app.db.driver import Row
from app.db.session import act_as, db
from app.web import submissions
from app.web.guard import FRESH_PROOF, SIGN_IN_AGAIN, Policy, SchakelFlask, current_policy, load_subject
from app.web.partners import show_names
from app.web.problems import bearer, for_programs, problem

#: The most bytes that a request to an address that does not exist may carry.
UNKNOWN_BODY = 64_000
READING = frozenset({"GET", "HEAD", "OPTIONS"})


class SignedIn(UserMixin):
    """What Flask-Login knows of somebody: the actor of this request."""

    def __init__(self, actor: Actor) -> None:
        """``actor`` as the server-side session names it."""
        self.actor = actor

    def get_id(self) -> str:
        """The account, as text; never put in a cookie: the session's token is."""
        return str(self.actor.account_id)


def _as_actor(who: Row) -> Actor:
    return Actor(
        account_id=who.account_id,
        name=who.name,
        function=who.function,
        organisation_id=who.organisation_id,
        organisation_name=who.organisation_name,
        organisation_kind=who.organisation_kind,
        bsn_allowed=who.bsn_allowed,
        language=who.language,
        session_id=who.session_id,
        person_id=who.person_id,
        shortcuts=who.shortcuts,
    )


def _load_user(_request: object) -> SignedIn | None:
    """Flask-Login's request loader: the token in the signed cookie, or that of a program, names a session on the server, or nobody."""
    token = bearer() if for_programs() else session.get("token")
    who = act_as(token, read_only=request.method in READING)
    return SignedIn(_as_actor(who)) if who else None


def network() -> str:
    """Where the request comes from, cut to a network: /24, or /48 for IPv6."""
    address = request.remote_addr or ""
    if ":" in address:
        return ":".join(address.split(":")[:3]) + "::/48"
    return ".".join(address.split(".")[:3]) + ".0/24" if address else ""


def _before() -> ResponseReturnValue | None:
    policy = current_policy()
    g.actor = getattr(current_user, "actor", None)
    trail.begin(db.session(), operation=policy.action if policy else "unknown", network=network())
    if policy is not None and policy.public:
        return None
    if g.actor is None:
        return problem(401) if for_programs() else _to_sign_in()
    return _admit(policy) if policy is not None else None


def _admit(policy: Policy) -> ResponseReturnValue | None:
    """Somebody who is signed in, at a route of ours: fresh proof where it is asked, double submission, subject."""
    question: ResponseReturnValue | None = current_app.extensions[FRESH_PROOF]() if policy.fresh else None
    if question is None and request.method not in READING and not policy.repeatable:
        question = submissions.answered_before(g.actor)
    if question is not None:
        return question
    request.view_args = load_subject(policy, request.view_args or {})
    scope = g.get("scope")
    if scope is not None:
        here = trail.trail_of(db.session())
        here.purpose_id, here.rule = scope.purpose_id, scope.row
    return None


def _to_sign_in() -> ResponseReturnValue:
    """Known and unknown addresses give somebody who is not signed in the same answer."""
    here = request.full_path.rstrip("?") if request.method in READING else None
    had_session = session.pop("token", None)
    if had_session and request.method not in READING and session.get("who"):
        again: ResponseReturnValue = current_app.extensions[SIGN_IN_AGAIN]()
        return again
    if had_session:
        session["ended"] = True
    return redirect(url_for("accounts.sign_in", next=here), code=303)


def _after(response: Response) -> Response:
    policy = current_policy()
    signed_in = g.get("actor") is not None
    show_names(response, signed_in=signed_in)
    if not signed_in or policy is None:
        db.session.commit()
        return response
    if request.method not in READING and not policy.repeatable and response.location:
        submissions.keep_answer(response.location)
    trail.write(db.session())
    db.session.commit()
    return response


def _teardown(_error: BaseException | None) -> None:
    """Lets go of the session, and of files that came in: a large one lies in a temporary file until then."""
    request.close()
    db.session.remove()


def _refuse_large() -> None:
    policy = current_policy()
    most = policy.body if policy else UNKNOWN_BODY
    if (request.content_length or 0) > most:
        raise RequestEntityTooLarge
    request.max_content_length = most  # of a body that does not say how long it is


def limit(app: SchakelFlask) -> None:
    """Refuses what is larger than its route takes. Goes before whatever reads forms, the check of their token too."""
    app.before_request(_refuse_large)


def install(app: SchakelFlask) -> None:
    """Puts the life of a request in place, Flask-Login included."""
    manager = LoginManager(app)
    manager.session_protection = None
    manager.request_loader(_load_user)
    app.before_request(_before)
    app.after_request(_after)
    app.teardown_request(_teardown)
