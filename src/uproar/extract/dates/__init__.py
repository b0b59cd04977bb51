"""Dates in running text: expressions found, read, and resolved to intervals."""
