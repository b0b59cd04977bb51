"""The dashboard on a large case: first numbers, all of them, time and size of each page once measured, a load shown, memory, and the size of the static dossier.

    python benchmarks/web.py [--scale 1.0] [--rounds 5] [--folder FOLDER]

At scale 1: 1M posts, 100k reviews, 10k petition readings, 500 articles, generated (see `generate` here and in run.py). The server is `uproar serve` in a process of
its own; times are as a visitor on the same machine sees them, CPU seconds and memory are those of the server's process, which is all there is.
"First numbers" are those that open the account (`uproar.web.results.FIRST`): signatures, grades, posts, title pages, articles, whether the term took off.
A folder that is named keeps the case for another run.
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

from uproar.web.results import FIRST

PAGES = (
    "", "timeline", "posts", "reviews", "petition", "pages", "press", "claims", "claims/1", "claims?all=1", "findings", "findings?all=1", "imports", "methods",
    "evidence/1", "evidence/9",
)  # fmt: skip
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


def build(folder: Path, scale: float) -> str:
    """Make the case, or take the one that is there; its folder."""
    case = folder / "case"
    if not case.exists():
        folder.mkdir(exist_ok=True)
        term = generate(folder, scale)
        uproar("new", str(case), "--title", "Tidewater", "--term", term, "--petition", "offline", "--party", "Halden Interactive=studio")
        uproar("load", str(case), str(folder / "posts.ndjson"), "--sampling", "stream")
        uproar("load", str(case), str(folder / "reviews.jsonl"), "--scale", "0-10", "--side", "audience")
        uproar("load", str(case), str(folder / "petition.csv"), "--petition", "offline")
        uproar("load", str(case), "--kind", "article", *map(str, sorted((folder / "articles").iterdir())))
    return str(case)


def used(pid: int) -> float:
    """CPU seconds that a process has used, all of its threads; nothing where the system does not tell."""
    path = Path(f"/proc/{pid}/stat")
    if not path.exists():
        return math.nan
    fields = path.read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def first_measurement(port: int, pid: int) -> None:
    """Watch the case until all of it is measured, and print when what stood."""
    began = time.perf_counter()
    first, _, _ = ask(port, "/case")
    print(f"first page {first:.2f} s")
    told, left = False, -1
    while left:
        (case,) = json.loads(ask(port, "/api/v1/cases")[1])["items"]
        now = time.perf_counter() - began
        if not told and not set(FIRST) & set(case["pending"]):
            print(f"first numbers after {now:.1f} s, {used(pid):.1f} CPU s")
            told = True
        left = len(case["pending"])
        time.sleep(0.05)
    print(f"everything after {now:.1f} s, {used(pid):.1f} CPU s")
    print(f"faults: {json.loads(ask(port, '/api/v1/case/findings?limit=1')[1])['faults']}")


def live(port: int, case: str, rounds: int) -> None:
    """Load readings in another process, and print how long after its last write each is on the page."""
    took = []
    for _ in range(rounds):
        # Later and higher than any reading before it, also where the case is one of an earlier run.
        count = int(time.time() - START.timestamp())
        file = Path(case).parent / "more.csv"
        file.write_text(f"time,count,goal\n{(START + timedelta(days=8, milliseconds=count)).isoformat()},{count},1000000\n")
        uproar("load", case, str(file), "--petition", "offline")
        written = max(path.stat().st_mtime for path in (Path(case) / "store").glob("ledger.sqlite*"))
        while f"{count:,}".encode() not in ask(port, "/case/petition")[1]:
            time.sleep(0.02)
        took.append(time.time() - written)
        wait(port)
    print(f"a reading loaded by another process is on the page after {', '.join(f'{one:.1f}' for one in took)} s")


def wait(port: int) -> None:
    """Until nothing is measured any more."""
    while json.loads(ask(port, "/api/v1/cases")[1])["items"][0]["pending"]:
        time.sleep(0.1)


def main() -> None:
    """Print what was measured."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--scale", type=float, default=1.0)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--folder", type=Path)
    wanted = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        case = build(wanted.folder or Path(name), wanted.scale)
        print(f"scale {wanted.scale:g} on {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}")
        server = subprocess.Popen([sys.executable, "-c", COMMAND, "serve", case, "--port", "0"], stdout=subprocess.PIPE, text=True)
        said = server.stdout.readline() if server.stdout else ""
        port = int(said.partition("127.0.0.1:")[2].partition("/")[0])
        first_measurement(port, server.pid)
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
        live(port, case, 3)
        print(f"load at the end {os.getloadavg()[0]:.1f}")
        server.send_signal(signal.SIGINT)
        server.wait()
        dossier = Path(name) / "dossier.html"
        uproar("dossier", case, "-o", str(dossier))
        print(f"static dossier {dossier.stat().st_size / 1e6:.2f} MB")


if __name__ == "__main__":
    main()
