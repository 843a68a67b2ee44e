"""The built-in news model: an int8 network in onnxruntime; loaded and run in the worker only.

Offsets are code points of the text, half-open. The model and how it was made are described in
`resources/models/README.md`.
"""

from __future__ import annotations

import json
import math
import os
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, cast

from annotate.errors import PipelineMissingError
from annotate.spans import Layer
from annotate.suggesters.news_decode import best_tags, span_scores, spans_of
from annotate.suggesters.news_labels import ENTITY_TYPES, EVENT_TYPES, STYLES
from annotate.suggesters.news_pieces import WordPieces
from annotate.suggesters.news_text import NEW_LINE, Words, cut_words, read_words, sentences, windows

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from onnxruntime import InferenceSession

    Scores = NDArray[np.float32]

NAME: Final = "news"
_CLS, _SEP = 101, 102
_MAX_PIECES: Final = 500
"""Longest run of pieces the network can read at once, short of its 512 positions."""
_BATCH_PIECES: Final = 4096
_PART_PIECES: Final = 2048
"""A text with more pieces than a batch is read in parts of so many, from its start on."""
_THREADS: Final = 2
_HEADS: Final = ("entities", "triggers", "types")
_STATES: Final = "states"
_BESIDE: Final = 2
"""Sentences before and behind one that are read with it."""
_REMEMBERED: Final = 40_000
"""Characters of a text whose states are kept until the next one."""


@dataclass(frozen=True, slots=True)
class Found:
    """A span the model found; `score` is calibrated: about this part of such spans is right."""

    start: int
    end: int
    label: str
    layer: Layer
    score: float


@dataclass(frozen=True, slots=True)
class Asked:
    """A span that somebody else proposes, about which the model is asked."""

    start: int
    end: int
    label: str
    layer: Layer


@dataclass(frozen=True, slots=True)
class Seen:
    """What the model says of one span: its raw chance, and whether it is the model's own choice."""

    start: int
    end: int
    label: str
    layer: Layer
    raw: float
    is_chosen: bool


Stretch = tuple[Words, "Scores"]
"""The words of a sentence, and what the lower layers see of each: (words, width)."""

HeardPart = Callable[[list[Seen], int, int], None]
"""Takes what was seen in a part of a long text, and its start and end (code points)."""


@dataclass(frozen=True, slots=True)
class Calibration:
    """Turns a raw chance into a calibrated one: a line in log odds, with a shift for each label."""

    slope: float = 1.0
    offset: float = 0.0
    shifts: Mapping[str, float] | None = None

    def of(self, raw: float, label: str) -> float:
        """The calibrated chance, 0 to 1, for a raw one."""
        odds = self.slope * log_odds(raw) + self.offset
        odds += (self.shifts or {}).get(label, 0.0)
        return chance_of(odds)


def log_odds(chance: float) -> float:
    """Log odds of a chance, kept finite."""
    chance = min(max(chance, 1e-6), 1.0 - 1e-6)
    return math.log(chance / (1.0 - chance))


def chance_of(odds: float) -> float:
    """The chance for log odds, however large."""
    return 1.0 / (1.0 + math.exp(-min(max(odds, -30.0), 30.0)))


@dataclass(frozen=True, slots=True)
class _Sentence:
    """The words of one stretch of one text, and its place among all that were asked for."""

    text: int
    words: Words


