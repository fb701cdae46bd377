"""What a resident can ask about their own data: an overview, and what else the law gives them."""
