"""Who said what: quotations and indirect statements, with their speakers."""
