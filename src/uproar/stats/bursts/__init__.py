"""Bursts of a term: scores per interval, each from what was known at the interval's end; one method a file."""
