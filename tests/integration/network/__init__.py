"""People around the household and offers: each verb, and who cannot."""
