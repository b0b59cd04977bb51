"""Title pages: what they say, and what changed between two readings."""
