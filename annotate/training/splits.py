"""Which side of the split an article is on: train, dev or test, for ever (docs/adr/0008).

The side follows from the seed and the text alone, so it does not move when articles are added,
taken out or finished in another order. Only a project so small that train or dev would be empty
pins an article to the empty side, and the pin is kept from then on.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Generic, TypeVar, cast

from annotate.errors import ExportError
from annotate.text import fingerprint

T = TypeVar("T")


class Side(StrEnum):
    """The parts of a split."""

    TRAIN = "train"
    DEV = "dev"
    TEST = "test"


@dataclass(frozen=True, slots=True)
class SplitRule:
    """Shares in percent, which add up to 100, and the seed."""

    train: int = 80
    dev: int = 10
    test: int = 10
    seed: int = 0

    def __post_init__(self) -> None:
        """Refuse shares that are no split; raises `ExportError` with reason "bad_split"."""
        shares = (self.train, self.dev, self.test)
        if min(shares) < 0 or sum(shares) != 100 or not self.train:
            raise ExportError(path="", reason="bad_split", split=list(shares))

    def position(self, key: str) -> float:
        """Where `key` lies in the unit interval: even, and independent of every other key."""
        digest = hashlib.blake2b(f"{self.seed}:{key}".encode(), digest_size=8).digest()
        return int.from_bytes(digest, "big") / 2**64

    def side(self, key: str) -> Side:
        """The side that `key` falls on by its position."""
        place = self.position(key) * 100
        if place < self.train:
            return Side.TRAIN
        return Side.DEV if place < self.train + self.dev else Side.TEST

    def distance(self, key: str, side: Side) -> float:
        """How far (in the unit interval) the position of `key` is from the share of `side`."""
        low, high = {
            Side.TRAIN: (0, self.train),
            Side.DEV: (self.train, self.train + self.dev),
            Side.TEST: (self.train + self.dev, 100),
        }[side]
        place = self.position(key) * 100
        return max(low - place, place - high, 0.0) / 100


def split_key(text: str) -> str:
    """What the side of an article depends on: equal texts are never on two sides."""
    return fingerprint(text)


@dataclass(frozen=True, slots=True)
class SplitMemory:
    """What must be remembered of the exports so far, for one rule.

    `pinned` are sides by key that differ from the rule, or that the first articles have got.
    `is_settled` is true once train and dev have had an article each: nothing is pinned after that.
    """

    pinned: Mapping[str, Side] = field(default_factory=dict[str, Side])
    is_settled: bool = False

    def as_data(self, rule: SplitRule) -> dict[str, Any]:
        """JSON data, which `remembered` reads back for the same rule."""
        return {
            "train": rule.train,
            "dev": rule.dev,
            "test": rule.test,
            "seed": rule.seed,
            "pinned": {key: str(side) for key, side in self.pinned.items()},
            "is_settled": self.is_settled,
        }


def remembered(data: Mapping[str, Any] | None, rule: SplitRule) -> SplitMemory:
    """The memory in `data`, or an empty one when it belongs to another rule or is none."""
    same = {"train": rule.train, "dev": rule.dev, "test": rule.test, "seed": rule.seed}
    if data is None or any(data.get(name) != value for name, value in same.items()):
        return SplitMemory()
    found = data.get("pinned")
    pairs = cast("Mapping[str, object]", found) if isinstance(found, Mapping) else {}
    names = {str(side): side for side in Side}
    pinned = {key: names[str(side)] for key, side in pairs.items() if side in names}
    return SplitMemory(pinned, data.get("is_settled") is True)


class SideAssigner(Generic[T]):
    """Gives each item its side, in one pass; afterwards `memory` is what to remember.

    Items are held back only until train and dev have one each. If that never happens and the
    memory is not settled, one item is pinned to each empty side.
    """

    def __init__(
        self, rule: SplitRule, key: Callable[[T], str], memory: SplitMemory | None = None
    ) -> None:
        """Split by `rule`; `key` says what the side of an item depends on."""
        self.memory = memory or SplitMemory()
        self._rule = rule
        self._key = key

    def assign(self, items: Iterable[T]) -> Iterator[tuple[Side, T]]:
        """Yield (side, item) for each item, in the order given."""
        needed = {Side.TRAIN} | ({Side.DEV} if self._rule.dev else set[Side]())
        held: list[tuple[str, T]] = []
        stream = iter(items)
        for item in stream:
            key = self._key(item)
            held.append((key, item))
            needed.discard(self.side(key))
            if self.memory.is_settled:
                break
            if not needed:
                self.memory = SplitMemory(self.memory.pinned, is_settled=True)
        else:
            if held and not self.memory.is_settled:
                self._pin([key for key, _ in held])
        for key, item in held:
            yield self.side(key), item
        for item in stream:
            yield self.side(self._key(item)), item

    @property
    def moved(self) -> int:
        """How many are pinned to another side than the rule gives."""
        pinned = self.memory.pinned
        return sum(self._rule.side(key) is not side for key, side in pinned.items())

    def side(self, key: str) -> Side:
        """The pinned side of `key`, or else the one that the rule gives."""
        return self.memory.pinned.get(key) or self._rule.side(key)

    def _pin(self, keys: Sequence[str]) -> None:
        pinned = {**self.memory.pinned, **missing_pins(self._rule, keys, self.memory.pinned)}
        sides = {key: pinned.get(key) or self._rule.side(key) for key in keys}
        is_settled = Side.DEV in sides.values() or not self._rule.dev
        # Until the split is settled the next export could pin; what was exported must not move.
        self.memory = SplitMemory(pinned if is_settled else {**pinned, **sides}, is_settled)


def missing_pins(
    rule: SplitRule, keys: Iterable[str], pinned: Mapping[str, Side]
) -> dict[str, Side]:
    """Pins that give train, and then dev, one key each: the free key nearest to that share.

    One key alone goes to train. Does not depend on the order of `keys`.
    """
    sides = {key: pinned.get(key) or rule.side(key) for key in keys}
    pins: dict[str, Side] = {}
    for side in (Side.TRAIN, Side.DEV) if rule.dev and len(sides) > 1 else (Side.TRAIN,):
        if side in sides.values():
            continue
        free = [
            key
            for key, current in sides.items()
            if key not in pinned
            and key not in pins
            and (side is Side.TRAIN or _can_leave(current, sides.values()))
        ]
        if free:
            key = min(free, key=lambda item: (rule.distance(item, side), item))
            pins[key] = sides[key] = side
    return pins


def _can_leave(current: Side, sides: Iterable[Side]) -> bool:
    """Whether a side keeps somebody when one goes; the test side need not."""
    return current is Side.TEST or sum(side is current for side in sides) > 1
