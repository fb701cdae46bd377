"""The pages of insight for programs: read only, the same questions and answers, after the Dutch API Design Rules (domain.md 4.11)."""
