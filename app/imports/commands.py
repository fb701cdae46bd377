"""``flask import-caseload FILE --as EMAIL``: the same import from a terminal, as one person, in a session made for the run."""

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click
from flask import g
from flask.cli import with_appcontext
from sqlalchemy import text

from app.access.actor import Actor
from app.accounts.folding import email_key
from app.accounts.purposes import purpose_for
from app.accounts.services.sign_in import token_hash
from app.audit import trail
from app.db.door import proof
from app.db.session import act_as, db
from app.imports import services, words
from app.imports.parsing.model import LEAVE_OUT
from app.imports.plan import problems_by_group
from app.imports.planning import Reading, read_plan
from app.imports.queries import get_batch, list_own_purposes
from app.imports.services.batches import IMPORTERS
from app.imports.table import FileRefused
from app.kernel.errors import SchakelError
from app.web.request import _as_actor

_ACCOUNT = text("select account_id from sec.credentials(:key, :proof)")
_START = text("select sec.start_session(:account, :hash, 'flask import-caseload', interval '1 hour', :proof)")
_END = text("select sec.end_session(:hash)")


@click.command("import-caseload")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--as", "email", required=True, help="E-mail address of the account that leads these households.")
@click.option("--yes", is_flag=True, help="Do not ask; take what is proposed for each problem.")
@click.option("--skip-questions", is_flag=True, help="Leave out the lines that raise a question.")
@click.option("--purpose", default="", help="Code of the purpose; by default the usual one of this account.")
@with_appcontext
def import_caseload(file: Path, email: str, *, yes: bool, skip_questions: bool, purpose: str) -> None:
    """Import a team's own list (.xlsx or .csv), all or nothing."""
    with _signed_in(email) as actor:
        purpose_id = _purpose(actor, purpose)
        try:
            batch_id = _upload(actor, file)
            reading = _ready(actor, batch_id, ask=not yes, skip=skip_questions)
            _show(reading)
            if not reading.settled.plan.ready:
                _give_up(batch_id, "Er is niets te importeren.")
            if not yes and not click.confirm("Importeren?"):
                _give_up(batch_id, "Niet geïmporteerd.")
            services.run(actor, batch_id, purpose_id)
            _commit()
        except SchakelError as error:
            db.session.rollback()
            raise click.ClickException(
                words.refusal(error) if isinstance(error, FileRefused) else error.text
            ) from error
        batch = get_batch(batch_id)
        click.echo(
            f"{batch.lines} regels in {batch.households} huishoudens geïmporteerd. Bekijken: /import/{batch_id}/result"
        )


@contextmanager
def _signed_in(email: str) -> Iterator[Actor]:
    """The actor behind an address, in a session that ends with the run. Raises ClickException for anybody who may not."""
    key = email_key(email)
    account = db.session.execute(_ACCOUNT, {"key": key, "proof": proof("credentials", key)}).scalar_one_or_none()
    if account is None:
        raise click.ClickException("Er is geen actief account met dit e-mailadres.")
    token = secrets.token_urlsafe(32)
    hashed = token_hash(token)
    asked = {"account": account, "hash": hashed, "proof": proof("start_session", account, hashed)}
    db.session.execute(_START, asked)
    db.session.commit()
    try:
        who = act_as(token)
        if who is None or who.function not in IMPORTERS:
            raise click.ClickException("Alleen een generalist van een wijkteam importeert een lijst.")
        trail.begin(db.session(), operation="import.command")
        g.actor = _as_actor(who)
        yield g.actor
    finally:
        act_as(None)
        db.session.execute(_END, {"hash": token_hash(token)})
        db.session.commit()


def _commit() -> None:
    trail.write(db.session())
    db.session.commit()


def _purpose(actor: Actor, code: str) -> int:
    """The purpose that was named, or the usual one of this account. Raises ClickException."""
    purposes = {each[1]: each[0] for each in list_own_purposes(actor.organisation_id)}
    usual = purpose_for(actor.organisation_kind, actor.function)
    wanted = code or (usual.code if usual and usual.code in purposes else next(iter(purposes), ""))
    if wanted not in purposes:
        raise click.ClickException(f"Dit doel is er niet. Kies uit: {', '.join(purposes) or 'geen'}.")
    return purposes[wanted]


def _upload(actor: Actor, file: Path) -> int:
    with file.open("rb") as stream:
        batch_id = services.upload(actor, stream, file.name)
    _commit()
    return batch_id


def _ready(actor: Actor, batch_id: int, *, ask: bool, skip: bool) -> Reading:
    """The plan with every question answered: by asking, or by leaving those lines out. Raises ClickException otherwise."""
    reading = read_plan(actor, get_batch(batch_id))
    while reading.settled.plan.counts.open:
        groups = problems_by_group([each for each in reading.settled.plan.problems if each.open])
        if not groups:
            break
        if not ask and not skip:
            for problems in groups.values():
                click.echo(f"{words.sentence(problems[0])} ({len(problems)}x)")
            _give_up(batch_id, "Deze vragen hebben een antwoord nodig: laat --yes weg, of gebruik --skip-questions.")
        answers: dict[str, str | None] = {}
        for key, problems in groups.items():
            answers[reading.choices.mark(key)] = LEAVE_OUT
            if not skip:
                click.echo(f"\n{words.sentence(problems[0])} ({len(problems)}x)")
                for number, choice in enumerate(problems[0].choices, 1):
                    click.echo(f"  {number}. {words.choice_label(choice)}")
                number = click.prompt("Uw keuze", type=click.IntRange(1, len(problems[0].choices)))
                answers[reading.choices.mark(key)] = problems[0].choices[number - 1].code
        services.answer(get_batch(batch_id), answers)
        _commit()
        reading = read_plan(actor, get_batch(batch_id))
    return reading


def _show(reading: Reading) -> None:
    """The preview in a few lines."""
    plan = reading.settled.plan
    counts = plan.counts
    for text_nl in plan.obstacles:
        click.echo(text_nl)
    for problems in problems_by_group(plan.problems).values():
        more = f" (en {len(problems) - 1} keer meer)" if len(problems) > 1 else ""
        click.echo(f"- {words.sentence(problems[0])}{more}")
    click.echo(
        f"\n{counts.lines} regels: {counts.importable} komen binnen in {counts.households} huishoudens"
        f" ({counts.other_organisations} van andere organisaties, die wachten op bevestiging),"
        f" {counts.doubles} dubbel, {counts.known} al eerder binnen, {counts.left_out} niet importeren."
    )


def _give_up(batch_id: int, text_nl: str) -> None:
    """Throws the preview away. Always raises ClickException."""
    services.discard(get_batch(batch_id))
    _commit()
    raise click.ClickException(text_nl)
