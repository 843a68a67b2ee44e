"""What an import did: the articles that went in, what was changed, what was refused and why."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from annotate.errors import (
    AnnotateError,
    ArticleDuplicateError,
    ArticleEmptyError,
    ImportFormatError,
)
from annotate.exchange.added import AddedArticle, AddedArticles
from annotate.exchange.drafts import ArticleDraft, Note, NoteCode, Refusal
from annotate.exchange.loss_groups import loss_lines
from annotate.exchange.loss_sentences import loss_sentence
from annotate.exchange.losses import Losses
from annotate.exchange.name_proposals import TakenName
from annotate.spans import Layer

if TYPE_CHECKING:
    from annotate.exchange.settling import Settled

FORMAT = 1
"""Version of the JSON report."""

LISTED = 20
"""How many refusals of one kind are listed for people; the JSON report has them all."""


def reason_of(error: AnnotateError) -> str:
    """Short code of the reason why something was refused, to count and to filter by."""
    if isinstance(error, ArticleEmptyError):
        return "empty"
    if isinstance(error, ArticleDuplicateError):
        return "removed" if error.fields.get("reason") == "removed" else "duplicate"
    if isinstance(error, ImportFormatError):
        return str(error.fields.get("reason") or "format")
    return str(error.fields.get("reason", "other"))


@dataclass(slots=True)
class ImportReport:
    """Grows while an import runs; `seconds` is the time taken."""

    articles: AddedArticles = field(default_factory=AddedArticles)
    refused: list[Refusal] = field(default_factory=list)
    seconds: float = 0.0
    was_cancelled: bool = False
    merged: list[str] = field(default_factory=list[str])
    """Ids of articles that were there and got annotations."""
    spans: int = 0
    suggestions: int = 0
    frames: int = 0
    chains: int = 0
    relations: int = 0
    losses: Losses = field(default_factory=Losses)
    formats: Counter[str] = field(default_factory=Counter[str])
    """How many files were read in which format."""
    labels: list[tuple[Layer, str]] = field(default_factory=list[tuple[Layer, str]])
    """Labels that were added to the schema."""
    names: list[TakenName] = field(default_factory=list[TakenName])
    """Names of the files that were taken as others of the schema."""

    @property
    def added(self) -> int:
        """How many articles went in."""
        return len(self.articles)

    def add(self, draft: ArticleDraft) -> None:
        """Count `draft` as gone in."""
        article = draft.article
        self.articles.append(
            AddedArticle(article.id, article.title, draft.source, draft.line, draft.notes)
        )

    def count(self, item: Settled) -> None:
        """Count the annotations that went in with an article."""
        self.spans += len(item.spans)
        self.suggestions += len(item.proposals)
        self.frames += len(item.frames)
        self.chains += len(item.chains)
        self.relations += len(item.relations)

    def refuse(self, refusal: Refusal) -> None:
        """Count `refusal`."""
        self.refused.append(refusal)

    @property
    def removed_ids(self) -> list[str]:
        """Ids of the removed articles whose texts came again, each once."""
        refused = (item.error for item in self.refused if reason_of(item.error) == "removed")
        return list(dict.fromkeys(str(error.fields["article_id"]) for error in refused))

    def refused_by_reason(self) -> dict[str, int]:
        """How many were refused for each reason, the most frequent first."""
        return dict(Counter(reason_of(item.error) for item in self.refused).most_common())

    def noted_by_code(self) -> dict[NoteCode, int]:
        """How many articles have a note of each kind, the most frequent first."""
        return dict(
            Counter(
                code for item in self.articles for code in {note.code for note in item.notes}
            ).most_common()
        )

    def to_json(self, *, describe: Callable[[AnnotateError], str]) -> str:
        """The whole report as JSON; `describe` gives the sentence for an error."""
        return json.dumps(
            {
                "format": FORMAT,
                "added": self.added,
                "refused": len(self.refused),
                "seconds": round(self.seconds, 3),
                "was_cancelled": self.was_cancelled,
                "merged": len(self.merged),
                "spans": self.spans,
                "suggestions": self.suggestions,
                "frames": self.frames,
                "chains": self.chains,
                "relations": self.relations,
                "formats": dict(self.formats),
                "new_labels": [f"{layer}:{name}" for layer, name in self.labels],
                "not_carried": {str(code): n for code, n in self.losses.counts.most_common()},
                "refused_by_reason": self.refused_by_reason(),
                "noted_by_code": self.noted_by_code(),
                "refusals": [
                    {
                        "source": item.source,
                        "line": item.line,
                        "reason": reason_of(item.error),
                        "message": describe(item.error),
                    }
                    for item in self.refused
                ],
                "losses": [
                    {
                        "source": item.source,
                        "line": item.line,
                        "reason": str(item.code),
                        "count": item.count,
                        "message": loss_sentence(item),
                    }
                    for item in self.losses.listed
                ],
                "names": [
                    {"kind": name.kind, "from": name.given, "to": name.ours} for name in self.names
                ],
                "articles": [
                    {
                        "id": item.id,
                        "title": item.title,
                        "source": item.source,
                        "line": item.line,
                        "notes": [{"code": note.code, "value": note.value} for note in item.notes],
                    }
                    for item in self.articles
                ],
            },
            ensure_ascii=False,
            indent=1,
        )

    def to_lines(
        self,
        *,
        describe: Callable[[AnnotateError], str],
        describe_note: Callable[[Note], str],
        limit: int = LISTED,
    ) -> Iterator[str]:
        """Lines for people, `where: what`: `limit` for each reason and each note, then a count."""
        shown: Counter[str] = Counter()
        for refusal in self.refused:
            reason = reason_of(refusal.error)
            shown[reason] += 1
            if shown[reason] <= limit:
                yield refusal_line(refusal, describe=describe)
        for item in self.articles:
            for note in item.notes:
                shown[note.code] += 1
                if shown[note.code] <= limit:
                    yield f"{place(item.source, item.line)}: {describe_note(note)}"
        yield from loss_lines(self.losses, limit=limit)
        for code, count in shown.items():
            if count > limit:
                yield f"… {count - limit} more of this kind: {code}"


def place(source: str, line: int | None) -> str:
    """`source`, with the line if there is one, as compilers write it."""
    return source if line is None else f"{source}:{line}"


def refusal_line(
    refusal: Refusal,
    *,
    describe: Callable[[AnnotateError], str],
    tr: Callable[[str], str] = str,
) -> str:
    """Place and sentence of one refusal; the sentence need not name the place again."""
    text = describe(refusal.error).removeprefix(refusal.source)
    if refusal.line is not None:
        text = text.removeprefix(tr(", line {line}").format(line=refusal.line))
    return f"{place(refusal.source, refusal.line)}: {text.lstrip(' ,:')}"
