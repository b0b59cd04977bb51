"""The press: which articles there are, and who is quoted in them."""
