"""The sealed compartment: a concern about safety in the five steps of the reporting code, for its author and who guards safety."""
