"""How long data are kept, what is destroyed when its term is over, who agreed to that, and what stays of it."""
