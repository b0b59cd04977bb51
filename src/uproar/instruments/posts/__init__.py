"""Posts: how many, about what, when it took off."""
