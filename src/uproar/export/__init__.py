"""What leaves a case for others to use or to check: evidence bundles, tables of findings, pictures of charts."""
