"""The dashboard on a large case: time per page once measured, first measurement, memory, and the size of the static dossier.

    python benchmarks/web.py [--scale 1.0] [--rounds 5]

At scale 1: 1M posts, 100k reviews, 10k petition readings, 500 articles, generated (see `generate` here and in run.py). The server is `uproar serve` in a process of
its own; times are as a visitor on the same machine sees them; memory is the most that the server's process held.
"""

from __future__ import annotations

import argparse
import csv
import http.client
import json
import math
import os
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import numpy as np
import orjson
from run import COMMAND
from run import generate as generate_posts

PAGES = ("", "timeline", "posts", "reviews", "petition", "pages", "press", "claims", "imports", "methods", "evidence/1", "evidence/9")
START = datetime(2026, 3, 1, tzinfo=UTC)


def generate(folder: Path, scale: float) -> str:
    """Write the files of the case; the term that its posts use most."""
    rng = np.random.default_rng(7)
    generate_posts(folder / "posts.ndjson", int(1_000_000 * scale))
    with (folder / "posts.ndjson").open() as stream:
        term = "#" + json.loads(stream.readline())["text"].rpartition("#")[2]
    with (folder / "reviews.jsonl").open("wb") as out:
        for number in range(int(100_000 * scale)):
            at = START + timedelta(seconds=number * 604_800 / (100_000 * scale))
            grade = int(rng.choice([0, 1, 2, 8, 9, 10], p=[0.3, 0.1, 0.05, 0.15, 0.2, 0.2]))
            out.write(
                orjson.dumps(
                    {
                        "id": str(number),
                        "time": at.isoformat(),
                        "rating": grade,
                        "author": f"a{number}",
                        "text": "so so",
                        "side": "audience",
                    }
                )
                + b"\n"
            )
    with (folder / "petition.csv").open("w", newline="") as out:
        rows = csv.writer(out)
        rows.writerow(["time", "count", "goal"])
        for number in range(int(10_000 * scale)):
            share = number / (10_000 * scale)
            rows.writerow(
                [(START + timedelta(seconds=share * 604_800)).isoformat(), int(600_000 * (1 - math.exp(-4 * share))) + number, 1_000_000]
            )
    (folder / "articles").mkdir()
    for number in range(int(500 * scale)):
        day = 2 + number % 5
        body = (
            f"<p>The petition held over {rng.integers(10, 600)},000 signatures on {day} March.</p><p>“We hear our players and number {number} of them most,” said Halden "
            f"Interactive in a statement.</p><p>{term} trended all day on {day} March.</p><p>"
            + " ".join(rng.choice(["harbour", "sail", "wind", "crew", "studio", "game", "offline", "sea", "boat", "mast"], 400))
            + "</p>"
        )
        head = f"<head><title>Players ask, part {number}</title><meta name='date' content='2026-03-0{day}'></head>"
        page = f"<html>{head}<body><article><h1>Players ask, part {number}</h1>{body}</article></body></html>"
        (folder / "articles" / f"{number:03}.html").write_text(page)
    return term


def uproar(*words: str) -> None:
    """Run a command of uproar."""
    subprocess.run([sys.executable, "-c", COMMAND, *words], check=True, stdout=subprocess.DEVNULL)


def ask(port: int, path: str) -> tuple[float, bytes, str]:
    """One request: seconds, body, ETag."""
    began = time.perf_counter()
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=600)
    connection.request("GET", path)
    answer = connection.getresponse()
    body = answer.read()
    took = time.perf_counter() - began
    connection.close()
    if answer.status != 200:
        sys.exit(f"{path}: {answer.status} {body[:300]!r}")
    return took, body, answer.headers.get("etag", "")


def main() -> None:
    """Print what was measured."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--scale", type=float, default=1.0)
    parser.add_argument("--rounds", type=int, default=5)
    wanted = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        term = generate(folder, wanted.scale)
        case = str(folder / "case")
        uproar("new", case, "--title", "Tidewater", "--term", term, "--petition", "offline", "--party", "Halden Interactive=studio")
        uproar("load", case, str(folder / "posts.ndjson"), "--sampling", "stream")
        uproar("load", case, str(folder / "reviews.jsonl"), "--scale", "0-10", "--side", "audience")
        uproar("load", case, str(folder / "petition.csv"), "--petition", "offline")
        uproar("load", case, "--kind", "article", *map(str, sorted((folder / "articles").iterdir())))
        server = subprocess.Popen([sys.executable, "-c", COMMAND, "serve", case, "--port", "0"], stdout=subprocess.PIPE, text=True)
        said = server.stdout.readline() if server.stdout else ""
        port = int(said.partition("127.0.0.1:")[2].partition("/")[0])
        began = time.perf_counter()
        first, _, _ = ask(port, "/case")
        pieces: list[tuple[float, int]] = []
        while True:
            answer = json.loads(ask(port, "/api/v1/case/findings?limit=1")[1])
            pieces.append((time.perf_counter() - began, len(answer["pending"])))
            if answer["complete"]:
                break
        print(f"scale {wanted.scale:g} on {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}")
        print(
            f"first page {first:.2f} s, everything measured after {pieces[-1][0]:.1f} s; pending on the way: {[f'{n} at {at:.0f} s' for at, n in pieces]}"
        )
        print(f"faults: {answer['faults']}")
        print(f"{'page':<14}{'first s':>9}{'p50 ms':>9}{'p95 ms':>9}{'kB':>8}")
        for page in PAGES:
            path = f"/case/{page}".rstrip("/")
            once, body, _ = ask(port, path)
            times = sorted(ask(port, path)[0] for _ in range(wanted.rounds))
            worst = times[min(len(times) - 1, math.ceil(0.95 * len(times)) - 1)]
            print(
                f"{page or 'overview':<14}{once:>9.2f}{1000 * statistics.median(times):>9.0f}{1000 * worst:>9.0f}{len(body) / 1000:>8.0f}"
            )
        status = Path(f"/proc/{server.pid}/status")
        if status.exists():
            print(f"server's memory at most {int(status.read_text().partition('VmHWM:')[2].split()[0]) / 1024:.0f} MB")
        server.send_signal(signal.SIGINT)
        server.wait()
        uproar("dossier", case, "-o", str(folder / "dossier.html"))
        print(f"static dossier {(folder / 'dossier.html').stat().st_size / 1e6:.2f} MB")


if __name__ == "__main__":
    main()
