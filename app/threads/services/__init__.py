"""Every write of questions: to people who are named, and to somebody outside."""
