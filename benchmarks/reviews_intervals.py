"""How often the intervals of the reviews instrument hold the truth, in simulation.

    python benchmarks/reviews_intervals.py [--draws 2000] [--parts share mean difference distance agreement]

Reviews are drawn from distributions of every shape that grades take; each cell is the share of draws whose nominal 95 % interval holds the value of the whole
distribution. Beside the interval in use stand those that it replaced: Wilson's share as it stands, Student's mean, Welch's difference. Seeds are fixed.
"""

from __future__ import annotations

import argparse
import math
from collections.abc import Callable, Sequence
from itertools import combinations_with_replacement

import numpy as np

from uproar.stats.agreement import agreement, agreement_interval
from uproar.stats.distances import wasserstein, wasserstein_interval
from uproar.stats.intervals import Sample, difference_interval, mean_interval, share_interval, t_value, z_value

SIZES = (5, 10, 20, 50, 200, 2000)
Distribution = tuple[np.ndarray, np.ndarray]  # places in [0, 1] and their chances
Bounds = tuple[float, float]


def stepped(*weights: float) -> Distribution:
    """Chances over equal steps from 0 to 1."""
    return np.linspace(0, 1, len(weights)), np.array(weights) / sum(weights)


def beta_like(mean: float, concentration: float, steps: int) -> Distribution:
    """A single hump around a mean, as critics' grades have, on equal steps."""
    places = np.linspace(0, 1, steps)
    inside = np.clip(places, 0.25 / (steps - 1), 1 - 0.25 / (steps - 1))
    logs = (mean * concentration - 1) * np.log(inside) + ((1 - mean) * concentration - 1) * np.log(1 - inside)
    weights = np.exp(logs - logs.max())
    return places, weights / weights.sum()


DISTRIBUTIONS: dict[str, Distribution] = {
    "thumbs .50": stepped(0.5, 0.5),
    "thumbs .90": stepped(0.1, 0.9),
    "thumbs .97": stepped(0.03, 0.97),
    "10s J up": stepped(0.05, 0.01, 0.01, 0.01, 0.01, 0.02, 0.02, 0.05, 0.12, 0.2, 0.5),
    "10s near 1": stepped(0.02, 0, 0, 0, 0, 0, 0, 0, 0.03, 0.1, 0.85),
    "10s near 0": stepped(0.85, 0.05, 0.02, 0.01, 0.01, 0.01, 0, 0, 0.01, 0.01, 0.03),
    "0 or 10, .04": stepped(0.96, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0.04),
    "10s U": stepped(0.386, 0.09, 0.05, 0.04, 0.03, 0.03, 0.03, 0.03, 0.05, 0.06, 0.204),
    "10s hump": beta_like(0.85, 15, 11),
    "5 stars": stepped(0.05, 0.05, 0.15, 0.35, 0.4),
    "5 stars J": stepped(0.08, 0.02, 0.03, 0.12, 0.75),
    "5 stars low": stepped(0.8, 0.1, 0.05, 0.03, 0.02),
    "5 stars mid": stepped(0.02, 0.13, 0.6, 0.2, 0.05),
    "100s .60": beta_like(0.6, 10, 101),
    "100s .80": beta_like(0.8, 10, 101),
    "100s .90": beta_like(0.9, 15, 101),
    "100s .90 close": beta_like(0.9, 40, 101),
    "100s .95": beta_like(0.95, 20, 101),
    "100s .97": beta_like(0.97, 30, 101),
    "20s .85": beta_like(0.85, 20, 21),
    "100s even": stepped(*[1.0] * 101),
}


# What no interval from few draws foresees: nearly all grades side by side, and rarely one far off.
FAR: dict[str, Distribution] = {
    "8s and 9s, 5 % ones": stepped(0, 0.05, 0, 0, 0, 0, 0, 0, 0.475, 0.475, 0),
    "9s, 2 % zeros": stepped(0.02, 0, 0, 0, 0, 0, 0, 0, 0, 0.98, 0),
}


