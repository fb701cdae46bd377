"""Questions in a dossier: a thread to people who are named in it, and one line from somebody without an account."""
