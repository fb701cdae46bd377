"""Rows of questions: threads with their messages, and lines from outside."""

import datetime as dt

from app.cli.demo.loading.case import Case
from app.threads.rules import LINK_DAYS

_NEXT_DAY = dt.timedelta(days=1)


def write_questions(case: Case) -> None:
    """Questions to people who are involved, then those to somebody without an account."""
    put = case.ledger.put
    for asked in case.home.questions:
        signed = case.signed(asked)
        parties = tuple(case.register.accounts[key] for key in asked.parties)
        thread = put("question_thread", asked.line, asked.explanation, parties, asked.due_on, *signed)
        for answer in asked.answers:
            put("thread_message", thread, answer.text, *case.signed(answer))
    for outside in case.home.outside:
        signed = case.signed(outside)
        sent = signed[-1]
        put(
            "outside_question", outside.question, outside.name, outside.email, "nl", sent + dt.timedelta(days=LINK_DAYS),
            outside.tick, outside.line, case.moment(sent + _NEXT_DAY), *signed,
        )  # fmt: skip