def samples(distribution: Distribution, n: int, draws: int, seed: int) -> tuple[np.ndarray, list[Sample]]:
    """Counts by place, one row a draw, and what the intervals see of each."""
    places, chances = distribution
    counts = np.random.default_rng(seed).multinomial(n, chances, draws)
    sums = zip((counts @ places).tolist(), (counts @ places**2).tolist(), counts[:, 0].tolist(), counts[:, -1].tolist(), strict=True)
    return counts, [Sample.of_sums(n, total, squares, lowest, highest) for total, squares, lowest, highest in sums]


def student(sample: Sample) -> Bounds:
    """Student's interval."""
    half = t_value(0.95, sample.n - 1) * math.sqrt(sample.variance / sample.n)
    return sample.mean - half, sample.mean + half


def welch(first: Sample, second: Sample) -> Bounds:
    """Welch's interval, with the degrees of freedom of the smaller draw."""
    half = t_value(0.95, min(first.n, second.n) - 1) * math.sqrt(first.variance / first.n + second.variance / second.n)
    return first.mean - second.mean - half, first.mean - second.mean + half


def wilson(hits: int, n: int) -> Bounds:
    """Wilson's interval as it stands."""
    z, share = z_value(0.95), hits / n
    centre = (share + z * z / (2 * n)) / (1 + z * z / n)
    half = z / (1 + z * z / n) * math.sqrt(share * (1 - share) / n + z * z / (4 * n * n))
    return centre - half, centre + half


def covered(bounds: Sequence[Bounds], truth: float) -> float:
    """Share of intervals that hold the truth."""
    return sum(low - 1e-9 <= truth <= high + 1e-9 for low, high in bounds) / len(bounds)


def table(title: str, heads: Sequence[str], rows: dict[str, list[float]]) -> None:
    """Print the rows, and of each column the least, the greatest and how many lie within .90 and .98."""
    print(f"\n{title}\n{'':<34}" + "".join(f"{head:>12}" for head in heads))
    for name, values in rows.items():
        print(f"{name:<34}" + "".join(f"{value:>12.3f}" for value in values))
    columns = list(zip(*rows.values(), strict=True))
    for name, told in (
        ("least", [min(column) for column in columns]),
        ("greatest", [max(column) for column in columns]),
        ("share in .90 to .98", [sum(0.9 <= value <= 0.98 for value in column) / len(column) for column in columns]),
    ):
        print(f"{name:<34}" + "".join(f"{value:>12.3f}" for value in told))


def share(draws: int) -> None:
    """Exact coverage of a share's interval over a grid of shares from .01 to .99."""
    del draws  # no chance in it
    for title, interval in (("share_interval", share_interval), ("Wilson's, unmended", wilson)):
        rows: dict[str, list[float]] = {}
        for n in SIZES:
            bounds = [interval(hits, n) for hits in range(n + 1)]
            logs = [math.lgamma(n + 1) - math.lgamma(k + 1) - math.lgamma(n - k + 1) for k in range(n + 1)]
            for p in np.linspace(0.01, 0.99, 393).tolist():
                held = [k for k, (low, high) in enumerate(bounds) if low <= p <= high]
                chance = sum(math.exp(logs[k] + k * math.log(p) + (n - k) * math.log(1 - p)) for k in held)
                rows.setdefault(f"{p:.4f}", []).append(chance)
        shown = {name: rows[name] for name in ("0.0100", "0.0500", "0.1000", "0.5000", "0.9000", "0.9500", "0.9900")}
        table(f"{title}: exact, at some shares", [f"n = {n}" for n in SIZES], shown)
        columns = list(zip(*rows.values(), strict=True))
        print("over 393 shares: least    " + " ".join(f"{min(column):.3f}" for column in columns))
        print("                 greatest " + " ".join(f"{max(column):.3f}" for column in columns))
        print("                 in .90 to .98 " + " ".join(f"{np.mean([0.9 <= c <= 0.98 for c in column]):.2f}" for column in columns))


