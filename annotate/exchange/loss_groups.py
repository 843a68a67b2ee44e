"""Losses put together for people: those that are the same once, many of one kind as a list.

A thing that happened in many places is one line with the first of them; a kind of which there are
more than a few things is one sentence with their number, and a short line for each below it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import islice

from annotate.exchange.loss_sentences import Translate, loss_sentence
from annotate.exchange.losses import Loss, LossCode, Losses

LISTED = 20
"""How many losses of one kind are listed for people."""

_FEW = 3  # so many different things of a kind have a sentence each
_PLACES = 3  # so many places of one thing are named

_MANY: Mapping[LossCode, str] = {
    LossCode.EMPTY_SPAN: "{count} spans cover no character, so they were left out; nothing is to "
    "be done:",
    LossCode.BAD_SPAN: "{count} spans cannot lie in their texts, so they were left out; mend their "
    "offsets and import again:",
    LossCode.DISCONTINUOUS: "{count} spans come in pieces, so the whole stretch was taken; look "
    "whether that is meant:",
    LossCode.DUPLICATE_SPAN: "{count} things are there twice and went in once; nothing is to be "
    "done:",
    LossCode.DUPLICATE_ID: "{count} ids belong to two things each; nothing refers to them, so all "
    "went in:",
    LossCode.DANGLING: "{count} things refer to something that is not there, so they were left "
    "out; mend the files and import again:",
    LossCode.DOCUMENT_LABEL: "{count} labels are about whole texts, for which Spandesk has no "
    "place; they stay in the files:",
    LossCode.NO_LABEL: "{count} things have no label, so they were left out; give them one and "
    "import again:",
    LossCode.LEFT_OUT: "{count} things were left out, as their labels were to be:",
    LossCode.TRIMMED: "{count} spans lost the white space at their edges, which the format cannot "
    "hold:",
    LossCode.SURFACE: "{count} spans are not on the text that their file says; their offsets were "
    "taken as they are, so look at the places:",
    LossCode.MOVED: "{count} spans were taken where their text stands, as their offsets cannot be; "
    "look at them:",
    LossCode.ELEMENT: "{count} things have no place in Spandesk; they stay in the files:",
    LossCode.NOTE: "{count} notes have no place in Spandesk; they stay in the files:",
    LossCode.FIELD: "{count} fields have no place in Spandesk; they stay in the files:",
    LossCode.OVERLAP: "{count} spans overlap others, which the format cannot hold; choose a format "
    "that can, such as JSONL:",
    LossCode.OFF_TOKENS: "{count} spans do not begin and end with tokens, which the format asks "
    "for; snap them to their tokens:",
    LossCode.TOKENS: "{count} spans do not begin and end with tokens, so their articles were "
    "written without them; snap them to their tokens to have them there:",
    LossCode.EVENT: "{count} spans are events, which the format cannot hold:",
    LossCode.FRAME: "{count} events with their arguments have no place there; their spans went on:",
    LossCode.CHAIN: "{count} chains have no place there; their spans went on:",
    LossCode.ARGUMENT: "{count} arguments went with their spans:",
    LossCode.ATTRIBUTE: "{count} attributes have no place in the format:",
    LossCode.SUGGESTION: "{count} suggestions have no place in the format; accept first what is to "
    "be there:",
    LossCode.REJECTED: "{count} rejected spans have no place in the format:",
    LossCode.COMPLETE: "{count} complete regions have no place in the format:",
    LossCode.CHARACTER: "{count} characters were replaced, as the format cannot hold them:",
    LossCode.FACT: "{count} facts about articles have no place in the format:",
    LossCode.STATE: "{count} states of articles have no place in the format:",
    LossCode.RELATION: "{count} relations have no place there; their spans went on:",
    LossCode.SELF_RELATION: "{count} relations tie a span to itself, so they were left out; mend "
    "the files and import again if other spans were meant:",
}


def loss_lines(
    losses: Losses, *, limit: int = LISTED, tr: Translate | None = None
) -> Iterator[str]:
    """Lines for people, `where: what`: at most `limit` things of each kind, then a count."""
    translate = tr or str
    kinds: defaultdict[LossCode, list[Sequence[Loss]]] = defaultdict(list)
    for same in same_losses(losses.listed):
        kinds[same[0].code].append(same)
    for code, things in kinds.items():
        if len(things) > _FEW:
            yield translate(_MANY[code]).format(count=f"{losses.counts[code]:,}")
            for same in islice(things, limit):
                yield f"    {loss_places(same, tr=tr)}: {same[0].detail or '–'}"
        else:
            yield from (
                f"{loss_places(same, tr=tr)}: {sentence_of(same, tr=tr)}" for same in things[:limit]
            )
        told = sum(loss.count for same in things[:limit] for loss in same)
        if hidden := losses.counts[code] - told:
            more = translate("… {count} more of this kind: {code}")
            yield more.format(count=hidden, code=code)


def same_losses(losses: Iterable[Loss]) -> list[Sequence[Loss]]:
    """Losses of one kind with the same detail together, in the order in which they came."""
    found: defaultdict[tuple[LossCode, str], list[Loss]] = defaultdict(list)
    for loss in losses:
        found[loss.code, loss.detail].append(loss)
    return list(found.values())


def sentence_of(same: Sequence[Loss], *, tr: Translate | None = None) -> str:
    """The sentence for losses that are the same; their counts are added up."""
    return loss_sentence(replace(same[0], count=sum(loss.count for loss in same)), tr=tr)


def loss_places(
    same: Sequence[Loss],
    *,
    tr: Translate | None = None,
    name: Callable[[str], str] = str,
) -> str:
    """Where losses stood, as compilers write it; the first few, and how many more.

    `name` shortens the name of a file.
    """
    spots = list(dict.fromkeys((loss.source, loss.line) for loss in same))
    parts: list[str] = []
    before = ""
    for source, line in spots[:_PLACES]:
        shown = name(source) if line is None else f"{name(source)}:{line}"
        parts.append(str(line) if source == before and line is not None else shown)
        before = source
    text = ", ".join(parts)
    more = len(spots) - len(parts)
    if not more:
        return text
    return (tr or str)("{places} and {count} more").format(places=text, count=f"{more:,}")
