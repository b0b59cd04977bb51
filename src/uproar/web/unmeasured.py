"""What has no value, told once where one reason keeps several measurements from one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from uproar.dossier.dossier import Dossier, Gap, Sentence

_SAME: Final = 3  # measurements that one reason keeps from a value, before it is told once for all


def told_once(gaps: Sequence[Gap]) -> tuple[list[tuple[Gap, ...]], tuple[Gap, ...]]:
    """What one reason keeps from a value, gathered where it is several measurements, and the rest."""
    met: dict[tuple[str, str], list[Gap]] = {}
    for gap in gaps:
        met.setdefault((gap.reason, gap.needs), []).append(gap)
    alike = [tuple(those) for those in met.values() if len(those) >= _SAME]
    return alike, tuple(gap for gap in gaps if len(met[gap.reason, gap.needs]) < _SAME)


def with_remedies(dossier: Dossier) -> Dossier:
    """The account; what the way in which records were chosen keeps from a value is told first, with the remedy: whoever loaded them may put it right."""
    remedies = {gap.reason: gap.needs for gap in dossier.gaps if "--sampling" in gap.needs}
    first: list[Sentence] = []
    rest: list[Sentence] = []
    for sentence in dossier.unknown:
        needs = next((needs for reason, needs in remedies.items() if reason in sentence.text), "")
        (first if needs else rest).append(replace(sentence, text=f"{sentence.text} Needed: {needs}.") if needs else sentence)
    return replace(dossier, unknown=(*first, *rest))