def mean(draws: int) -> None:
    """Coverage of a mean's interval over every distribution."""
    both: dict[str, Callable[[Sample], Bounds]] = {"mean_interval": mean_interval, "Student's": student}
    for title, interval in both.items():
        rows = {
            name: [covered([interval(one) for one in samples(each, n, draws, n)[1]], float(each[0] @ each[1])) for n in SIZES]
            for name, each in (DISTRIBUTIONS | FAR).items()
        }
        table(title, [f"n = {n}" for n in SIZES], rows)


PAIRS = ((5, 5), (5, 200), (10, 2000), (20, 20), (50, 2000), (100, 2000))
SOME = ("thumbs .90", "10s J up", "10s near 1", "10s near 0", "10s U", "5 stars", "5 stars mid", "100s .80", "100s .95")


def difference(draws: int) -> None:
    """Coverage of the difference of two means, over pairs of distributions."""
    both: dict[str, Callable[[Sample, Sample], Bounds]] = {"difference_interval": difference_interval, "Welch's": welch}
    for title, interval in both.items():
        rows = {}
        for one, other in combinations_with_replacement(SOME, 2):
            first, second = DISTRIBUTIONS[one], DISTRIBUTIONS[other]
            truth = float(first[0] @ first[1] - second[0] @ second[1])
            rows[f"{one} - {other}"] = [
                covered(
                    [interval(a, b) for a, b in zip(samples(first, n, draws, 1)[1], samples(second, m, draws, 2)[1], strict=True)], truth
                )
                for n, m in PAIRS
            ]
        table(title, [f"{n}, {m}" for n, m in PAIRS], rows)


def distance(draws: int) -> None:
    """Coverage of the distance of two distributions."""
    rows = {}
    for one, other in combinations_with_replacement(SOME, 2):
        first, second = DISTRIBUTIONS[one], DISTRIBUTIONS[other]
        parts = [{round(100 * place): chance for place, chance in zip(*each, strict=True)} for each in (first, second)]
        truth = wasserstein(*({place: round(chance * 1e9) for place, chance in part.items()} for part in parts))
        values = []
        for n, m in PAIRS:
            drawn = [
                [
                    {place: count for place, count in zip(part, row, strict=True) if count}
                    for row in samples(each, size, draws // 10, size)[0].tolist()
                ]
                for part, each, size in zip(parts, (first, second), (n, m), strict=True)
            ]
            values.append(covered([wasserstein_interval(a, b, (0, 100)) for a, b in zip(*drawn, strict=True)], truth))
        rows[f"{one} - {other}"] = values
    table("wasserstein_interval", [f"{n}, {m}" for n, m in PAIRS], rows)


def polarisation(draws: int) -> None:
    """Coverage of the agreement over the distributions of up to eleven steps, and over two camps of one size, where it has a corner."""
    shapes = {name: each for name, each in DISTRIBUTIONS.items() if 3 <= len(each[0]) <= 11}
    shapes |= {
        "even camps, 5 steps": stepped(8, 1, 1, 2, 8),
        "even camps, 11 steps": stepped(6, *[1] * 9, 6),
        "11 steps even": stepped(*[1] * 11),
    }
    rows = {}
    for name, each in shapes.items():
        truth = agreement(each[1].tolist())
        rows[name] = [
            covered([agreement_interval(row) for row in samples(each, n, max(20, draws // 20), n)[0].tolist()], truth) for n in SIZES[2:]
        ]
    table("agreement_interval", [f"n = {n}" for n in SIZES[2:]], rows)


PARTS = {"share": share, "mean": mean, "difference": difference, "distance": distance, "agreement": polarisation}


def main() -> None:
    """Print the tables that were asked for."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--draws", type=int, default=2000)
    parser.add_argument("--parts", nargs="+", choices=PARTS, default=list(PARTS))
    wanted = parser.parse_args()
    for part in wanted.parts:
        PARTS[part](wanted.draws)


if __name__ == "__main__":
    main()
