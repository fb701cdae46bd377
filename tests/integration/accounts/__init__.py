"""Signing in, links, the throttle, administration."""
