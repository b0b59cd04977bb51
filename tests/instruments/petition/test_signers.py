"""petition.signers on independent signers, and on what is not."""

import dataclasses
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pytest

from tests import samples
from uproar.findings import Ask, Finding, Unmeasured, to_micros
from uproar.instruments.petition import signers
from uproar.instruments.run import measure
from uproar.records import Kind, delivered_schema
from uproar.store import Store

AS_OF = datetime(2027, 1, 1, tzinfo=UTC)
START = to_micros(samples.START)
HOUR, SECOND = 3_600_000_000, 1_000_000


@dataclasses.dataclass
class Crowd:
    """Signatures as arrays, one entry each: moment, signer, address, domain (numbers; the signer -1 is nobody)."""

    moments: Any
    signers: Any
    addresses: Any
    domains: Any

    def plus(self, moments: Any, signers: Any, addresses: Any, domains: Any) -> "Crowd":
        """The crowd and further signatures."""
        more = (np.broadcast_to(part, np.shape(moments)) for part in (signers, addresses, domains))
        return Crowd(
            np.concatenate((self.moments, moments)),
            *(np.concatenate(pair) for pair in zip((self.signers, self.addresses, self.domains), more, strict=True)),
        )


def crowd(seed: int, size: int) -> Crowd:
    """Independent signers over some days, by day and night: a hundredth sign again, addresses are shared as homes and carriers share them, few domains have most."""
    chance = np.random.default_rng(seed)
    hours = int(chance.integers(24, 400))
    pace = np.exp(np.cumsum(chance.normal(0, 0.3, hours))) * (1 + 0.9 * np.sin(np.arange(hours) * 2 * np.pi / 24))
    each = chance.multinomial(size, pace / pace.sum())
    moments = np.concatenate([START + hour * HOUR + chance.integers(0, HOUR, n) for hour, n in enumerate(each)])
    who = chance.permutation(size)
    again = chance.random(size) < 0.01
    who[again] = chance.integers(0, size, again.sum())
    shared = np.repeat(np.arange(size), np.floor(chance.pareto(1.5, size) + 1).astype(int))[:size]
    usual = 1 / np.arange(1, 501) ** 1.3
    return Crowd(np.sort(moments) // SECOND * SECOND, who, chance.permutation(shared), chance.choice(500, size, p=usual / usual.sum()))


def _found(folder: Path, given: Crowd, *, mailed: bool = True) -> Any:
    size = len(given.moments)
    schema = delivered_schema(Kind.SIGNATURE)
    order = np.random.default_rng(0).permutation(size)  # the order of the file says nothing
    ids = [str(place) for place in order]
    columns = {
        "line": np.arange(size), "record_id": ids, "source": ["test"] * size, "sampling": ["census"] * size, "event_at": given.moments, "observed_at": given.moments,
        "raw": [one.encode() for one in ids], "author": [None if who < 0 else f"a{who}" for who in given.signers.tolist()], "petition": ["p"] * size,
        "place": [None] * size, "address": [f"i{one}" for one in given.addresses.tolist()],
        "domain": [f"d{one}.example" if mailed else None for one in given.domains.tolist()],
    }  # fmt: skip
    folder.mkdir()
    store = Store(folder)
    store.append(
        Kind.SIGNATURE,
        pa.table({name: pa.array(columns[name], schema.field(name).type) for name in schema.names}, schema=schema),
        samples.KEY,
    )
    began = time.process_time()
    (found,) = measure(store, signers.MEASUREMENT, Ask(AS_OF, subject="p"))
    return found, time.process_time() - began


@pytest.mark.parametrize("seed", range(12))
def test_nothing_is_invented_of_independent_signers(seed: int, tmp_path: Path) -> None:
    """People who sign twice, share homes and carriers, use the same few mail services and sleep at night are nothing out of line."""
    given = crowd(seed, (300, 3000, 10_000)[seed % 3])
    found, _ = _found(tmp_path / "s", given)
    assert found.series == ()
    assert found.value == pytest.approx(1 - len(np.unique(given.signers)) / len(given.signers))


def test_even_spacing_is_found(tmp_path: Path) -> None:
    """Two hundred signatures every 2.0 s, known to the second, in a calm hour: told with their stretch and spacing."""
    given = crowd(1, 3000)
    began = START + 500 * HOUR
    found, _ = _found(
        tmp_path / "s",
        given.plus(began + np.arange(200) * 2 * SECOND, 10**6 + np.arange(200), 10**6 + np.arange(200), np.arange(200) % 500),
    )
    (row,) = found.series
    assert (row["kind"], "every 2.0 s" in row["words"]) == ("spacing", True)
    assert abs(row["at_from"] - (samples.START + timedelta(hours=500))) < timedelta(minutes=1)
    assert 170 <= row["size"] <= 220


def test_one_signer_many_times_at_once_is_found(tmp_path: Path) -> None:
    """Thirty signatures of one signer within ten minutes count as repeats, and as repeats closer than chance brings them."""
    given = crowd(2, 3000)
    moments = START + 500 * HOUR + np.random.default_rng(0).integers(0, 600, 30) * SECOND
    found, _ = _found(tmp_path / "s", given.plus(moments, 10**6, 10**6 + np.arange(30), np.arange(30) % 500))
    assert [row["kind"] for row in found.series] == ["repeats"]
    assert found.detail["repeats"] >= 29


def test_an_address_with_far_more_signers_is_found(tmp_path: Path) -> None:
    """Where no address has more than a few signers, one with four hundred does not fit; it is not named."""
    given = crowd(3, 3000)
    few = dataclasses.replace(given, addresses=np.arange(3000) // 2)
    moments = np.sort(np.random.default_rng(0).integers(START, START + 300 * HOUR, 400))
    found, _ = _found(tmp_path / "s", few.plus(moments, 10**6 + np.arange(400), 10**6, np.arange(400) % 500))
    (row,) = found.series
    assert (row["kind"], row["size"]) == ("address", 400)
    assert row["words"].startswith("400 signers share one address")


def test_a_domain_at_once_is_found(tmp_path: Path) -> None:
    """Three hundred signatures of one domain within an hour, and none elsewhere, do not fit."""
    given = crowd(4, 10_000)
    moments = given.moments[5000] // HOUR * HOUR + np.sort(np.random.default_rng(0).integers(0, 3600, 300)) * SECOND
    found, _ = _found(tmp_path / "s", given.plus(moments, 10**6 + np.arange(300), 10**6 + np.arange(300), 999))
    (row,) = [row for row in found.series if row["kind"] == "domain"]
    assert row["size"] == 300
    assert row["words"].startswith("d999.example brought 300")


def test_a_domain_of_few_signers_is_not_named(tmp_path: Path) -> None:
    """A domain that one person has would name that person: it is told without its name."""
    given = crowd(4, 10_000)
    moments = given.moments[5000] // HOUR * HOUR + np.sort(np.random.default_rng(0).integers(0, 3600, 300)) * SECOND
    found, _ = _found(tmp_path / "s", given.plus(moments, 10**6, 10**6, 999))
    words = [row["words"] for row in found.series if row["kind"] == "domain"]
    assert [one.split(" brought")[0] for one in words] == ["One domain"]
    assert "d999" not in repr(found.series)


def test_a_weak_identity_is_said(tmp_path: Path) -> None:
    """Signers without a mail address may share initials and a postcode, and a note says how many they are."""
    found, _ = _found(tmp_path / "s", crowd(5, 300), mailed=False)
    assert any("300 of 300 signers are known without a mail address" in note for note in found.notes)


def test_signatures_without_signers(tmp_path: Path) -> None:
    """Where nobody is named there is no share of repeats; where some are, it is theirs, and a note says of how many."""
    nobody = crowd(6, 300)
    nobody.signers[:] = -1
    found, _ = _found(tmp_path / "s", nobody)
    assert isinstance(found, Unmeasured)
    assert "says who signed" in found.reason
    nobody.signers[:100] = 7
    some, _ = _found(tmp_path / "t", nobody)
    assert isinstance(some, Finding)
    assert some.value == pytest.approx(0.99)
    assert any("200 of 300 signatures do not say who signed" in note for note in some.notes)


@pytest.mark.parametrize("grain", [1, 60 * SECOND, HOUR])
def test_coarse_times_are_not_even(grain: int, tmp_path: Path) -> None:
    """Times known to the minute or the hour only are no even spacing."""
    given = crowd(7, 3000)
    found, _ = _found(tmp_path / "s", dataclasses.replace(given, moments=given.moments // grain * grain))
    assert found.series == ()


def test_all_in_one_moment(tmp_path: Path) -> None:
    """A thousand signatures of one instant are counted, and nothing is divided by nothing."""
    given = crowd(8, 1000)
    found, _ = _found(tmp_path / "s", dataclasses.replace(given, moments=np.full(1000, START + 1)))
    assert isinstance(found, Finding)
    assert found.from_at == found.to_at
    assert [row for row in found.series if row["kind"] == "spacing"] == []


def test_a_hundred_thousand_signatures_take_half_a_second(tmp_path: Path) -> None:
    """The whole measurement costs at most 5 s of CPU a million; a tenth of that here, doubled for a machine under load."""
    found, seconds = _found(tmp_path / "s", crowd(9, 100_000))
    assert found.detail["signatures"] == 100_000
    assert seconds < 1


def test_a_share_of_few_signatures_has_an_interval_and_its_number() -> None:
    """No repeat among sixteen signatures leaves up to a fifth open, and the detail says that they are sixteen."""
    parts = [
        {"part": "all", "first_at": START, "last_at": START + HOUR, "n": 20, "m": 16, "k": 0},
        {"part": "signer", "n": 1, "m": 16},
        {"part": "same", "n": 0, "m": 0, "n_all": 120, "m_all": 16},
    ]
    (found,) = signers.judge(parts, Ask(AS_OF, subject="p"))
    assert isinstance(found, Finding)
    assert (found.value, found.low, found.detail["known"]) == (0, 0, 16)
    assert found.high == pytest.approx(0.19, abs=0.01)
