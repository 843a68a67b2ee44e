"""Good files of every format, cut and with flipped bits: taken, in part and told, or refused."""

from __future__ import annotations

import os
import random
from collections.abc import Iterator
from pathlib import Path

from annotate.errors import AnnotateError
from annotate.exchange.drafts import DEFAULTS, Refusal
from annotate.exchange.formats import FORMATS
from annotate.exchange.importing import ReadPlan, read_annotated
from annotate.exchange.reading import read_paths
from annotate.exchange.settling import Settled
from annotate.messages import sentence
from tests.faults.fuzz_formats import _good as good_files
from tests.faults.fuzz_formats import articles, lay, look
from tests.faults.plan import Tally, Workshop, fault

EACH = 20
"""How often each file is cut, and how often a bit of it is flipped."""
_LARGEST = 400_000
"""Bytes of a file of the folder `FIXTURES` that is taken; larger ones say nothing more."""


@fault(
    "harmed-files",
    "files of every format cut or with a flipped bit: in whole, in part with a word, or refused",
    "F22",
)
def harmed_files(shop: Workshop) -> Tally:
    """Harm what we write in each format and what others do; `FIXTURES` names a folder of more."""
    tally = Tally()
    chance = random.Random(shop.seed)
    folder = shop.path("harmed")
    folder.mkdir()
    times = 1 if shop.is_quick else EACH
    files = 0
    for item in FORMATS:
        if not item.can_import:
            continue
        for number, given in enumerate(good_files(item.name, folder)):
            name = f"{item.name}, {min(given)}"
            if not number and item.can_export:
                tally.round(_intact(lay(folder / "intact", given), item.name, name))
            problems: list[str] = []
            for victim, data in _harmed(given, chance, times):
                files += 1
                path = lay(folder / "ugly", {**given, victim: data})
                problems += _looked(path, item.name, f"{name}: {victim}", chance)
            tally.round(problems)
    files += _fixtures(tally, folder, chance, times)
    tally.notes.append(f"{files} harmed files")
    return tally


def _harmed(
    given: dict[str, bytes], chance: random.Random, times: int
) -> Iterator[tuple[str, bytes]]:
    """Each file cut at random bytes, and with a random bit flipped."""
    for victim, data in sorted(given.items()):
        if not data:
            continue
        for _ in range(times):
            yield victim, data[: chance.randrange(len(data))]
            yield victim, flipped(data, chance)


def flipped(data: bytes, chance: random.Random) -> bytes:
    """The same with one bit the other way round."""
    place = chance.randrange(len(data))
    bit = bytes([data[place] ^ (1 << chance.randrange(8))])
    return data[:place] + bit + data[place + 1 :]


def _intact(path: Path, name: str, told: str) -> list[str]:
    """What is wrong with what comes of a whole file: all of its articles and nothing refused."""
    found = list(read_annotated([path], ReadPlan(format=name)))
    texts = [item.draft.article.text for item in found if isinstance(item, Settled)]
    refused = [item for item in found if isinstance(item, Refusal)]
    # Prodigy has a task more for what was rejected.
    wanted = len(articles()) + (name == "prodigy")
    if len(texts) != wanted or refused:
        return [f"{told}: {len(texts)} articles of {wanted}, {refused}"]
    return []


def _looked(path: Path, name: str, told: str, chance: random.Random) -> list[str]:
    try:
        look(path, name, chance)
    except Exception as error:  # noqa: BLE001 - the finding
        return [f"{told}: {error!r}"]
    return []


def _fixtures(tally: Tally, folder: Path, chance: random.Random, times: int) -> int:
    """The files of a folder that somebody names, through both doors; how many were tried."""
    root = os.environ.get("FIXTURES", "")
    tried = 0
    for source in sorted(Path(root).rglob("*")) if root else ():
        if not source.is_file() or not 0 < source.stat().st_size < _LARGEST:
            continue
        problems: list[str] = []
        for victim, data in _harmed({source.name: source.read_bytes()}, chance, times):
            tried += 1
            path = lay(folder / "ugly", {victim: data})
            problems += _read(path, f"{source.name}, {len(data)} bytes")
        tally.round(problems)
    return tried


def _read(path: Path, told: str) -> list[str]:
    """Read as articles and as whatever format it seems to be; what is no result and no refusal."""
    try:
        outcomes = [
            *read_paths([path], options=DEFAULTS),
            *read_annotated([path], ReadPlan(format="")),
        ]
    except AnnotateError as error:
        return [] if sentence(error).strip() else [f"{told}: {error!r}"]
    except Exception as error:  # noqa: BLE001 - the finding
        return [f"{told}: {error!r}"]
    refusals = [item for item in outcomes if isinstance(item, Refusal)]
    return [f"{told}: {item.error!r}" for item in refusals if not sentence(item.error).strip()]