class NewsModel:
    """The loaded model; one instance serves one process."""

    is_ours = False
    """It draws names as the guideline that it is told of does."""

    def __init__(
        self,
        folder: Path,
        *,
        threads: int = 0,
        keeps_all: bool = False,
        entity_style: str | None = None,
        least: float | None = None,
    ) -> None:
        """Load the files in `folder`.

        `keeps_all` also gives the spans under the floors; `entity_style` is one of the guidelines
        of `news_labels.STYLES` in place of the one that the model was shipped with; `least` is the
        score from which the merged spans count, in place of the measured one.
        """
        try:
            described = json.loads((folder / "news.json").read_text(encoding="utf-8"))
        except OSError as error:
            raise PipelineMissingError(suggester=NAME) from error
        self.version: str = described["version"]
        self._limit: int = described["window_pieces"]
        self.floors = {Layer(name): float(low) for name, low in described["floors"].items()}
        styles = (entity_style or described["styles"]["entity"], described["styles"]["event"])
        self.entity_style = styles[0]
        self._styles = [STYLES.index(style) for style in styles]
        self._keeps_all = keeps_all
        self.merge_floors = {
            Layer(name): float(low) if least is None else least
            for name, low in described.get("merge_floors", described["floors"]).items()
        }
        self.merge_weights: dict[Layer, dict[str, float]] = {
            Layer(name): weights for name, weights in described.get("merge", {}).items()
        }
        self.merge_knees: dict[str, float] = described.get("merge_knees", {})
        self._calibrations = {
            Layer(name): Calibration(**given) for name, given in described["calibration"].items()
        }
        self._pieces = WordPieces(folder / "vocab.txt")
        self._session = _open_session(folder / "news.onnx", threads)
        self._remembered: tuple[str, list[Stretch]] | None = None

    def read(self, text: str) -> list[Found]:
        """Entities and events in `text`, in text order."""
        return self.read_all([text])[0]

    def read_all(self, texts: Sequence[str]) -> list[list[Found]]:
        """The same for many texts; short ones share a batch."""
        return [list(self._found(seen)) for seen in self.look_all(texts)]

    def look_all(
        self,
        texts: Sequence[str],
        asked: Sequence[Sequence[Asked]] | None = None,
        heard: HeardPart | None = None,
    ) -> list[list[Seen]]:
        """The model's own choice for each text, and what it says of the spans asked about.

        Of a single long text, `heard` is told part by part while the rest is read.

        A span that does not begin and end with words of the model, or that crosses sentences, is
        not answered; nor is one with a label that the model does not know.
        """
        answers: list[list[Seen]] = [[] for _ in texts]
        asked = [sorted(some, key=_start) for some in asked or [()] * len(texts)]
        told = _Told(heard, answers[0]) if heard is not None and len(texts) == 1 else None
        # Of one article the frames are likely to be asked for next.
        kept: list[Stretch] | None = [] if _is_remembered(texts) else None
        for group in _groups(self._sentences(texts)):
            is_long = _is_long(group)
            for sentence, heads in self._scores(group, kept):
                words, some = sentence.words, asked[sentence.text]
                low = bisect_left(some, words.starts[0], key=_start)
                high = bisect_left(some, words.ends[-1], key=_start)
                answers[sentence.text] += _chosen(words, heads)
                answers[sentence.text] += _answered(words, heads, some[low:high])
                if told is not None and is_long:
                    told.after(words)
        if kept is not None:
            self._remembered = (texts[0], sorted(kept, key=_first_start))
        for answer in answers:
            answer.sort(key=lambda seen: (seen.start, seen.end, seen.layer))
        return answers

    def _found(self, seen: Iterable[Seen]) -> Iterator[Found]:
        for span in seen:
            score = self._calibrations[span.layer].of(span.raw, span.label)
            if self._keeps_all or score >= self.floors[span.layer]:
                yield Found(span.start, span.end, span.label, span.layer, score)

    def _around(self, text: str, near: Sequence[tuple[int, int, str]]) -> Iterator[_Sentence]:
        """Sentences that hold one of the places, and their neighbours; each run of them apart."""
        text = _plain(text)
        cuts = sentences(text)
        wanted = {
            index + step
            for index, cut in enumerate(cuts)
            if _holds_any(cut, near)
            for step in range(-_BESIDE, _BESIDE + 1)
        }
        run, last = 0, -1
        for index in sorted(wanted & set(range(len(cuts)))):
            run += index != last + 1
            last = index
            for part in self._cut(text, cuts[index]):
                yield _Sentence(run, part)

    def _cut(self, text: str, cut: tuple[int, int]) -> list[Words]:
        low, high = cut
        words = read_words(text, low, self._pieces.cut(text[low:high]))
        return cut_words(words, _MAX_PIECES)

    def _sentences(self, texts: Sequence[str]) -> Iterator[_Sentence]:
        for index, raw in enumerate(texts):
            text = _plain(raw)
            for cut in sentences(text):
                for part in self._cut(text, cut):
                    yield _Sentence(index, part)

    def _scores(
        self, group: Sequence[_Sentence], kept: list[Stretch] | None
    ) -> Iterator[tuple[_Sentence, tuple[Scores, Scores, Scores]]]:
        """Scores per word of each sentence; `kept` gets what the lower layers see of them."""
        for batch in self._batches(group):
            yield from self._run(batch, kept)

    def inputs_of(self, texts: Sequence[str]) -> Iterator[dict[str, Any]]:
        """The network's inputs for the texts, batch by batch, as `look_all` gives them to it."""
        for group in _groups(self._sentences(texts)):
            yield from map(self._inputs, self._batches(group))

    def states_of(self, text: str, near: Sequence[tuple[int, int, str]]) -> list[Stretch]:
        """What the lower layers see of each word, in the sentences of the places `near`.

        A short text is read whole, and remembered: it is likely to be asked about again. Of a long
        one only such sentences and those beside them are read. `near` are in text order.
        """
        is_short = len(text) <= _REMEMBERED
        if is_short and self._remembered is not None and self._remembered[0] == text:
            return self._remembered[1]
        found: list[Stretch] = []
        asked = self._sentences([text]) if is_short else self._around(text, near)
        for group in _groups(asked):
            for batch in self._batches(group):
                answer = self._session.run([_STATES], self._inputs(batch))
                found += _stretches(batch, cast("list[Scores]", answer)[0])
        found.sort(key=_first_start)
        if is_short:
            self._remembered = (text, found)
        return found

    def run_bare(self, inputs: dict[str, Any]) -> None:
        """Run the network on one batch and read nothing of its answer: the least that it costs."""
        self._session.run(_HEADS, inputs)

    def _batches(self, group: Sequence[_Sentence]) -> Iterator[list[list[_Sentence]]]:
        """Windows of like length share a batch.

        A long text is read from its start on instead, whoever asks, so that its scores are always
        the same: those of an int8 network differ a little with what shares a batch.
        """
        runs: list[list[_Sentence]] = []
        for low, high in _text_runs(group):
            lengths = [len(sentence.words.pieces) for sentence in group[low:high]]
            cuts = windows(lengths, limit=self._limit)
            runs += [list(group[low + a : low + b]) for a, b in cuts]
        is_long = _is_long(group)
        if not is_long:
            runs.sort(key=_run_pieces)
        most, widest = (_PART_PIECES if is_long else _BATCH_PIECES), 0
        batch: list[list[_Sentence]] = []
        for run in runs:
            widest = max(widest, _run_pieces(run) + 2)
            if batch and widest * (len(batch) + 1) > most:
                yield batch
                batch, widest = [], _run_pieces(run) + 2
            batch.append(run)
        if batch:
            yield batch

    def _run(
        self, batch: Sequence[Sequence[_Sentence]], kept: list[Stretch] | None
    ) -> Iterator[tuple[_Sentence, tuple[Scores, Scores, Scores]]]:
        wanted = _HEADS if kept is None else (*_HEADS, _STATES)
        answer = cast("list[Scores]", self._session.run(wanted, self._inputs(batch)))
        entities, triggers, types = answer[:3]
        if kept is not None:
            kept += _stretches(batch, answer[3])
        for row, run in enumerate(batch):
            base = 1
            for sentence in run:
                columns = [base + piece for piece in sentence.words.first]
                yield (
                    sentence,
                    (
                        entities[row][columns],
                        triggers[row][columns],
                        types[row][columns],
                    ),
                )
                base += len(sentence.words.pieces)

    def _inputs(self, batch: Sequence[Sequence[_Sentence]]) -> dict[str, Any]:
        import numpy as np

        width = max(map(_run_pieces, batch)) + 2
        arrays = {
            name: np.zeros((len(batch), width), dtype=np.int64)
            for name in ("pieces", "shapes", "spacings")
        }
        real = np.zeros((len(batch), width), dtype=np.bool_)
        for row, run in enumerate(batch):
            size = _run_pieces(run)
            real[row, : size + 2] = True
            arrays["pieces"][row, 1 : size + 1] = [p for s in run for p in s.words.pieces]
            arrays["shapes"][row, 1 : size + 1] = [p for s in run for p in s.words.shapes]
            arrays["spacings"][row, 1 : size + 1] = [p for s in run for p in s.words.spacings]
            arrays["pieces"][row, 0], arrays["pieces"][row, size + 1] = _CLS, _SEP
            arrays["spacings"][row, 1] = NEW_LINE
        styles = np.asarray(self._styles, dtype=np.int64)
        return {**arrays, "real": real, "styles": styles}


