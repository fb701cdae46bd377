"""Files for research: asked by an analyst, approved by the privacy officer, told to everybody, and over on a day (domain.md 5, O14)."""
