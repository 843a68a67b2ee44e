"""The command `label`: one label for the same words everywhere in a project."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from typing import TYPE_CHECKING

from annotate.articles import ArticleState
from annotate.cli.command_line import counted, open_project, project_path, say
from annotate.cli.safety import back_up_before
from annotate.propagation import Standing
from annotate.spans import Layer

if TYPE_CHECKING:
    from annotate.project import Project
    from annotate.same_words import Hit, Search

_OPEN = frozenset({ArticleState.NEW, ArticleState.IN_PROGRESS})


def add(command: Callable[..., argparse.ArgumentParser]) -> None:
    """Add the command to the grammar."""
    made = command("label", label, "Give a label wherever the same words stand in a project.")
    made.add_argument("project", metavar="PROJECT", type=project_path, help="the project file")
    made.add_argument("words", metavar="WORDS", help="the words, exactly as they stand")
    made.add_argument("name", metavar="LABEL", help="the label, as the schema has it")
    made.add_argument(
        "--layer",
        choices=[str(layer) for layer in Layer],
        default=str(Layer.ENTITY),
        help="layer of the label; default: entity",
    )
    made.add_argument(
        "--done", action="store_true", help="also in articles that are done or skipped"
    )
    made.add_argument("--dry-run", action="store_true", help="only show the places")


def label(given: argparse.Namespace) -> int:
    """Label the same words in one step, or show where they stand; a backup is made before."""
    from annotate.same_words import Search, label_everywhere
    from annotate.verbs import Hand

    search = Search(given.words, Layer(given.layer), given.name)
    with open_project(given.project, read_only=given.dry_run) as opened:
        if not given.dry_run:
            back_up_before(opened)
        found = label_everywhere(
            opened,
            search,
            hand=Hand(opened.annotator),
            states=frozenset(ArticleState) if given.done else _OPEN,
            title=f"label {given.words}",
            is_trial=given.dry_run,
        )
        left = [] if given.done else _finished(opened, search)
    if given.dry_run:
        for article in found:
            for hit in article.hits:
                say(f"{article.article_id}: …{hit.before}«{search.words}»{hit.after}…{_way(hit)}")
    free = [len(article.free) for article in found if article.free]
    done = "would be labelled" if given.dry_run else "labelled"
    articles = counted(len(free), "article", "articles")
    say(f"{counted(sum(free), 'place', 'places')} {done} in {articles}")
    if cutting := sum(len(article.cutting) for article in found):
        say(f"{counted(cutting, 'place', 'places')} left out: inside a longer suggestion")
    if left:
        what = counted(sum(left), "place", "places")
        where = counted(len(left), "article that is", "articles that are")
        say(f"{what} left in {where} done or skipped; --done takes them too")
    return 0


def _finished(project: Project, search: Search) -> list[int]:
    """How many places could be labelled in each article that is done or skipped."""
    from annotate.same_words import label_everywhere
    from annotate.verbs import Hand

    finished = frozenset(ArticleState) - _OPEN
    hits = label_everywhere(
        project, search, hand=Hand(""), states=finished, title="", is_trial=True
    )
    return [len(each.free) for each in hits if each.free]


def _way(hit: Hit) -> str:
    """What stands in the way of a place, in brackets; empty where nothing does."""
    obstacle = hit.obstacle
    if obstacle is None:
        return ""
    if hit.place.standing is Standing.CUTS:
        relation = "inside the suggested" if obstacle.is_around else "would cut the suggested"
        return f"  [{relation} {obstacle.label} {obstacle.words}]"
    if obstacle.is_around:
        return f"  [inside the {obstacle.label} {obstacle.words}]"
    return f"  [{', '.join(hit.there)}]" if hit.there else ""
