"""What the household works towards: goals, agreements and safety agreements."""