class _Told:
    """Tells of what was seen in a long text, a part at a time."""

    def __init__(self, heard: HeardPart, seen: list[Seen]) -> None:
        """Tell `heard` of what comes to `seen` in text order."""
        self._heard, self._seen = heard, seen
        self._first = len(seen)
        self._begins = self._pieces = 0

    def after(self, words: Words) -> None:
        """A sentence has been seen."""
        self._pieces += len(words.pieces)
        if self._pieces >= _PART_PIECES and words.ends[-1] > self._begins:
            part = sorted(self._seen[self._first :], key=lambda s: (s.start, s.end, s.layer))
            self._heard(part, self._begins, words.ends[-1])
            self._first, self._begins, self._pieces = len(self._seen), words.ends[-1], 0


def _start(asked: Asked) -> int:
    return asked.start


def _chosen(words: Words, heads: tuple[Scores, Scores, Scores]) -> Iterator[Seen]:
    entities, triggers, types = heads
    spans = spans_of(best_tags(entities))
    for span, raw in zip(spans, span_scores(entities, spans), strict=True):
        yield _seen(words, span, ENTITY_TYPES[span[2]], Layer.ENTITY, raw, is_chosen=True)
    spans = spans_of(best_tags(triggers))
    for span, raw in zip(spans, span_scores(triggers, spans), strict=True):
        chances = types[span[0] : span[1]].mean(axis=0)
        kind = int(chances[: len(EVENT_TYPES)].argmax())
        raw *= math.exp(float(chances[kind]))  # noqa: PLW2901 - of the trigger and its type
        yield _seen(words, span, EVENT_TYPES[kind], Layer.EVENT, raw, is_chosen=True)


