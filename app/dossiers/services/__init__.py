"""Every write to the household dossier: check, change, note the activity, say so in the log; never commit."""
