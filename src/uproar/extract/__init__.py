"""Reading one document: values with spans out; no store, no clock."""
