"""What a detector remembers of a term: who used it in a window, and the mean of that over its past."""

from __future__ import annotations

import math
from collections.abc import Hashable
from typing import Final, TypeAlias

Interval: TypeAlias = tuple[int, tuple[tuple[Hashable, int], ...]]  # when; accounts, each once, with how often they used the term

_BEFORE_ALL: Final = -(1 << 60)  # any interval is later, also one before the origin


class Past:
    """Exponentially weighted sums over time of three counts that change in steps, kept one window behind the present."""

    __slots__ = ("accounts", "held", "presence", "settled_at", "steps", "voices")

    def __init__(self) -> None:
        self.steps: list[tuple[int, int, int, int]] = []  # from when on the three counts were these
        self.held = (0, 0, 0, 0)
        self.accounts = self.voices = self.presence = 0.0
        self.settled_at = _BEFORE_ALL

    def settle(self, until: int, decay: float) -> None:
        """Move the sums forward to `until`, one window ago, so that what is judged never teaches its own expectation."""
        if until <= self.settled_at:
            return
        held, settled, passed = self.held, self.settled_at, 0
        accounts, voices, presence = self.accounts, self.voices, self.presence
        for step in (*self.steps, (until, 0, 0, 0)):
            end = min(step[0], until)
            if end > settled:
                kept = math.exp(-decay * (end - settled))
                gained = (1 - kept) / decay
                accounts = accounts * kept + held[1] * gained
                voices = voices * kept + held[2] * gained
                presence = presence * kept + held[3] * gained
                settled = end
            if step[0] > until or passed == len(self.steps):
                break
            held = step
            passed += 1
        del self.steps[:passed]
        self.held, self.settled_at = held, until
        self.accounts, self.voices, self.presence = accounts, voices, presence


class Track(Past):
    """One term under one window: who used it in the window, and its past."""

    __slots__ = ("posts", "posts_by_account", "present", "returned", "uses")

    def __init__(self) -> None:
        super().__init__()
        self.uses: list[Interval] = []  # shared between the windows
        self.posts_by_account: dict[Hashable, int] = {}
        self.posts = 0
        self.present = 0  # account-intervals
        self.returned = 0  # accounts with a second use

    def counts(self) -> tuple[int, int]:
        """Accounts in the window, and voices: the accounts, and again those that came back."""
        return len(self.posts_by_account), len(self.posts_by_account) + self.returned

    def move(self, interval: Interval, window: int) -> None:
        """Let what the window has left go, and take an interval's uses in; a step is accounts, voices (accounts, and again those that came back), presence."""
        now, accounts = interval
        held, steps = self.posts_by_account, self.steps
        gone = 0
        for moment, leaving in self.uses:
            if moment + window > now:
                break
            gone += 1
            self.present -= len(leaving)
            for account, posts in leaving:
                self.posts -= posts
                left = held[account] - posts
                if left:
                    held[account] = left
                    self.returned -= left == 1
                else:
                    del held[account]
                    self.returned -= posts > 1
            if moment + window < now:
                steps.append((moment + window, len(held), len(held) + self.returned, self.present))
        if gone:
            del self.uses[:gone]
        for account, posts in accounts:
            before = held.get(account, 0)
            held[account] = before + posts
            self.returned += before < 2 <= before + posts
            self.posts += posts
        self.present += len(accounts)
        self.uses.append(interval)
        steps.append((now, len(held), len(held) + self.returned, self.present))
