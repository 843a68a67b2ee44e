r"""The stateless form: lines of `{"id","text"}` in, the same with suggested spans out.

Offsets count code points of the text as given. Suggesters see the text as Spandesk would store
it; where that drops characters (a byte-order mark, the `\r` of `\r\n`), offsets are mapped back.
"""

from __future__ import annotations

import json
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import BinaryIO, cast

import msgspec

from annotate.errors import AnnotateError, ArticleUnreadableError
from annotate.exchange.drafts import DEFAULTS, ReadOptions, Refusal, clean_line
from annotate.exchange.json_records import parse_json
from annotate.exchange.json_stream import RawRecord, as_utf8, read_lines
from annotate.frames.suggested import SuggestedFrame
from annotate.suggestions import Proposal, Suggestion
from annotate.text import normalise_text

_ENCODER = msgspec.json.Encoder()


@dataclass(frozen=True, slots=True)
class SeenText:
    r"""A text as given, and `seen`, what a suggester gets of it.

    `_line_ends` are the offsets in `seen` of line feeds that were `\r\n`; `_shift` is the number
    of byte-order marks that stood in front.
    """

    given: str
    seen: str
    _shift: int = 0
    _line_ends: tuple[int, ...] = ()

    @classmethod
    def from_given(cls, given: str) -> SeenText:
        """What a suggester sees of `given`."""
        normalised = normalise_text(given)
        seen = normalised.text
        if len(seen) == len(given):
            return cls(given, seen)
        shift = len(given) - len(given.lstrip("\ufeff"))
        line_ends: list[int] = []
        at = given.find("\r\n", shift)
        while at >= 0:
            line_ends.append(at - shift - len(line_ends))
            at = given.find("\r\n", at + 2)
        return cls(given, seen, shift, tuple(line_ends))

    def given_offset(self, seen_offset: int) -> int:
        """Offset in `given` of the border between characters at `seen_offset`."""
        return seen_offset + self._shift + bisect_left(self._line_ends, seen_offset)


@dataclass(frozen=True, slots=True)
class SuggestRequest:
    """One line to answer: `id` is given back as it came (any JSON string or number)."""

    id: str | int | float
    text: SeenText
    line: int


@dataclass(frozen=True, slots=True)
class AnsweredSpan:
    """One suggested span of the answer; offsets are code points of the text as given."""

    start: int
    end: int
    label: str
    layer: str
    score: float
    suggester: str
    explanation: str = ""


def read_requests(
    stream: BinaryIO, *, source: str, options: ReadOptions = DEFAULTS
) -> Iterator[SuggestRequest | Refusal]:
    """The requests of `stream` (JSONL in UTF-8), in order; a bad line is refused by its number.

    A line without an id gets its number. An empty text is a good request: it has no spans.
    """
    limit = 2 * options.max_text_bytes
    for record in read_lines(as_utf8(stream), limit=limit):
        try:
            yield _request(record, source, limit)
        except AnnotateError as error:
            yield Refusal(source, record.line, error)


def _request(record: RawRecord, source: str, limit: int) -> SuggestRequest:
    def refusal(reason: str, **fields: object) -> ArticleUnreadableError:
        return ArticleUnreadableError(source=source, reason=reason, line=record.line, **fields)

    if record.data is None:
        raise refusal("too_large", size=record.size, limit=limit)
    try:
        value = parse_json(record.data)
    except UnicodeDecodeError as error:
        raise refusal("asked_encoding") from error
    except ValueError as error:
        raise refusal("asked_not_json") from error
    if not isinstance(value, dict):
        raise refusal("not_object")
    fields = cast("dict[str, object]", value)
    if "text" not in fields:
        raise refusal("no_text", found=clean_line(", ".join(list(fields)[:10])))
    text = fields["text"]
    if not isinstance(text, str):
        raise refusal("text_not_string")
    given_id = fields.get("id")
    if given_id is None:
        given_id = record.line
    elif not isinstance(given_id, (str, int, float)) or isinstance(given_id, bool):
        raise refusal("id_not_plain")
    return SuggestRequest(given_id, SeenText.from_given(text), record.line)


def answer_spans(
    request: SuggestRequest, suggestions: Iterable[Suggestion | Proposal]
) -> list[AnsweredSpan]:
    """`suggestions` about the seen text as spans of the text as given, in the same order."""
    place = request.text.given_offset
    return [
        AnsweredSpan(
            start=place(item.start),
            end=place(item.end),
            label=item.label,
            layer=str(item.layer),
            score=item.score,
            suggester=item.suggester,
            explanation=item.explanation,
        )
        for item in suggestions
    ]


@dataclass(frozen=True, slots=True)
class AnsweredArgument:
    """A filler of a role; offsets are code points of the text as given.

    `label` and `layer` are those of the span that it is; a free phrase has neither.
    """

    start: int
    end: int
    role: str
    label: str
    layer: str
    score: float
    explanation: str = ""


@dataclass(frozen=True, slots=True)
class AnsweredTrigger:
    """The trigger of an answered frame."""

    start: int
    end: int
    label: str


@dataclass(frozen=True, slots=True)
class AnsweredFrame:
    """What is suggested for one trigger: arguments and attributes by the names of a schema."""

    trigger: AnsweredTrigger
    arguments: Sequence[AnsweredArgument]
    attributes: Mapping[str, str]


def answer_frames(request: SuggestRequest, frames: Iterable[SuggestedFrame]) -> list[AnsweredFrame]:
    """Frames about the seen text as those of the text as given, in the same order."""
    place = request.text.given_offset
    return [
        AnsweredFrame(
            AnsweredTrigger(place(frame.start), place(frame.end), frame.label),
            [
                AnsweredArgument(
                    start=place(each.start),
                    end=place(each.end),
                    role=each.role,
                    label=each.label,
                    layer=str(each.layer) if each.label else "",
                    score=each.score,
                    explanation=each.explanation,
                )
                for each in frame.arguments
            ],
            {name: value for name, value, _ in frame.attributes},
        )
        for frame in frames
    ]


@dataclass(frozen=True, slots=True)
class _Answer:
    id: str | int | float
    text: str
    spans: Sequence[AnsweredSpan]


@dataclass(frozen=True, slots=True)
class _AnswerWithFrames(_Answer):
    frames: Sequence[AnsweredFrame]


def encode_answer(
    request: SuggestRequest,
    spans: Sequence[AnsweredSpan],
    frames: Sequence[AnsweredFrame] | None = None,
) -> bytes:
    """One line of the answer, line feed included; ASCII escapes only where nothing else can be."""
    if frames is None:
        answer = _Answer(request.id, request.text.given, spans)
    else:
        answer = _AnswerWithFrames(request.id, request.text.given, spans, frames)
    try:
        return _ENCODER.encode(answer) + b"\n"
    except UnicodeEncodeError:  # a lone surrogate, given as an escape, can only go back as one
        return json.dumps(asdict(answer)).encode("ascii") + b"\n"
