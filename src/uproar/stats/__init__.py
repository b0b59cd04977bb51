"""Statistics: numbers in, numbers out; no SQL, no records, no clock."""
