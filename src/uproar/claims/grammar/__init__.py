"""Words in classes, sentences in clauses, and what a clause says of a number."""
