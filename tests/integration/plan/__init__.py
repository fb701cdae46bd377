"""Goals and agreements: each verb, who reads them, and who cannot."""
