"""Interventions in three strands: care, enforcement and social activation, each a conscious choice."""
