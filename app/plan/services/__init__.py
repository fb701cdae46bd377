"""Every write of the plan; never committed here, and each with its line in the log."""

from app.plan.services.items import ItemWords, Share, add_item, edit_item, finish_item, may_edit, may_share

__all__ = ["ItemWords", "Share", "add_item", "edit_item", "finish_item", "may_edit", "may_share"]