def _answered(
    words: Words, heads: tuple[Scores, Scores, Scores], asked: Sequence[Asked]
) -> Iterator[Seen]:
    entities, triggers, types = heads
    first = {start: index for index, start in enumerate(words.starts)}
    last = {end: index + 1 for index, end in enumerate(words.ends)}
    for span in asked:
        low, high = first.get(span.start), last.get(span.end)
        if low is None or high is None or low >= high:
            continue
        if span.layer is Layer.ENTITY and span.label in ENTITY_TYPES:
            place = (low, high, ENTITY_TYPES.index(span.label))
            raw = span_scores(entities, [place])[0]
            yield _seen(words, place, span.label, span.layer, raw, is_chosen=False)
        elif span.layer is Layer.EVENT and span.label in EVENT_TYPES:
            kind = EVENT_TYPES.index(span.label)
            raw = span_scores(triggers, [(low, high, 0)])[0]
            raw *= math.exp(float(types[low:high, kind].mean()))
            yield _seen(words, (low, high, 0), span.label, span.layer, raw, is_chosen=False)


def _seen(
    words: Words,
    span: tuple[int, int, int],
    label: str,
    layer: Layer,
    raw: float,
    *,
    is_chosen: bool,
) -> Seen:
    return Seen(words.starts[span[0]], words.ends[span[1] - 1], label, layer, raw, is_chosen)


@cache
def shipped_folder() -> Path:
    """Where the shipped model lies; looked up once, since the window asks with every article."""
    return Path(str(resources.files("resources") / "models" / "news"))


def is_shipped() -> bool:
    """Whether this installation has the model."""
    return (shipped_folder() / "news.onnx").is_file()


def _open_session(file: Path, threads: int) -> InferenceSession:
    import onnxruntime

    if not file.exists():
        raise PipelineMissingError(suggester=NAME)
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads or min(_THREADS, os.cpu_count() or 1)
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    # A thread that waits in a loop for its share takes as much of a core as one that works.
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    return onnxruntime.InferenceSession(str(file), options, providers=["CPUExecutionProvider"])


def _groups(found: Iterable[_Sentence]) -> Iterator[list[_Sentence]]:
    """Stretches of bounded size, so that a book needs no more memory than an article."""
    group: list[_Sentence] = []
    filled = 0
    for sentence in found:
        group.append(sentence)
        filled += len(sentence.words.pieces)
        if filled >= 16 * _BATCH_PIECES:
            yield group
            group, filled = [], 0
    if group:
        yield group


def _text_runs(group: Sequence[_Sentence]) -> Iterator[tuple[int, int]]:
    low = 0
    for index in range(1, len(group) + 1):
        if index == len(group) or group[index].text != group[low].text:
            yield low, index
            low = index


def _stretches(batch: Sequence[Sequence[_Sentence]], states: Scores) -> Iterator[Stretch]:
    """The states of each word of the sentences of a batch: the mean of its pieces'."""
    import numpy as np

    for row, run in enumerate(batch):
        base = 1
        for sentence in run:
            words = sentence.words
            size = len(words.pieces)
            sums = np.add.reduceat(states[row, base : base + size], words.first, axis=0)
            counts = np.diff([*words.first, size])[:, None]
            yield words, (sums / counts).astype(np.float32)
            base += size


def _first_start(stretch: Stretch) -> int:
    return stretch[0].starts[0]


def _is_remembered(texts: Sequence[str]) -> bool:
    """Whether it is one text of an article's length."""
    return len(texts) == 1 and len(texts[0]) <= _REMEMBERED


def _plain(text: str) -> str:
    """Half of a surrogate pair cannot be written as UTF-8; the count of characters stays."""
    return text.encode("utf-8", "replace").decode("utf-8")


def _holds_any(cut: tuple[int, int], near: Sequence[tuple[int, int, str]]) -> bool:
    place = bisect_left(near, (cut[0], 0, ""))
    return place < len(near) and near[place][0] < cut[1]


def _is_long(group: Sequence[_Sentence]) -> bool:
    """Whether it is of one text that takes more than one batch."""
    return group[0].text == group[-1].text and _run_pieces(group) > _BATCH_PIECES


def _run_pieces(run: Sequence[_Sentence]) -> int:
    return sum(len(sentence.words.pieces) for sentence in run)
