"""Annotated articles in: new ones whole, known ones only where nobody has said anything yet.

What a person has annotated is never overwritten. An article that is in the project already gets
the gold of a file only if it has none, and suggestions only if they are others than before; so a
second import of the same file changes nothing. One that is removed gets nothing, and that is said.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import replace
from enum import StrEnum
from typing import Any, NamedTuple

from annotate.annotations import AnnotationSet, Decision
from annotate.articles import Article, ArticleState
from annotate.chains.chain import Chain
from annotate.complete.marks import CompleteMark
from annotate.edits import (
    EditGroup,
    PrimitiveEdit,
    PutChain,
    PutComplete,
    PutDecision,
    PutFrame,
    PutRelation,
    PutSpan,
    PutState,
)
from annotate.frames.event_frame import Argument, EventFrame
from annotate.relations.relation import Relation
from annotate.spans import Span, new_id
from annotate.store import annotations as annotation_store
from annotate.store import articles as article_store
from annotate.store import edits as edit_store
from annotate.store import history as history_store
from annotate.store import suggestions as suggestion_store
from annotate.store.sqlite import Connection
from annotate.suggestions import Proposal


class Fate(StrEnum):
    """What became of one annotated article."""

    ADDED = "added"  # a new article
    MERGED = "merged"  # gold or suggestions for an article that had none of these
    UNCHANGED = "unchanged"  # everything is there already
    KEPT = "kept"  # the article has other annotations, which stand
    REMOVED = "removed"  # the article is removed, and takes nothing


class Incoming(NamedTuple):  # one for each article: a tuple is made in a third of the time
    """An article with all that comes with it; offsets, labels and ids are settled."""

    article: Article
    fingerprint: str
    spans: tuple[Span, ...] = ()
    frames: tuple[EventFrame, ...] = ()
    chains: tuple[Chain, ...] = ()
    relations: tuple[Relation, ...] = ()
    proposals: tuple[Proposal, ...] = ()
    decisions: tuple[Decision, ...] = ()
    complete: tuple[CompleteMark, ...] = ()
    state: ArticleState = ArticleState.NEW

    @property
    def is_bare(self) -> bool:
        """Whether there is nothing but the article."""
        return not (
            self.spans
            or self.proposals
            or self.decisions
            or self.complete
            or self.state is not ArticleState.NEW
        )


class Landed(NamedTuple):
    """The id under which an article is in the project, and what became of it."""

    article_id: str
    fate: Fate


def write(
    connection: Connection,
    items: Sequence[Incoming],
    *,
    at: str,
    annotator: str,
    title: str,
    own: Container[str] = (),
) -> list[Landed]:
    """Write `items` in order; what became of each.

    `own` are ids of articles that came in earlier in the same import: they take more gold of it.
    """
    taken = _taken_ids(connection, items)
    bare = [item.is_bare for item in items]
    # Whoever reads them has left out the texts that are known; gold may come for a known one.
    asked = [item.fingerprint for item, is_bare in zip(items, bare, strict=True) if not is_bare]
    there = _ids_by_fingerprint(connection, asked)
    fresh: dict[str, Incoming] = {}
    for item in items:
        if item.fingerprint not in there:
            fresh.setdefault(item.fingerprint, item)
    article_store.insert(
        connection,
        [item.article for item in fresh.values()],
        at=at,
        fingerprints={item.article.id: item.fingerprint for item in fresh.values()},
    )
    new_ids = {mark: item.article.id for mark, item in fresh.items()}
    mine = frozenset(new_ids.values())
    landed: list[Landed] = []
    for given, is_bare in zip(items, bare, strict=True):
        if is_bare and fresh.get(given.fingerprint) is given:
            landed.append(Landed(given.article.id, Fate.ADDED))
            continue
        item = _with_free_ids(given, taken)
        if fresh.get(item.fingerprint) is given:
            _write_new(connection, item, at=at)
            landed.append(Landed(item.article.id, Fate.ADDED))
            continue
        article_id = there.get(item.fingerprint) or new_ids[item.fingerprint]
        fate = _merge(
            connection,
            article_id,
            item,
            at=at,
            annotator=annotator,
            title=title,
            is_own=article_id in mine or article_id in own,
        )
        landed.append(Landed(article_id, fate))
    return landed


def _ids_by_fingerprint(connection: Connection, marks: Sequence[str]) -> dict[str, str]:
    found: dict[str, str] = {}
    for some in _slices(marks):
        signs = ", ".join("?" * len(some))
        found.update(
            connection.execute(
                f"SELECT fingerprint, id FROM article WHERE fingerprint IN ({signs})", some
            )
        )
    return found


def _taken_ids(connection: Connection, items: Iterable[Incoming]) -> set[str]:
    """Ids of spans and of what ties them among `items` that others in the project have."""
    taken: set[str] = set()
    asked = {
        "span": [span.id for item in items for span in item.spans],
        "frame": [frame.id for item in items for frame in item.frames],
        "chain": [chain.id for item in items for chain in item.chains],
        "relation": [relation.id for item in items for relation in item.relations],
    }
    for table, ids in asked.items():
        for some in _slices(ids):
            signs = ", ".join("?" * len(some))
            rows = connection.execute(f"SELECT id FROM {table} WHERE id IN ({signs})", some)
            taken.update(row[0] for row in rows)
    return taken


def _slices(values: Sequence[str], size: int = 500) -> Iterable[Sequence[str]]:
    return (values[at : at + size] for at in range(0, len(values), size))


def _with_free_ids(item: Incoming, taken: set[str]) -> Incoming:
    """`item` with ids that nobody has; its own count as taken from then on."""
    names: dict[str, str] = {}
    for thing in (*item.spans, *item.frames, *item.chains, *item.relations):
        names[thing.id] = new_id() if thing.id in taken else thing.id
    taken.update(names.values())
    if all(old == new for old, new in names.items()):
        return item
    return item._replace(
        spans=tuple(replace(span, id=names[span.id]) for span in item.spans),
        frames=tuple(
            replace(
                frame,
                id=names[frame.id],
                trigger_id=names[frame.trigger_id],
                arguments=tuple(
                    Argument(argument.role, names[argument.span_id]) for argument in frame.arguments
                ),
            )
            for frame in item.frames
        ),
        chains=tuple(
            replace(
                chain,
                id=names[chain.id],
                span_ids=tuple(names[span_id] for span_id in chain.span_ids),
            )
            for chain in item.chains
        ),
        relations=tuple(
            replace(
                relation,
                id=names[relation.id],
                head_id=names[relation.head_id],
                child_id=names[relation.child_id],
            )
            for relation in item.relations
        ),
    )


def _write_new(connection: Connection, item: Incoming, *, at: str) -> None:
    """Everything about an article that was just added, without a history: it began so."""
    article_id, text = item.article.id, item.article.text
    edit_store.insert_spans(connection, article_id, item.spans, text=text)
    edits: list[PrimitiveEdit] = [PutFrame(None, frame) for frame in item.frames]
    edits += [PutChain(None, chain) for chain in item.chains]
    edits += [PutRelation(None, relation) for relation in item.relations]
    edits += [PutDecision(None, decision) for decision in item.decisions]
    edits += [PutComplete(None, mark) for mark in item.complete]
    if item.state is not ArticleState.NEW:
        edits.append(PutState(ArticleState.NEW, item.state))
    edit_store.write_edit(connection, article_id, EditGroup(tuple(edits)), text=text)
    _write_proposals(connection, article_id, item.proposals, at=at)


def _merge(
    connection: Connection,
    article_id: str,
    item: Incoming,
    *,
    at: str,
    annotator: str,
    title: str,
    is_own: bool,
) -> Fate:
    present = annotation_store.read(connection, article_id)
    if present.state is ArticleState.REMOVED:
        return Fate.REMOVED
    is_changed = _write_proposals(connection, article_id, item.proposals, at=at)
    edits = _missing(present, item)
    if edits and not is_own and _is_annotated(present):
        return Fate.MERGED if is_changed else Fate.KEPT
    if edits:
        edit = EditGroup(tuple(edits), title)
        edit_store.write_edit(connection, article_id, edit, text=item.article.text)
        history_store.append(
            connection, article_id, edit, at=at, annotator=annotator, why="import", title=title
        )
    return Fate.MERGED if edits or is_changed else Fate.UNCHANGED


def _is_annotated(present: AnnotationSet) -> bool:
    return bool(
        len(present.spans)
        or present.frames
        or present.chains
        or present.relations
        or present.decisions
        or present.complete
        or present.state is not ArticleState.NEW
    )


def _missing(present: AnnotationSet, item: Incoming) -> list[PrimitiveEdit]:
    """The edits that add what the article has not yet; none when it has everything."""
    there = {span.key: span.id for span in present.spans}
    names = {span.id: there.get(span.key, span.id) for span in item.spans}
    edits: list[PrimitiveEdit] = [
        PutSpan(None, span) for span in item.spans if span.key not in there
    ]
    said = {_what(frame) for frame in present.frames.values()}
    for frame in item.frames:
        moved = replace(
            frame,
            trigger_id=names[frame.trigger_id],
            arguments=tuple(
                Argument(argument.role, names[argument.span_id]) for argument in frame.arguments
            ),
        )
        if _what(moved) not in said:
            edits.append(PutFrame(None, moved))
    edits += _missing_chains(present, item, names)
    told = {relation.key for relation in present.relations.values()}
    for relation in item.relations:
        tied = relation.between(names[relation.head_id], names[relation.child_id])
        if tied.key not in told:
            edits.append(PutRelation(None, tied))
    edits += [
        PutDecision(None, decision)
        for decision in item.decisions
        if decision.suggestion_id not in present.decisions
    ]
    edits += [PutComplete(None, mark) for mark in item.complete if mark.id not in present.complete]
    if item.state is not present.state and present.state is ArticleState.NEW:
        edits.append(PutState(present.state, item.state))
    return edits


def _missing_chains(
    present: AnnotationSet, item: Incoming, names: Mapping[str, str]
) -> list[PrimitiveEdit]:
    """Chains of spans that nobody has linked; one that has such a span already stands."""
    found: list[PrimitiveEdit] = []
    for chain in item.chains:
        span_ids = tuple(names[span_id] for span_id in chain.span_ids)
        if all(present.chain_of(span_id) is None for span_id in span_ids):
            found.append(PutChain(None, replace(chain, span_ids=span_ids)))
    return found


def _what(frame: EventFrame) -> tuple[Any, ...]:
    return (frame.trigger_id, frame.arguments, frame.attributes)


def _write_proposals(
    connection: Connection, article_id: str, proposals: Iterable[Proposal], *, at: str
) -> bool:
    """Keep the proposals of each suggester; whether any were others than before."""
    by_suggester = _by_suggester(proposals)
    if not by_suggester:
        return False
    present = suggestion_store.runs(connection, article_id)
    is_changed = False
    for suggester, said in by_suggester.items():
        version = _version(said)
        if present.get(suggester) == version:
            continue
        is_changed = True
        suggestion_store.write_run(
            connection, article_id, suggester=suggester, version=version, proposals=said, at=at
        )
    return is_changed


def version_of_proposals(proposals: Iterable[Proposal]) -> dict[str, str]:
    """What the runs of the suggesters with these proposals are noted as, by suggester."""
    return {name: _version(said) for name, said in _by_suggester(proposals).items()}


def _by_suggester(proposals: Iterable[Proposal]) -> dict[str, list[Proposal]]:
    found: dict[str, list[Proposal]] = defaultdict(list)
    for proposal in proposals:
        found[proposal.suggester].append(proposal)
    return found


def _version(said: Iterable[Proposal]) -> str:
    return hashlib.blake2b(repr(sorted(map(repr, said))).encode(), digest_size=8).hexdigest()
