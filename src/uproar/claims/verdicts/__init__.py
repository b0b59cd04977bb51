"""One kind of claim a file: `judge(claim, findings, zone) -> Outcome`."""
