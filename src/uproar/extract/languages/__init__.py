"""The word tables of each language."""
