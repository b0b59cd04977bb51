"""The posts behind the edges of posts.coordination: what two linked accounts shared within the widest window, each with its record id."""

from __future__ import annotations

from collections.abc import Sequence

from uproar.findings import Finding, Row, Scalar, to_micros
from uproar.instruments.posts.coordination import ITEMS
from uproar.store import Store

SQL = (
    ITEMS
    + """, share AS MATERIALIZED (
  SELECT author, object, min(moment) AS moment, arg_min(key, moment) AS key FROM item GROUP BY author, object
), edge AS (
  SELECT split_part(pair, ' ', 1)::BIGINT AS a, split_part(pair, ' ', 2)::BIGINT AS b FROM (SELECT unnest(string_split($pairs, ';')) AS pair)
), met AS (
  SELECT e.a, e.b, x.object FROM edge e JOIN share x ON x.author = e.a JOIN share y ON y.author = e.b AND y.object = x.object
  WHERE abs(x.moment - y.moment) <= $wide
)
SELECT m.a, m.b, m.object, s.author, s.moment, p.record_id, p.source
FROM met m JOIN share s ON s.object = m.object AND s.author IN (m.a, m.b) JOIN post p ON p.key = s.key
ORDER BY m.a, m.b, m.object, s.moment, s.author
"""
)


def co_posts(store: Store, finding: Finding) -> Sequence[Row]:
    """List the posts behind every edge of a finding that was measured with the setting `accounts`.

    Returns:
        One row a post of an edge: a and b (the pair's pseudonyms), object (what both shared), author, moment (microseconds), record_id, source.

    Raises:
        KeyError: The finding was measured without accounts.
    """
    edges = finding.detail["edges"]
    if not edges or finding.evidence is None:
        return []
    pairs = ";".join(f"{edge['a']} {edge['b']}" for edge in edges)
    asked: dict[str, Scalar] = {**finding.evidence.parameters, "pairs": pairs, "subject": None}
    return store.reduce(SQL, asked, to_micros(finding.as_of)).rows
