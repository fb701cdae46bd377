"""Who looks over the log: who saw whom and why, what stands out, and questions about single views."""
