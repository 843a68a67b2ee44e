# ruff: noqa: ANN401 - a suggester may return anything, and that is the point
"""Suggesters that misbehave in every way we could think of; loaded by the worker process only."""

from __future__ import annotations

import contextlib
import itertools
import os
import re
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from annotate.articles import Article
from annotate.spans import Layer
from annotate.suggestions import Proposal

HERE = "tests.faults.bad_suggesters"


def word_proposals(article: Article, name: str) -> list[Proposal]:
    start = article.text.find("Kyiv")
    return (
        [] if start < 0 else [Proposal(start, start + 4, "GPE", Layer.ENTITY, 0.9, name, "fixed")]
    )


class Scripted:
    """A suggester around one function of the article."""

    version = "1"
    layers = frozenset(Layer)

    def __init__(self, name: str, act: Callable[[Article], Any]) -> None:
        self.name = name
        self._act = act

    def suggest(self, article: Article) -> Any:
        return self._act(article)


def good() -> Scripted:
    return Scripted("good", lambda article: word_proposals(article, "good"))


def slow() -> Scripted:
    """Takes a moment; for tests that need a job in flight."""

    def act(article: Article) -> list[Proposal]:
        time.sleep(0.4)
        return word_proposals(article, "slow")

    return Scripted("slow", act)


def _raise(_: Article) -> Any:
    raise ValueError("no luck with \udcff")


def raises() -> Scripted:
    return Scripted("raises", _raise)


def exits_politely() -> Scripted:
    return Scripted("exits_politely", lambda _: sys.exit(3))


def hangs() -> Scripted:
    return Scripted("hangs", lambda _: threading.Event().wait())


def _spin(_: Article) -> Any:
    for _number in itertools.count():
        pass


def spins() -> Scripted:
    return Scripted("spins", _spin)


def _eat(_: Article) -> Any:
    eaten = []
    while True:
        eaten.append(bytearray(16 << 20))


def eats() -> Scripted:
    return Scripted("eats", _eat)


def exits() -> Scripted:
    return Scripted("exits", lambda _: os._exit(0))


def _crash(_: Article) -> Any:
    import faulthandler

    faulthandler._sigsegv()


def crashes() -> Scripted:
    return Scripted("crashes", _crash)


def crashes_on_marked() -> Scripted:
    """Crashes only on articles that say so."""

    def act(article: Article) -> Any:
        return _crash(article) if "CRASH" in article.text else word_proposals(article, "marked")

    return Scripted("crashes_on_marked", act)


class Odd:
    """Not a proposal, but shaped like one."""

    def __init__(self, **fields: object) -> None:
        self.__dict__.update(fields)


def _bad_spans(article: Article) -> Any:
    size = len(article.text)
    base: dict[str, object] = {
        "start": 0, "end": 4, "label": "GPE", "layer": Layer.ENTITY, "score": 0.5,
        "explanation": "",
    }  # fmt: skip
    bad: list[dict[str, object]] = [
        {"start": -1}, {"end": size + 1}, {"start": 4, "end": 4}, {"start": 5, "end": 2},
        {"start": "0"}, {"start": 0.5}, {"end": None}, {"label": None}, {"label": "  "},
        {"label": 7}, {"label": "x" * 5000}, {"label": "\udc80"}, {"layer": "mood"},
        {"score": float("nan")}, {"score": "high"}, {"score": None}, {"end": 10**30},
        {"start": True},
    ]  # fmt: skip
    odd = [Odd(**{**base, **change}) for change in bad]
    return [*word_proposals(article, "?"), *odd, None, 5]


BAD_SPANS = 20


def bad_spans() -> Scripted:
    return Scripted("bad_spans", _bad_spans)


def _flood(_: Article) -> Any:
    return [Proposal(0, 4, "GPE", Layer.ENTITY, 0.5, "flood")] * 1_000_000


def floods() -> Scripted:
    return Scripted("floods", _flood)


def endless() -> Scripted:
    """An endless generator instead of a list."""
    proposal = Proposal(0, 4, "GPE", Layer.ENTITY, 0.5, "endless")
    return Scripted("endless", lambda _: itertools.repeat(proposal))


def nothing() -> Scripted:
    return Scripted("nothing", lambda _: None)


def chatty() -> Scripted:
    """Writes to standard output, where the answers used to go, and reads standard input."""

    def act(article: Article) -> Any:
        print("chatter " * 1000)
        os.write(1, b"\x00" * 4096)
        with contextlib.suppress(EOFError):
            input()
        return word_proposals(article, "chatty")

    return Scripted("chatty", act)


def numeric() -> Scripted:
    """Gives numpy numbers, as models do."""

    def act(article: Article) -> Any:
        import numpy as np

        start = np.int64(article.text.find("Kyiv"))
        return [Odd(start=start, end=start + 4, label=np.str_("GPE"), layer="entity",
                    score=np.float32(0.25), explanation="model")]  # fmt: skip

    return Scripted("numeric", act)


def _regex_bomb(_: Article) -> Any:
    return re.match(r"(a+)+$", "a" * 60 + "b")  # holds the interpreter for ages


def regex_bomb() -> Scripted:
    return Scripted("regex_bomb", _regex_bomb)


def fails_to_load() -> Scripted:
    raise RuntimeError("weights missing")


def dies_on_load() -> Scripted:
    os._exit(9)


def kills_itself_once() -> Scripted:
    """Is killed from outside at the first article, as by the system; fine afterwards."""

    def act(article: Article) -> Any:
        marker = Path(dict(article.meta)["marker"])
        if not marker.exists():
            marker.touch()
            os.kill(os.getpid(), 9)
        return word_proposals(article, "kills_itself_once")

    return Scripted("kills_itself_once", act)


NAMES = (
    "good", "slow", "raises", "exits_politely", "hangs", "spins", "eats", "exits", "crashes",
    "crashes_on_marked", "bad_spans", "floods", "endless", "nothing", "chatty", "numeric",
    "regex_bomb", "fails_to_load", "dies_on_load", "kills_itself_once",
)  # fmt: skip
DOOR = tuple((name, f"{HERE}:{name}") for name in NAMES)
