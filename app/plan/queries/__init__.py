"""Every question to the plan. Row-level security decides what comes back."""

from app.plan.queries.items import ITEM_KIND, ItemLine, ShareLine, get_item, list_items, list_shares

__all__ = ["ITEM_KIND", "ItemLine", "ShareLine", "get_item", "list_items", "list_shares"]
