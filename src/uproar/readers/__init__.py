"""The readers: one file a format, from files to batches of records; they measure nothing."""
