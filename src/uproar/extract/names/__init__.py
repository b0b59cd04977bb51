"""Works, people, organisations and platforms that a text names."""
