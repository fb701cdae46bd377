"""What the web layer says and does for every page."""
