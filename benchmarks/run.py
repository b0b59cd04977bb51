"""Load 1M posts of about 500 bytes and measure them, beside a bare DuckDB read of the same file.

    python benchmarks/run.py [--posts 1000000] [--runs 3]

Each step runs in a process of its own; CPU seconds (user + system) and peak memory are the operating system's. The bare read is `CREATE TABLE AS SELECT * FROM
read_json(...)`: every field parsed and kept, nothing normalised, nothing written. Medians over the runs, the steps in turn, so that a slow spell meets all of them.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import numpy as np
import orjson

BARE = """
import duckdb, sys
connection = duckdb.connect()
connection.execute("CREATE TABLE posts AS SELECT * FROM read_json(?)", [sys.argv[1]])
print(connection.execute("SELECT count(*) FROM posts").fetchone()[0])
"""
COMMAND = "from uproar.cli.main import main; import sys; sys.argv[0] = 'uproar'; main()"


def generate(path: Path, posts: int) -> None:
    """Write posts in X's flattened form: up to 200,000 accounts of heavy-tailed activity, 5,000 words, heavy-tailed hashtags, seven days."""
    rng = np.random.default_rng(7)
    letters = np.array(list("abcdefghijklmnopqrstuvwxyz"))
    words = np.array(["".join(rng.choice(letters, rng.integers(2, 10))) for _ in range(5000)])
    with path.open("wb") as stream:
        for start in range(0, posts, 10_000):
            count = min(10_000, posts - start)
            picked = words[rng.integers(0, len(words), (count, 22))]
            tags = words[np.minimum(rng.zipf(1.3, count), len(words)) - 1]
            authors = np.minimum(rng.zipf(1.2, count), 200_000) + rng.integers(0, 3, count)
            for k in range(count):
                number = start + k
                seconds = number * 604_800 / posts
                at = time.strftime("%Y-%m-%dT%H:%M:%S", time.gmtime(1_772_323_200 + seconds)) + f".{int(seconds * 1000) % 1000:03d}Z"
                identity = str(1_500_000_000_000_000_000 + number)
                row = {
                    "id": identity, "created_at": at, "author_id": str(authors[k]), "text": " ".join(picked[k]) + f" #{tags[k]}", "lang": "en", "source": "web",
                    "possibly_sensitive": False, "conversation_id": identity, "reply_settings": "everyone", "edit_history_tweet_ids": [identity],
                    "public_metrics": {"retweet_count": 1, "reply_count": 0, "like_count": 3, "quote_count": 0},
                }  # fmt: skip
                stream.write(orjson.dumps(row) + b"\n")


def run(code: str, *arguments: str) -> dict[str, float]:
    """Run Python code in a process of its own; its wall and CPU seconds and its peak memory in MB."""
    began = time.perf_counter()
    process = subprocess.Popen([sys.executable, "-c", code, *arguments], stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        sys.exit(f"{arguments} ended with {process.returncode}")
    return {"wall": time.perf_counter() - began, "cpu": usage.ru_utime + usage.ru_stime, "memory": usage.ru_maxrss / 1024}


def main() -> None:
    """Print the medians of every step and its ratio to the bare read."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--posts", type=int, default=1_000_000)
    parser.add_argument("--runs", type=int, default=3)
    wanted = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        posts = Path(folder) / "posts.ndjson"
        generate(posts, wanted.posts)
        steps: dict[str, list[dict[str, float]]] = {"bare read": [], "load": [], "measure": []}
        term = "#" + json.loads(posts.open().readline())["text"].rpartition("#")[2]
        for number in range(wanted.runs):
            case = str(Path(folder) / f"case-{number}")
            run(COMMAND, "new", case, "--title", "benchmark", "--term", term)
            steps["bare read"].append(run(BARE, str(posts)))
            steps["load"].append(run(COMMAND, "load", case, str(posts), "--sampling", "stream"))
            steps["measure"].append(run(COMMAND, "measure", case))
        size = posts.stat().st_size
        print(f"{wanted.posts:,} posts, {size / wanted.posts:.0f} bytes each, medians of {wanted.runs} runs on {os.cpu_count()} cores")
        print(f"{'step':<12}{'wall s':>9}{'CPU s':>9}{'peak MB':>9}{'CPU / bare':>12}")
        bare = statistics.median(taken["cpu"] for taken in steps["bare read"])
        for name, taken in steps.items():
            median = {key: statistics.median(one[key] for one in taken) for key in ("wall", "cpu", "memory")}
            print(f"{name:<12}{median['wall']:>9.2f}{median['cpu']:>9.2f}{median['memory']:>9.0f}{median['cpu'] / bare:>12.2f}")


if __name__ == "__main__":
    main()
