"""What chains and relations have in common before the store: laws of scripts, and older files."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from annotate.annotations import AnnotationSet
from annotate.articles import Article, ArticleState
from annotate.desk import Desk
from annotate.edits import Edit, EditGroup, PutSpan, apply, inverse
from annotate.moments import differences, edit_between, rewound
from annotate.project import Project, Why
from annotate.spans import Span

Script = list[tuple[str, int, int]]
Chosen = Callable[[Desk, str, int, int], Edit | None]


def desk_of(article: Article, spans: tuple[Span, ...]) -> Desk:
    """The article, begun, with these spans and nothing else."""
    annotations = AnnotationSet(
        article_id=article.id,
        length=len(article.text),
        spans=spans,
        state=ArticleState.IN_PROGRESS,
    )
    return Desk(article, annotations)


def require_way(
    spans: tuple[Span, ...],
    one: Script,
    two: Script,
    chosen: Chosen,
    seen: Callable[[AnnotationSet], object],
) -> None:
    """One edit leads from what a script leaves to what another leaves, and back again.

    `seen` is what must be equal then, without ids.
    """

    def played(script: Script) -> AnnotationSet:
        desk = desk_of(Article("a", "x" * 160), spans)
        for line in script:
            if (edit := chosen(desk, *line)) is not None:
                desk.apply(edit)
        return desk.annotations

    before, after = played(one), played(two)
    edit = edit_between(before, after, "back")
    assert (edit is None) == (differences(before, after) == [])
    if edit is not None:
        apply(edit, before)
        assert seen(before) == seen(after)
        rewound(before, [edit])


def require_laws(
    project: Project,
    spans: tuple[Span, ...],
    script: Script,
    chosen: Chosen,
    is_sound: Callable[[AnnotationSet], bool],
) -> None:
    """Each step of a script is sound, durable, a moment that can be looked at, and taken back.

    The project has the article "a1" and nothing in it; `chosen` is the edit of a line.
    """
    desk = project.open_article("a1")
    article = desk.article
    done: list[Edit] = []
    moments = [desk.annotations.snapshot()]

    def make(edit: Edit) -> None:
        desk.apply(edit)
        project.write_edit(article, edit, why=Why.HAND, title="script")
        moments.append(desk.annotations.snapshot())
        assert is_sound(desk.annotations)

    make(EditGroup(tuple(PutSpan(None, span) for span in spans)))
    for choice, one, two in script:
        edit = inverse(done.pop()) if choice == "undo" and done else chosen(desk, choice, one, two)
        if edit is not None:
            make(edit)
            if choice != "undo":
                done.append(edit)
    project.close()
    with Project.open(project.path) as again:
        assert again.annotations("a1").snapshot() == desk.annotations.snapshot()
        assert again.check() == []
        for seq, moment in enumerate(moments):
            assert again.past.article_at("a1", seq).snapshot() == moment
        # Undo after a restart: the history alone leads back.
        for entry in reversed(again.history("a1")):
            again.write_edit(article, inverse(entry.edit), why=Why.UNDO, title="back")
        again.flush()
        assert again.annotations("a1").snapshot() == moments[0]
        assert again.check() == []


def write_older(path: Path, target: Path, *, version: int) -> None:
    """Write what a project holds to `target`, as a file of an earlier version."""
    from annotate.store.migrations import made_up_to
    from annotate.store.repair.salvage import salvage
    from annotate.store.sqlite import connect, connect_new

    made, source = made_up_to(version), connect(path, read_only=True)
    made.execute("PRAGMA foreign_keys = OFF")
    salvage(source, made)
    source.close()
    file = connect_new(target)
    made.backup(file)
    file.close()
    made.close()
