"""Lines of the stream that no reader can use, or that it has read already."""

from __future__ import annotations

from typing import Final

from uproar.simulate.draws import Draws

_DUPLICATES: Final = 12
_DAMAGED: Final = {"not_json": 5, "no_time": 4, "damaged_id": 3}


def spoiled(draws: Draws, size: int) -> dict[int, list[str]]:
    """After which rows a spoiled copy of the row follows; never at the head of the file, where its format is recognised."""
    kinds = ["duplicate"] * _DUPLICATES + [how for how, count in _DAMAGED.items() for _ in range(count)]
    places = 100 + draws.order(size - 100)[: len(kinds)]
    return {int(place): [kind] for place, kind in zip(places, kinds, strict=True)}


def spoil(line: str, how: str) -> str:
    """The line with that fault; a duplicate is the line as it is."""
    if how == "not_json":
        return line[: len(line) // 2].rstrip() + "\n"
    if how == "no_time":
        head, _, rest = line.partition('"at":"')
        # Another id, so that nothing but the missing time is wrong with it.
        return head.replace('{"id":"', '{"id":"9') + rest.partition('",')[2]
    if how == "damaged_id":
        return '{"id":"2.03E+18"' + line[line.index(',"at"') :]
    return line
