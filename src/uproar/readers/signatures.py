"""What the readers of single signatures share: which fields hold what, and how a signer is known without a name being kept."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Final

from uproar.readers.collect import Collector, RowError, check_id, row_day_or_time
from uproar.readers.columns import Role, held
from uproar.readers.options import Options
from uproar.readers.reader import Reading
from uproar.readers.times import read_time
from uproar.records import Kind, Sampling

# Names as We the People, Action Network, ActionKit and NationBuilder write them.
ROLES: Final = (
    Role("id", ("id", "signatureid", "uuid")),
    Role(
        "time",
        ("signedat", "signeddate", "datesigned", "created", "createdat", "createddate", "timestamputc", "timestamp", "datetime", "date", "time", "at"),
        needed=True,
    ),
    Role("petition", ("petitionid", "petition", "petitionslug")),
    Role("email", ("email", "emailaddress", "mail")),
    Role("author", ("signerid", "userid", "author", "account", "user")),
    Role("name", ("name", "fullname", "signername", "displayname", "initials")),
    Role("first_name", ("firstname", "givenname")),
    Role("last_name", ("lastname", "surname", "familyname")),
    Role("city", ("city", "town", "locality")),
    Role("state", ("state", "region", "province", "statecode")),
    Role("zip", ("zip", "zipcode", "postcode", "postalcode", "zipcodepostalcode")),
    Role("country", ("country", "countrycode", "countryname")),
    Role("address", ("ip", "ipaddress", "address", "remoteaddr")),
)  # fmt: skip
_SIGNERS: Final = {"email", "author", "name", "first_name", "last_name"}
_PLACES: Final = ("city", "state", "zip", "country")
# Names that say that a table holds something else.
_NOT_SIGNATURES: Final = {
    "text", "fulltext", "body", "message", "content", "tweet", "rating", "grade", "score", "stars", "review", "signaturecount", "signatures", "totalsignaturecount",
    "count", "goal", "publication", "outlet", "headline",
}  # fmt: skip
WEAK: Final = "signature(s) are known by a name and a place only, which two people may share"
NAMELESS: Final = "signature(s) do not tell who signed"


def fits(names: Sequence[str], options: Options) -> bool:
    """Whether fields are those of signatures: a time, somebody, where they are or what they signed, and nothing that other records have."""
    roles = held(names, ROLES, options)
    squashed = {re.sub(r"[\W_]+", "", name.casefold()) for name in names}
    placed = {"zip", "city", "email", "address"} & roles
    return "time" in roles and bool(_SIGNERS & roles) and bool(placed) and not squashed & _NOT_SIGNATURES


class Signatures:
    """Signatures on their way into batches.

    Args:
        options: What the person says.
        reading: Takes how the signers are known.
    """

    def __init__(self, options: Options, reading: Reading) -> None:
        self._options, self._reading = options, reading
        reading.sampling = options.sampling or Sampling.CENSUS
        self.collector = Collector(Kind.SIGNATURE, options.source or "petition", reading.sampling)
        self._seen: Counter[str] = Counter()

    def add(self, line: int, raw: bytes, values: Mapping[str, str]) -> None:
        """Take one signature; of a bad one only line and reason are kept, for its text may name the signer."""
        try:
            self._add(line, raw, {role: " ".join(value.split()) for role, value in values.items()})
        except RowError as error:
            self.reject(line, str(error))

    def reject(self, line: int, reason: str) -> None:
        """Set one signature aside without its text."""
        self.collector.reject(line, reason, b"")

    def _add(self, line: int, raw: bytes, values: Mapping[str, str]) -> None:
        start, at = row_day_or_time(values["time"], self._options, self._reading)
        petition = values.get("petition") or self._options.petition
        if not petition:
            raise RowError("no petition named")
        if start != at:
            zone = self._options.zone or self._options.case_zone
            self._reading.tally[f"signature(s) name a day and no time: each counts from the end of that day in {zone}"] += 1
        author, domain, weak = signer(values)
        if author is None or weak:
            self._reading.tally[WEAK if weak else NAMELESS] += 1
        place = ", ".join(values[role] for role in _PLACES if values.get(role)) or None
        self.collector.add(
            line, raw, self._record_id(values, petition, at), at, at,
            author=author, petition=petition, place=place, address=values.get("address") or None, domain=domain,
        )  # fmt: skip

    def _record_id(self, values: Mapping[str, str], petition: str, at: int) -> str:
        """Its own id, or its place among those of one petition and time: a record's id is kept in clear, so it holds nothing of the signer."""
        if values.get("id"):
            return f"{petition}|{check_id(values['id'])}"
        # A time without zone is known by its text: the same file read in another zone brings no second signature.
        known_as = f"{petition}|{at if read_time(values['time'], self._options.zone)[2] else values['time']}"
        self._seen[known_as] += 1
        return f"{known_as}|{self._seen[known_as]}"


def signer(values: Mapping[str, str]) -> tuple[str | None, str | None, bool]:
    """Who signed, as far as can be told: by mail address, by account, or by name and place.

    Args:
        values: Values by role.

    Returns:
        The identity in clear (the store makes a pseudonym of it) or None, the domain of the mail address or None, and whether the identity is weak: two
        people may share a name and a place, all the more initials and a postcode.

    Example:
        >>> signer({"email": "Ada@Pier.example", "name": "Ada"})
        ('ada@pier.example', 'pier.example', False)
        >>> signer({"name": "J. D.", "zip": "80504"}), signer({"zip": "80504"})
        (('j. d.|80504', None, True), (None, None, False))
    """
    mail = values.get("email", "").casefold()
    domain = mail.rpartition("@")[2] or None if "@" in mail else None
    if domain:
        return mail, domain, False
    if values.get("author"):
        return f"account {values['author']}", None, False
    name = values.get("name") or " ".join(filter(None, (values.get("first_name"), values.get("last_name"))))
    if not name:
        return None, None, False
    return "|".join([name, *(values[role] for role in _PLACES if values.get(role))]).casefold(), None, True
