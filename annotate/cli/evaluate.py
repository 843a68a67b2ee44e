"""The command `evaluate`: suggestions against gold."""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from annotate.cli.command_line import (
    complain,
    complain_of,
    end_progress,
    known_suggesters,
    open_project,
    progress,
    readable,
    say,
    score,
    with_suffix,
)
from annotate.messages import sentence
from annotate.spans import Layer
from annotate.store.opening import SUFFIX

if TYPE_CHECKING:
    from annotate.evaluation.marks import Label, Scope
    from annotate.evaluation.running import Run

_GOLD_SUFFIXES = frozenset({".jsonl", ".gz"})


def add(command: Callable[..., argparse.ArgumentParser]) -> None:
    """Add the command to the grammar."""
    made = command(
        "evaluate",
        evaluate,
        "Compare suggestions with gold: a file of gold records, or the done articles of a project.",
    )
    made.add_argument(
        "gold", metavar="GOLD", type=readable, help="gold records (.jsonl, .jsonl.gz) or a project"
    )
    made.add_argument(
        "--suggester",
        metavar="NAME",
        action="append",
        help="which suggester; may be given more than once; default: those that speak in the "
        "project, else the default ones",
    )
    made.add_argument(
        "--label",
        metavar="NAME",
        action="append",
        help="only this label; may be given more than once; default: for a file the labels that "
        "its gold uses, for a project all",
    )
    made.add_argument(
        "--all-labels", action="store_true", help="count labels that the gold of a file never uses"
    )
    made.add_argument(
        "--merge",
        metavar="A,B",
        action="append",
        type=_labels_of_one,
        default=[],
        help="take these labels for one, for example GPE,LOC; may be given more than once",
    )
    made.add_argument(
        "--min-score",
        metavar="X",
        type=score,
        default=0.0,
        help="only suggestions with at least this score, 0 to 1",
    )
    made.add_argument("--as-shown", action="store_true", help="leave out what the project hides")
    made.add_argument(
        "--roles",
        action="store_true",
        help="compare the arguments that are suggested for gold triggers with the frames of the "
        "done articles of a project",
    )
    made.add_argument("--json", action="store_true", help="print JSON")


def _labels_of_one(text: str) -> list[str]:
    names = [name.strip() for name in text.split(",") if name.strip()]
    if len(names) < 2:
        message = f"two labels or more are wanted, as in GPE,LOC, not {text!r}"
        raise argparse.ArgumentTypeError(message)
    return names


def evaluate(given: argparse.Namespace) -> int:
    """Evaluate and print; 1 when a suggester failed or a line was refused."""
    from annotate.evaluation.report import report_data, report_lines
    from annotate.exchange.report import refusal_line

    if given.all_labels and given.label:
        given.parser.error("--all-labels and --label exclude each other")
    if given.roles:
        return _evaluate_roles(given)
    run = _run_file(given) if _is_gold_file(given.gold) else _run_project(given)
    end_progress()
    for refusal in run.refusals:
        complain(refusal_line(refusal, describe=sentence))
    complain_of(run.errors)
    if run.evaluation is None:
        return 1
    if run.errors and not run.evaluation.articles and not given.json:
        complain("No article could be compared.")
        return 1
    if given.json:
        data = report_data(run.evaluation, suggesters=run.suggesters)
        say(json.dumps(data, ensure_ascii=False, indent=1))
    else:
        for line in report_lines(run.evaluation, suggesters=run.suggesters):
            say(line)
    return 1 if run.errors or run.refusals else 0


def _evaluate_roles(given: argparse.Namespace) -> int:
    from annotate.evaluation.roles import evaluate_roles, role_data, role_lines

    if _is_gold_file(given.gold):
        given.parser.error("--roles goes with a project")
    with open_project(given.gold, read_only=True) as opened:
        found = evaluate_roles(opened, progress=progress("articles"))
    end_progress()
    complain_of(found.errors)
    if given.json:
        say(json.dumps(role_data(found), ensure_ascii=False, indent=1))
    else:
        for line in role_lines(found):
            say(line)
    return 1 if found.errors else 0


def _is_gold_file(path: Path) -> bool:
    return path.suffix != SUFFIX and (path.suffix in _GOLD_SUFFIXES or not _is_project(path))


def _is_project(path: Path) -> bool:
    return with_suffix(path).exists() or not path.is_file()


def _run_file(given: argparse.Namespace) -> Run:
    from annotate.evaluation.running import evaluate_file

    if given.as_shown:
        given.parser.error("--as-shown goes with a project")
    return evaluate_file(
        given.gold,
        suggesters=known_suggesters(given.suggester),
        scope=_scope(given),
        counts_all_labels=given.all_labels,
        progress=progress("articles"),
    )


def _run_project(given: argparse.Namespace) -> Run:
    from annotate.evaluation.running import evaluate_project
    from annotate.settings import Settings
    from annotate.suggesters import default_names, speaking
    from annotate.trust import is_trusted

    with open_project(given.gold, read_only=True) as opened:
        spoken = speaking(
            opened.chosen_suggesters(), default_names(), has_lists=bool(opened.lists.all())
        )
        # A project file alone never makes a pipeline run that the user has not allowed.
        allowed = [name for name in spoken if is_trusted(name, Settings())]
        return evaluate_project(
            opened,
            suggesters=known_suggesters(given.suggester or allowed),
            scope=_scope(given),
            rules=opened.hide_rules() if given.as_shown else None,
            progress=progress("articles"),
        )


def _scope(given: argparse.Namespace) -> Scope:
    from annotate.evaluation.marks import Scope, merged_labels

    labels: frozenset[Label] | None = None
    if given.label:
        labels = frozenset((layer, name) for layer in Layer for name in given.label)
    return Scope(labels=labels, min_score=given.min_score, merged=merged_labels(given.merge))
