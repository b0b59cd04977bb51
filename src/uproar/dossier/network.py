"""The network behind posts.coordination, for Gephi and spreadsheets: GraphML and CSV, with pseudonyms, only where they were asked for."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from typing import Any, Final
from xml.etree import ElementTree as ET  # only written here, never read

from uproar.findings import Finding, Row, from_micros

_NAMESPACE: Final = "http://graphml.graphdrawing.org/xmlns"
_NODE: Final = (("group", "int"),)
_EDGE: Final = (("seconds", "double"), ("co_posts", "int"), ("occasions", "int"), ("expected", "double"), ("p_value", "double"))


def graphml(finding: Finding) -> str:
    """Write the linked accounts and their pairs as GraphML.

    Args:
        finding: Of `posts.coordination`, measured with the setting `accounts`.

    Returns:
        The document: nodes with their group, edges with the window that speaks most for the pair, co-posts in it, occasions met on, co-posts expected by chance, p-value.

    Raises:
        ValueError: The finding was measured without accounts.
    """
    groups, edges = _network(finding)
    root = ET.Element("graphml", xmlns=_NAMESPACE)
    for owner, keys in (("node", _NODE), ("edge", _EDGE)):
        for name, kind in keys:
            ET.SubElement(root, "key", {"id": name, "for": owner, "attr.name": name, "attr.type": kind})
    graph = ET.SubElement(root, "graph", id="coordination", edgedefault="undirected")
    for number, group in enumerate(groups, 1):
        for account in group:
            ET.SubElement(ET.SubElement(graph, "node", id=_label(account)), "data", key="group").text = str(number)
    for edge in edges:
        line = ET.SubElement(graph, "edge", source=_label(edge["a"]), target=_label(edge["b"]))
        for name, _ in _EDGE:
            ET.SubElement(line, "data", key=name).text = str(edge[name])
    ET.indent(root)
    return ET.tostring(root, encoding="unicode", xml_declaration=True) + "\n"


def nodes_csv(finding: Finding) -> str:
    """Write the linked accounts as CSV that Gephi takes as a table of nodes.

    Raises:
        ValueError: The finding was measured without accounts.
    """
    groups, _ = _network(finding)
    return _csv(("Id", "group"), [(_label(account), number) for number, group in enumerate(groups, 1) for account in group])


def edges_csv(finding: Finding) -> str:
    """Write the linked pairs as CSV that Gephi takes as a table of edges.

    Raises:
        ValueError: The finding was measured without accounts.
    """
    _, edges = _network(finding)
    header = ("Source", "Target", "Type", *(name for name, _ in _EDGE))
    return _csv(header, [(_label(edge["a"]), _label(edge["b"]), "Undirected", *(edge[name] for name, _ in _EDGE)) for edge in edges])


def posts_csv(rows: Sequence[Row]) -> str:
    """Write the posts behind the pairs as CSV: the pair, what both shared, who posted it when, and the post's id under its source.

    Args:
        rows: Of `Inquiry.co_posts`.
    """
    header = ("Source", "Target", "thing", "account", "posted_at", "post_id", "source")
    return _csv(
        header,
        [
            (
                _label(row["a"]), _label(row["b"]), row["object"], _label(row["author"]), from_micros(row["moment"]).isoformat(),
                _plain(row["record_id"]), _plain(row["source"]),
            )
            for row in rows
        ],
    )  # fmt: skip


def _plain(text: str) -> str:
    """A cell that no spreadsheet takes for a formula."""
    return f"'{text}" if text.startswith(("=", "+", "-", "@", "\t", "\r")) else text


def _network(finding: Finding) -> tuple[Any, Any]:
    if "edges" not in finding.detail:
        message = f"{finding.name} was measured without accounts: measure it again with the setting accounts=true"
        raise ValueError(message)
    return finding.detail["groups"], finding.detail["edges"]


def _label(account: int) -> str:
    """A pseudonym as 16 hexadecimal digits: without a sign, which a spreadsheet takes for a formula, and too long to be rounded as a number."""
    return f"x{account & 0xFFFF_FFFF_FFFF_FFFF:016x}"


def _csv(header: tuple[str, ...], rows: list[tuple[Any, ...]]) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(header)
    writer.writerows(rows)
    return out.getvalue()
