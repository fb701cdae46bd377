"""Puts the catalogue that comes with the application into the database; run by the owner after each migration."""

from sqlalchemy import Connection, text

from app.interventions.catalogue import catalogue

#: What a municipality switched off stays off, and a product never changes its strand: interventions hang under it.
_UPSERT = text(
    """
    insert into product (code, strand, product_group, name_nl, name_en, org_kinds, is_step)
    values (:code, :strand, :product_group, :name_nl, :name_en, :org_kinds, :is_step)
    on conflict (code) do update set
      product_group = excluded.product_group, name_nl = excluded.name_nl, name_en = excluded.name_en,
      org_kinds = excluded.org_kinds, is_step = excluded.is_step
    where product.strand = excluded.strand
      and (product.product_group, product.name_nl, product.name_en, product.org_kinds, product.is_step)
          is distinct from
          (excluded.product_group, excluded.name_nl, excluded.name_en, excluded.org_kinds, excluded.is_step)
    """
)


def sync_catalogue(connection: Connection) -> None:
    """Adds new products and updates names, kinds and marks of those that are there. Running it again changes nothing."""
    connection.execute(
        _UPSERT,
        [
            {
                "code": product.code,
                "strand": product.strand,
                "product_group": product.group or None,
                "name_nl": product.name_nl,
                "name_en": product.name_en,
                "org_kinds": [str(kind) for kind in product.org_kinds],
                "is_step": product.is_step,
            }
            for product in catalogue().values()
        ],
    )
