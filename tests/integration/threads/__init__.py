"""Questions to people who are named, and one line from somebody without an account: each verb, who reads them, and who cannot."""
