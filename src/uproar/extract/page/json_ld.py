"""The JSON-LD that a page carries."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from lxml.html import HtmlElement


def objects(tree: HtmlElement) -> Iterator[dict[str, Any]]:
    """Every JSON-LD object of a page, script by script, outer ones first; what is no JSON is passed over."""
    for script in tree.xpath("//script[contains(@type, 'ld+json')]"):
        try:
            queue: list[Any] = [json.loads(script.text or "", strict=False)]
        except (ValueError, RecursionError):
            continue
        while queue:
            node = queue.pop(0)
            if isinstance(node, list):
                queue.extend(node)
            elif isinstance(node, dict):
                yield node
                queue.extend(child for child in node.values() if isinstance(child, dict | list))
