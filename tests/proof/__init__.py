"""What makes the proof long: the same promises, tried thousands of times. ``make prove`` runs it at full length."""
