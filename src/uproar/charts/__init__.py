"""Pictures of findings: one chart a file, each from rows to an Altair chart with a title and a text alternative."""
