"""Looking over the log: who may, what is found, what stands out, and what is asked."""
