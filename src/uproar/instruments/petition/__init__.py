"""Petitions: how many signed, how fast, towards what."""
