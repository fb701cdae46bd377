"""What the combined screens say: view objects made from rows, in the reader's language."""
