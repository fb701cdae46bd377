"""The ecomap: who is around a household, drawn together with them, in versions that can be laid side by side."""
