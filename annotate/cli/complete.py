"""The command `complete`: of which labels regions of a project have every span, and to say so."""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from annotate.annotations import AnnotationSet
from annotate.articles import ArticleState
from annotate.cli.command_line import counted, open_project, project_path, say
from annotate.complete.marks import (
    LABELS,
    LabelName,
    Stretch,
    chosen_labels,
    is_within,
    known_regions,
    offered_labels,
    paragraphs,
)
from annotate.errors import UnknownLabelError
from annotate.removing import require_in_use
from annotate.spans import Layer

if TYPE_CHECKING:
    from annotate.project import Project


def add(command: Callable[..., argparse.ArgumentParser]) -> None:
    """Add the command to the grammar."""
    made = command(
        "complete",
        complete,
        "List which paragraphs are complete, with every span of some labels; or say that some are.",
    )
    made.add_argument("project", metavar="PROJECT", type=project_path, help="the project file")
    made.add_argument(
        "--label", metavar="[LAYER:]NAME", action="append", type=_label,
        help="complete for this label; may be given more than once; default: those that were "
        "chosen in the project, else all",
    )  # fmt: skip
    made.add_argument(
        "--article", metavar="ID", action="append",
        help="only this article; may be given more than once; default: all that are not skipped",
    )  # fmt: skip
    made.add_argument(
        "--paragraph", metavar="N", action="append", type=_number,
        help="only this paragraph of the article, counted from 1 without blank lines; may be "
        "given more than once",
    )  # fmt: skip
    deed = made.add_mutually_exclusive_group()
    deed.add_argument("--mark", action="store_true", help="say that they are complete")
    deed.add_argument("--remove", action="store_true", help="take that back")
    made.add_argument("--json", action="store_true", help="print JSON")


@dataclass(frozen=True, slots=True)
class _Asked:
    """Which paragraphs (from 0; none: all) and labels of each article."""

    labels: tuple[LabelName, ...]
    paragraphs: tuple[int, ...]

    def regions(self, text: str) -> list[Stretch]:
        """Where; paragraphs that the text has not are left out."""
        lines = paragraphs(text)
        if not self.paragraphs:
            return [(0, len(text))]
        return [lines[index] for index in self.paragraphs if index < len(lines)]


def complete(given: argparse.Namespace) -> int:
    """List what is complete, or mark, or take marks back."""
    is_changing = given.mark or given.remove
    if given.paragraph and len(given.article or ()) != 1:
        given.parser.error("--paragraph asks for one --article")
    if is_changing and not given.article:
        given.parser.error("--mark and --remove ask for an --article")
    with open_project(given.project, read_only=not is_changing) as opened:
        asked = _Asked(_labels(opened, given.label), tuple(given.paragraph or ()))
        ids = given.article or _ids(opened)
        if is_changing:
            require_in_use(opened, ids)
        if asked.paragraphs:
            count = len(paragraphs(opened.article(ids[0]).text))
            if max(asked.paragraphs) >= count:
                given.parser.error(f"article {ids[0]} has {count} paragraphs")
        if is_changing:
            _change(opened, ids, asked, is_marking=given.mark)
        _list(opened, ids, asked.labels, as_json=given.json)
    return 0


def _ids(project: Project) -> list[str]:
    states = (ArticleState.NEW, ArticleState.IN_PROGRESS, ArticleState.DONE)
    return project.article_ids(states=states)


def _labels(
    project: Project, given: Sequence[tuple[Layer | None, str]] | None
) -> tuple[LabelName, ...]:
    every = offered_labels(project.schema)
    if not given:
        return chosen_labels(project.setting(LABELS), every, project.schema.aliases)
    found: list[LabelName] = []
    for layer, name in given:
        fitting = [item for item in every if item[1] == name and layer in (None, item[0])]
        if not fitting:
            raise UnknownLabelError(label=name, layer=layer or " or ".join(Layer))
        found += fitting
    return tuple(dict.fromkeys(found))


def _change(project: Project, ids: Sequence[str], asked: _Asked, *, is_marking: bool) -> None:
    from annotate.cli.safety import back_up_before
    from annotate.complete.verbs import mark_complete, unmark_complete
    from annotate.edits import Edit
    from annotate.project import StepRef, Why

    verb = mark_complete if is_marking else unmark_complete
    edits: dict[str, Edit] = {}
    for article_id in dict.fromkeys(ids):
        regions = asked.regions(project.article(article_id).text)
        annotations = project.annotations(article_id)
        edit = verb(annotations, regions, asked.labels, annotator=project.annotator)
        if edit is not None:
            edits[article_id] = edit
    if edits:
        back_up_before(project)
        title = "mark complete" if is_marking else "not complete"
        steps = {article_id: StepRef() for article_id in edits}
        project.write_edits(edits, why=Why.COMMAND, title=title, steps=steps).result()


def _list(
    project: Project, ids: Sequence[str], labels: tuple[LabelName, ...], *, as_json: bool
) -> None:
    articles = marked = 0
    for article_id in ids:
        annotations = project.annotations(article_id)
        text = project.article(article_id).text
        lines = paragraphs(text)
        known = known_regions(annotations.complete.values(), labels)
        full = [number for number, line in enumerate(lines, start=1) if is_within(line, known)]
        articles += 1
        marked += bool(full)
        if as_json:
            say(json.dumps(_data(annotations, lines, full), ensure_ascii=False))
        elif annotations.complete:
            state = str(annotations.state).replace("_", " ")
            say(f"{article_id}: {len(full)} of {len(lines)} paragraphs ({state})")
    if not as_json:
        names = ", ".join(name for _, name in labels)
        say(
            f"{marked} of {counted(articles, 'article', 'articles')} with paragraphs that are "
            f"complete for {names}"
        )


def _data(
    annotations: AnnotationSet, lines: Sequence[Stretch], full: Sequence[int]
) -> dict[str, object]:
    marks = sorted(annotations.complete.values(), key=lambda mark: (mark.start, -mark.end))
    return {
        "article": annotations.article_id,
        "state": str(annotations.state),
        "paragraphs": len(lines),
        "complete": list(full),
        "marks": [
            {
                "start": mark.start,
                "end": mark.end,
                "labels": [{"layer": str(layer), "label": name} for layer, name in mark.labels],
            }
            for mark in marks
        ],
    }


def _label(text: str) -> tuple[Layer | None, str]:
    layer, colon, name = text.partition(":")
    if colon and layer in set(Layer) and name:
        return Layer(layer), name
    return None, text


def _number(text: str) -> int:
    try:
        value = int(text)
    except ValueError:
        value = 0
    if value < 1:
        message = f"a whole number from 1 on is wanted, not {text!r}"
        raise argparse.ArgumentTypeError(message)
    return value - 1
