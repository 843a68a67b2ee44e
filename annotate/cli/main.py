"""The command line: a thin coat over `annotate.tasks`, with a stable contract.

Exit status 0: done; 1: a failure that was reported; 2: wrong use. Figures go to standard output,
what went wrong to standard error.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable, Mapping, Sequence
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TYPE_CHECKING, Any

from annotate import tasks
from annotate.cli import articles as cli_articles
from annotate.cli import complete as cli_complete
from annotate.cli import details as cli_details
from annotate.cli import evaluate as cli_evaluate
from annotate.cli import events as cli_events
from annotate.cli import formats as cli_formats
from annotate.cli import label as cli_label
from annotate.cli import lists as cli_lists
from annotate.cli import removing as cli_removing
from annotate.cli import safety as cli_safety
from annotate.cli import schema as cli_schema
from annotate.cli import tokenizer as cli_tokenizer
from annotate.cli import train as cli_train
from annotate.cli.command_line import (
    INCLUDE_UNFINISHED,
    add_force,
    complain,
    complain_of,
    counted,
    end_output,
    end_progress,
    known_suggesters,
    open_project,
    percentages,
    progress,
    project_path,
    readable,
    say,
    score,
    split_rule,
    with_suffix,
    writable,
)
from annotate.cli.grammar import CommandParser
from annotate.cli.mistakes import remedy
from annotate.errors import AnnotateError, SystemRefusedError, told
from annotate.messages import sentence
from annotate.project import Project

if TYPE_CHECKING:
    from annotate.schema.label_schema import LabelSchema

Command = Callable[[argparse.Namespace], int]
AddCommand = Callable[[str, Command, str], argparse.ArgumentParser]


def run(arguments: Sequence[str]) -> int:
    """Run one command; the exit status."""
    return end_output(_run(arguments))


def _run(arguments: Sequence[str]) -> int:
    parser = make_parser()
    given = argparse.Namespace()
    try:
        given = parser.parse_args(list(arguments))
        if not hasattr(given, "command"):
            parser.print_help()
            return 2
        status: int = given.command(given)
    except SystemExit as stop:
        # argparse has said what is wrong: 2; or has printed its help: 0.
        return stop.code if isinstance(stop.code, int) else 2
    except KeyboardInterrupt:
        complain("Stopped.")
        return 1
    except AnnotateError as error:
        end_progress()
        complain(sentence(error) + remedy(error, given))
        return 1
    except OSError as error:
        # Each command has better sentences for what it knows of; nobody is shown our lines.
        end_progress()
        where = error.filename if error.filename is not None else given.command.__name__
        complain(sentence(SystemRefusedError(path=str(where), reason=told(error))))
        return 1
    return status


def make_parser() -> argparse.ArgumentParser:
    """The grammar of the command line."""
    parser = argparse.ArgumentParser(
        prog="spandesk",
        description="The desk where suggested entity and event spans become spaCy training data. "
        "Without a command the window opens: spandesk [PROJECT]",
    )
    parser.add_argument("--version", action="version", version=f"spandesk {program_version()}")
    subparsers = parser.add_subparsers(
        title="commands", metavar="COMMAND", parser_class=CommandParser
    )

    def command(name: str, function: Command, text: str) -> argparse.ArgumentParser:
        made = subparsers.add_parser(name, help=text, description=text)
        made.set_defaults(command=function, parser=made)
        return made

    for add in (_add_new, cli_formats.add, _add_suggest, _add_accept, cli_label.add):
        add(command)
    for add in (_add_export, cli_articles.add, _add_reading):
        add(command)
    cli_events.add(command)
    cli_evaluate.add(command)
    cli_train.add(command)
    cli_complete.add(command)
    cli_removing.add(command)
    cli_details.add(command)
    cli_tokenizer.add(command)
    cli_lists.add(command)
    cli_schema.add(command)
    cli_safety.add(command)
    return parser


def _add_project(made: argparse.ArgumentParser, *, optional: bool = False) -> None:
    made.add_argument(
        "project",
        metavar="PROJECT",
        type=project_path,
        nargs="?" if optional else None,
        help="the project file",
    )


def _add_json(made: argparse.ArgumentParser) -> None:
    made.add_argument("--json", action="store_true", help="print JSON")


def _add_new(command: AddCommand) -> None:
    made = command("new", new_project, "Make a new project file.")
    _add_project(made)
    made.add_argument(
        "--schema",
        metavar="NAME|FILE",
        default="news",
        help="a shipped schema (spandesk schema list) or a TOML file; default: news",
    )


def _add_suggest(command: AddCommand) -> None:
    made = command(
        "suggest",
        suggest,
        "Store suggestions for all articles of a project that one of these suggesters has not "
        "looked at; or answer JSON Lines without a project.",
    )
    _add_project(made, optional=True)
    made.add_argument(
        "--suggester",
        metavar="NAME",
        action="append",
        help="which suggester; may be given more than once; default: those chosen in the "
        "project, else those marked * by “spandesk suggesters”",
    )
    made.add_argument(
        "--in", dest="source", metavar="IN.jsonl", type=readable, help='lines of {"id","text"}'
    )
    made.add_argument(
        "--out", dest="target", metavar="OUT.jsonl", type=writable, help="where the answers go"
    )
    made.add_argument(
        "--schema",
        metavar="NAME|FILE",
        help="answer with the labels, roles and attributes of this schema, as a new project would; "
        "default: every label, and the roles of news",
    )
    made.add_argument(
        "--no-frames",
        action="store_true",
        help="leave the event frames out of the answers; they come with the suggester “news”",
    )
    add_force(made)


def _add_accept(command: AddCommand) -> None:
    made = command("accept", accept, "Accept suggestions as gold.")
    _add_project(made)
    made.add_argument(
        "--min-score",
        metavar="X",
        type=score,
        default=0.0,
        help="only suggestions with at least this score, 0 to 1",
    )
    made.add_argument(
        "--article",
        metavar="ID",
        action="append",
        help="only this article, also when it is done or skipped; may be given more than once; "
        "default: all that are neither",
    )
    made.add_argument(
        "--events",
        action="store_true",
        help="accept whole events as well: triggers with their arguments and attributes; with "
        "--min-score those whose weakest part has it",
    )
    made.add_argument(
        "--done",
        action="store_true",
        help="mark the articles done, but for those without a span that no suggester has read",
    )


def _add_export(command: AddCommand) -> None:
    made = command(
        "export",
        export,
        "Write spaCy training data that trains with one command, or any other format.",
    )
    _add_project(made)
    made.add_argument(
        "directory", metavar="PATH", type=writable, help="the folder or file to write"
    )
    cli_formats.add_export_options(made)
    made.add_argument(
        "--split",
        metavar="TRAIN,DEV,TEST",
        type=percentages,
        default=(80, 10, 10),
        help="training data: percentages of articles; default: 80,10,10",
    )
    made.add_argument(
        "--seed",
        metavar="N",
        type=int,
        default=0,
        help="training data: another seed, another split; default: 0",
    )
    made.add_argument(
        "--spans-key",
        metavar="KEY",
        default="",
        help="training data: also put every span into this span group, for example sc",
    )
    made.add_argument(
        INCLUDE_UNFINISHED, action="store_true", help="also articles that are not done"
    )
    made.add_argument(
        "--dry-run",
        action="store_true",
        help="write nothing: say what would be in the training data and what is worth a look",
    )
    add_force(made)
    _add_json(made)


def _add_reading(command: AddCommand) -> None:
    made = command("stats", stats, "Count articles, spans, suggestions and decisions.")
    _add_project(made)
    _add_json(made)

    cli_safety.add_check(command)

    made = command("suggesters", suggesters, "List the suggesters that there are.")
    _add_json(made)


# -- commands --------------------------------------------------------------------------------------


def new_project(given: argparse.Namespace) -> int:
    """Make a new project file."""
    from annotate.schema.shipped import find_schema

    path = with_suffix(given.project)
    with Project.create(path, find_schema(given.schema), annotator=_annotator()) as made:
        labels = counted(len(made.schema.labels), "label", "labels")
        say(f"{path}: {labels} from the schema {made.schema.name}")
    return 0


def suggest(given: argparse.Namespace) -> int:
    """Suggest for a project or for JSON Lines."""
    project: Path | None = given.project
    source: Path | None = given.source
    target: Path | None = given.target
    alone = (source, target, given.schema, given.no_frames, given.force)
    if project is not None and any(alone):
        given.parser.error("--in, --out, --schema, --no-frames and --force go without a PROJECT")
    if project is not None:
        return _suggest_project(project, given.suggester)
    if source is None or target is None:
        given.parser.error("give a PROJECT, or both --in and --out")
        return 2
    names = known_suggesters(given.suggester)
    from annotate.schema.shipped import find_schema
    from annotate.suggesters import NEWS

    has_frames = NEWS in names and not given.no_frames
    schema = find_schema(given.schema) if given.schema else None
    return _suggest_lines(
        source, target, names, schema=schema, has_frames=has_frames, is_forced=given.force
    )


def accept(given: argparse.Namespace) -> int:
    """Accept suggestions; a backup is made before."""
    from annotate.accepting import accept_project
    from annotate.cli.accept import accepted_lines

    with open_project(given.project) as opened:
        cli_safety.back_up_before(opened)
        made = accept_project(
            opened,
            named=given.article or (),
            min_score=given.min_score,
            has_events=given.events,
            is_done=given.done,
        )
        opened.require_durable()
    for line in accepted_lines(made, given.project):
        say(line)
    return 0


def export(given: argparse.Namespace) -> int:
    """Export training data, or in another format."""
    cli_formats.require_fitting(given)
    if given.dry_run:
        from annotate.cli.readiness import dry_run

        return dry_run(given)
    if given.format != "spacy":
        return cli_formats.export_format(given)
    from annotate.training.export import ExportOptions
    from annotate.training.report import report_as_data
    from annotate.training.summary import export_lines

    options = ExportOptions(
        split=split_rule(given.split, given.seed),
        include_unfinished=given.include_unfinished,
        spans_key=given.spans_key,
    )
    with open_project(given.project, read_only=True) as opened:
        done = tasks.export_project(
            opened, given.directory, options=options, progress=progress("articles")
        )
    end_progress()
    _remember_split(given.project, done.memory)
    if given.json:
        say(json.dumps(report_as_data(done), ensure_ascii=False, indent=1))
    else:
        for line in export_lines(done):
            say(line)
    return 0


def _remember_split(path: Path, memory: Mapping[str, Any]) -> None:
    """Note the split in the project; one that is open elsewhere keeps what it knows."""
    from annotate.errors import StoreBusyError, StoreReadOnlyError

    try:
        with open_project(path) as opened:
            if (writing := tasks.remember_split(opened, memory)) is not None:
                writing.result()
    except (StoreBusyError, StoreReadOnlyError):
        if memory["pinned"]:
            complain("The split could not be noted in the project: it is open elsewhere.")


def stats(given: argparse.Namespace) -> int:
    """Print counts."""
    with open_project(given.project, read_only=True) as opened:
        figures = tasks.project_stats(opened)
    if given.json:
        say(json.dumps(figures, ensure_ascii=False, indent=1))
    else:
        for line in _stat_lines(figures):
            say(line)
    return 0


def suggesters(given: argparse.Namespace) -> int:
    """List suggesters."""
    from annotate.suggesters import available

    rows: list[dict[str, Any]] = [
        {
            "name": info.name,
            "version": info.version,
            "title": info.title,
            "layers": sorted(str(layer) for layer in info.layers),
            "default": info.is_default,
        }
        for info in available()
    ]
    if given.json:
        say(json.dumps(rows, ensure_ascii=False, indent=1))
        return 0
    for row in rows:
        mark = "*" if row["default"] else " "
        say(f"{mark} {row['name']:<24} {'+'.join(row['layers']):<14} {row['title']}")
    say("Those with * run unless others are chosen with --suggester.")
    return 0


def program_version() -> str:
    """Version of the installed Spandesk."""
    try:
        return version("spandesk")
    except PackageNotFoundError:
        return "from source"


# -- within ----------------------------------------------------------------------------------------


def _suggest_project(path: Path, asked: list[str] | None) -> int:
    from annotate.settings import Settings
    from annotate.suggesters import default_names, speaking
    from annotate.trust import is_trusted

    with open_project(path) as opened:
        chosen = opened.chosen_suggesters()
        spoken = speaking(chosen, default_names(), has_lists=bool(opened.lists.all()))
        # A project file alone never makes a pipeline run that the user has not allowed.
        allowed = [name for name in spoken if is_trusted(name, Settings())]
        names = known_suggesters(asked or allowed)
        looked_at, errors = tasks.suggest_project(
            opened, suggesters=names, progress=progress("articles")
        )
        failing = {error.fields.get("suggester") for error in errors}
        heard = [name for name in names if name not in failing]
        if chosen and not set(heard) <= set(chosen):
            # Who is asked by name is to be heard as well; not a name that was mistyped.
            opened.choose_suggesters(dict.fromkeys((*chosen, *heard))).result()
    end_progress()
    complain_of(errors)
    say(f"{counted(looked_at, 'article', 'articles')} looked at by {', '.join(names)}")
    return 1 if errors else 0


def _suggest_lines(
    source: Path,
    target: Path,
    names: Sequence[str],
    *,
    schema: LabelSchema | None,
    has_frames: bool,
    is_forced: bool,
) -> int:
    from annotate.exchange.report import refusal_line
    from annotate.stateless import suggest_file

    done = suggest_file(
        source,
        target,
        suggesters=names,
        schema=schema,
        has_frames=has_frames,
        is_forced=is_forced,
        progress=progress("lines"),
    )
    end_progress()
    for refusal in done.refusals:
        complain(refusal_line(refusal, describe=sentence))
    complain_of(done.errors)
    say(f"{counted(done.answered, 'line', 'lines')} answered, {len(done.refusals)} refused")
    return 1 if done.errors or (done.refusals and not done.answered) else 0


def _annotator() -> str:
    """Who works here, as the machine knows them."""
    import getpass

    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return ""


def _stat_lines(figures: dict[str, Any]) -> list[str]:
    from annotate.describing import describe_state

    articles, spans = figures["articles"], figures["spans"]
    lines = [
        f"{figures['project']} (schema {figures['schema']})",
        "articles     "
        + "  ".join(f"{describe_state(name)} {count}" for name, count in articles.items()),
        f"characters   {figures['characters']}",
        f"gold spans   {spans['total']}",
    ]
    for layer in ("entity", "event"):
        ranked = sorted(spans[layer].items(), key=lambda item: (-item[1], item[0]))
        if ranked:
            counts = "  ".join(f"{label} {count}" for label, count in ranked)
            lines.append(f"  {layer:<10} {counts}")
    lines += [f"{name:<12} {figures[name]}" for name in ("frames", "relations") if figures[name]]
    for name, count in figures["suggestions"].items():
        lines.append(f"suggestions  {name} {count}")
    for name, kinds in figures["decisions"].items():
        counts = "  ".join(f"{kind} {count}" for kind, count in kinds.items())
        lines.append(f"decisions    {name}: {counts}")
    lines.append(f"history      {counted(figures['history'], 'step', 'steps')}")
    return lines
