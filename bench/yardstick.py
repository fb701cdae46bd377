"""Yardstick b: a minimal Flask page of its own. A sign-in check, three indexed queries, a table of a hundred rows, nothing else."""

import datetime as dt
import os

from flask import Flask, Response, abort, render_template, request
from flask_sqlalchemy import SQLAlchemy
from jinja2 import DictLoader
from sqlalchemy import func, select
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from app.cli.demo.loading.ledger import Connection


class Base(DeclarativeBase):
    """Base of the page's own tables."""


class Visit(Base):
    """Who is signed in."""

    __tablename__ = "visit"
    token: Mapped[str] = mapped_column(primary_key=True)
    person_id: Mapped[int]


class Item(Base):
    """A line of the table."""

    __tablename__ = "item"
    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(index=True)
    title: Mapped[str]
    place: Mapped[str]
    state: Mapped[str]
    day: Mapped[dt.date]
    amount: Mapped[int]


_MAKE = """
    create table visit (token text primary key, person_id bigint not null);
    create table item (id bigint generated always as identity primary key, person_id bigint not null, title text not null,
                       place text not null, state text not null, day date not null, amount bigint not null);
    insert into visit select 'token-' || n, n from generate_series(1, 2000) n;
    insert into item (person_id, title, place, state, day, amount)
    select n % 2000 + 1, 'Titel ' || n, 'Plaats ' || n % 40, case n % 3 when 0 then 'open' else 'klaar' end,
           date '2026-01-01' + (n % 300)::int, n % 97 from generate_series(0, 199999) n;
    create index ix_item_person on item (person_id, day);
    grant select on visit, item to schakel_app;
    analyze visit, item;
"""

_PAGE = """<!doctype html><html lang="nl"><head><meta charset="utf-8"><title>b</title></head><body>
<h1>Lijst van {{ person }}</h1><p>{{ total }} regels, de laatste op {{ last }}.</p>
<table><thead><tr><th>Titel</th><th>Plaats</th><th>Staat</th><th>Dag</th><th>Aantal</th></tr></thead><tbody>
{% for item in items %}<tr><td><a href="{{ url_for('one', number=item.id) }}">{{ item.title }}</a></td><td>{{ item.place }}</td>
<td>{{ item.state }}</td><td>{{ item.day.strftime('%d-%m-%Y') }}</td><td>{{ item.amount }}</td></tr>
{% endfor %}</tbody></table></body></html>"""


def fill(connection: Connection) -> None:
    """Makes the page's own tables when they are not there."""
    if connection.execute("select to_regclass('item')").fetchone() == (None,):
        connection.execute(_MAKE)
        connection.commit()


def make() -> Flask:
    """The page, on the database in ``DATABASE_URL``."""
    made = Flask(__name__)
    made.config["SQLALCHEMY_DATABASE_URI"] = os.environ["DATABASE_URL"]
    made.jinja_loader = DictLoader({"b.html": _PAGE})
    db = SQLAlchemy(made)

    @made.get("/healthz")
    def health() -> str:
        return "ok"

    @made.get("/bench/worker")
    def worker() -> str:
        return str(os.getpid())

    @made.get("/items/<int:number>")
    def one(number: int) -> str:
        return str(number)

    @made.get("/")
    def page() -> Response:
        token = request.cookies.get("token", "")
        visit = db.session.execute(select(Visit).where(Visit.token == token)).scalar_one_or_none()
        if visit is None:
            abort(403)
        mine = Item.person_id == visit.person_id
        total = db.session.execute(select(func.count()).select_from(Item).where(mine)).scalar_one()
        last = db.session.execute(select(func.max(Item.day)).where(mine)).scalar_one()
        items = db.session.execute(select(Item).where(mine).order_by(Item.day).limit(100)).scalars().all()
        return Response(render_template("b.html", items=items, total=total, last=last, person=visit.person_id))

    return made


if "DATABASE_URL" in os.environ:
    app = make()
