"""Claims: find them in a text, ask the record, check them."""
