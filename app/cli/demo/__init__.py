"""The demo town Waterstad: fictional people with believable stories, made anew from a seed."""
