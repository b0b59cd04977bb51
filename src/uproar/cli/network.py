"""uproar network: the accounts that act together and the pairs between them, as pseudonyms, for Gephi or a spreadsheet."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

import uproar
from uproar.cli import show
from uproar.dossier.network import edges_csv, graphml, nodes_csv, posts_csv
from uproar.errors import UsageError
from uproar.findings import Unmeasured


def command(
    case: Annotated[Path, typer.Argument(help="The case folder.")],
    output: Annotated[
        Path, typer.Option("-o", "--output", help="File to write: .graphml, or .csv for the pairs (and the accounts beside it).")
    ] = Path("network.graphml"),
    posts: Annotated[
        bool, typer.Option("--posts", help="Write the posts behind every pair too, with their ids: NAME-posts.csv beside the output.")
    ] = False,
    as_of: Annotated[str, typer.Option(help="As it was known at this moment (default: the latest record).")] = "",
) -> None:
    """Write the network of accounts that act together (posts.coordination). Accounts are pseudonyms."""
    if output.suffix not in {".graphml", ".csv"}:
        raise UsageError("uproar network", "a file that ends in .graphml or .csv", output.name, "Give another name with -o.")
    inquiry = uproar.open(case)
    with show.working("Comparing what was posted together with chance …"):
        (result,) = inquiry.measure(as_of or None, ["posts.coordination"], settings={"accounts": True})
    if isinstance(result, Unmeasured):
        raise UsageError("uproar network", result.needs, result.reason, "Without it there is no network to write.")
    texts = {output: graphml(result) if output.suffix == ".graphml" else edges_csv(result)}
    if output.suffix == ".csv":
        texts[output.with_name(f"{output.stem}-accounts.csv")] = nodes_csv(result)
    if posts:
        texts[output.with_name(f"{output.stem}-posts.csv")] = posts_csv(inquiry.co_posts(result))
    for path, text in texts.items():
        path.write_text(text, encoding="utf-8", newline="")
        typer.echo(f"Wrote {path}: {result.detail['accounts_linked']:,} accounts, {result.detail['pairs_linked']:,} pairs")
