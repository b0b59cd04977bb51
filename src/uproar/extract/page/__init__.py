"""Stored files into articles: decoding, main text, publication date, links."""
