"""The catalogue in the database: put there by the owner after each migration, once."""

from sqlalchemy import Connection, text

from app.interventions.catalogue import catalogue
from app.interventions.services import sync_catalogue


def test_it_brings_every_product_once_and_leaves_choices_of_the_municipality(owner: Connection) -> None:
    codes = set(owner.execute(text("select code from product where code not like 'test\\_%'")).scalars())
    assert codes == set(catalogue())
    before = owner.execute(text("select count(*) from product")).scalar_one()
    owner.execute(text("update product set active = false, name_nl = 'Oud' where code = 'budget_cafe'"))
    sync_catalogue(owner)
    assert owner.execute(text("select count(*) from product")).scalar_one() == before
    row = owner.execute(text("select name_nl, active from product where code = 'budget_cafe'")).one()
    assert tuple(row) == ("Budgetcafé", False)
    stamp = text("select max(xmin::text::bigint) from product")
    last = owner.execute(stamp).scalar_one()
    sync_catalogue(owner)
    assert owner.execute(stamp).scalar_one() == last
