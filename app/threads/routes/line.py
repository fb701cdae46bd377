"""The page behind a link to somebody without an account: one question, one tick, one line. It reads nothing of the dossier."""

from flask import Response, make_response, render_template

from app.kernel.errors import RuleBroken
from app.threads.forms import LineForm
from app.threads.routes.desk import desk
from app.threads.services import outside as service
from app.web.guard import Policy
from app.web.i18n import in_language

#: What base.html would show to somebody who is signed in: this page is the same for everybody, in the mail's language.
_BARE: dict[str, object] = {
    "menu": [],
    "search_url": None,
    "user_line": None,
    "sign_out_url": None,
    "language_url": None,
    "keyboard_url": None,
    "foot_links": [],
    "referrer": "no-referrer",
}


@desk.route(
    "/line/<token>", methods=["GET", "POST"], policy=Policy("outside_question.answer", public=True, repeatable=True)
)
def line(token: str) -> Response:
    """Answers with one line. Opening the page uses nothing, because mail scanners open it too; sending the form does."""
    behind = service.find_behind(token)
    if behind is None:
        return _spent()
    with in_language(behind.language):
        form = LineForm()
        form.prepare()
        if form.is_submitted() and form.validate():
            try:
                sent = service.answer(token, tick=form.tick.data or "", line=form.line.data or "")
            except RuleBroken as error:
                form.refuse(error)
            else:
                return _page("threads/line_sent.html", behind.language) if sent else _spent()
        return _page("threads/line.html", behind.language, form.answer_code(), form=form, question=behind.question)


def _spent() -> Response:
    """The same answer for a link that never was, that was used or withdrawn, and that is too old."""
    return _page("threads/line_spent.html", None, 410)


def _page(template: str, language: str | None, code: int = 200, **values: object) -> Response:
    shown = {**_BARE, **({"lang": language} if language else {}), **values}
    response = make_response(render_template(template, **shown), code)
    response.headers["Referrer-Policy"] = "no-referrer"
    response.headers["X-Robots-Tag"] = "noindex"
    return response
