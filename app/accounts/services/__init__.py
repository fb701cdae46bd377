"""Every write of accounts: signing in and out, links, administration."""
