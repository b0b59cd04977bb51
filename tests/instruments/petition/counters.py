"""Simulated counters without any fault, for tests that nothing may be found in."""

from typing import Any

import numpy as np

_EVERY = (1, 5, 15, 60)  # minutes between readings
_DAY = 1440


def clean(seed: int) -> tuple[Any, Any]:
    """A counter of 3 to 20 days: moments (microseconds, ascending) and counts.

    Its pace follows day and night, varies from hour to hour and minute to minute (gamma), and surges up to three times by up to a hundred times over at least
    two readings, fading by equal shares or as a power of time; half of them excite themselves. It is read every 1 to 60 minutes with or without jitter and
    gaps, by one log or two, of a page that is fresh or up to ten minutes old.
    """
    chance = np.random.default_rng(seed)
    minutes = int(chance.integers(3, 20)) * _DAY
    time, base = np.arange(minutes), 10 ** chance.uniform(-2.5, 1.5)
    every = float(chance.choice(_EVERY))
    pace = (
        base
        * (1 + chance.uniform(0, 0.95) * np.sin(2 * np.pi * time / _DAY + chance.uniform(0, 6)))
        * np.exp(-time / minutes * chance.uniform(0, 3))
    )
    for _ in range(int(chance.integers(0, 4))):
        at, half = int(chance.uniform(0, minutes)), max(chance.uniform(2, 20) * every, 30)
        since = (time[at:] - at) / half
        pace[at:] += base * 10 ** chance.uniform(0.5, 2) * (np.exp(-since) if chance.random() < 0.5 else (1 + since) ** -1.2)
    hours = np.repeat(np.exp(chance.normal(0, chance.uniform(0, 0.3), minutes // 60 + 1)), 60)[:minutes]
    shape = chance.choice((1, 5, 1000))
    pace *= hours * chance.gamma(shape, 1 / shape, minutes)
    growth = _excited(pace, every, chance) if chance.random() < 0.5 else chance.poisson(pace)
    count = int(chance.integers(0, 500)) + np.cumsum(growth)
    size = int(minutes / every) + 5
    read = np.cumsum(chance.gamma(20, every / 20, size) if chance.random() < 0.7 else np.full(size, every))
    for _ in range(int(chance.integers(0, 4))):
        start = chance.uniform(0, minutes)
        read = read[(read < start) | (read > start + chance.uniform(60, 2000))]
    read = read[read < minutes - 1]
    shown = count[(read // 10 * 10 if every < 10 and chance.random() < 0.3 else read).astype(int)]
    if chance.random() < 0.2:
        read, shown = np.sort(np.concatenate((read, read + 0.01))), np.repeat(shown, 2)
    return (read * 6e7).astype(np.int64) + 1_700_000_000_000_000, shown


def _excited(pace: Any, every: float, chance: Any) -> Any:
    """Each signature brings others, fewer than one, within some readings (a Hawkes process, minute by minute)."""
    share, memory, excited = chance.uniform(0.3, 0.8), chance.uniform(2, 20) * every, 0.0
    growth = np.zeros(len(pace), np.int64)
    for minute, own in enumerate(pace * (1 - share)):
        growth[minute] = chance.poisson(own + excited)
        excited = excited * np.exp(-1 / memory) + share * growth[minute] * -np.expm1(-1 / memory)
    return growth
