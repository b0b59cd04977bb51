"""One kind of claim a file: `find(context) -> list[Claim]`."""
