"""One shared dossier per household: who lives there, their question, life domains, notes, and who is involved."""
