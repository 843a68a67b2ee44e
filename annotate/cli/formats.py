"""Commands for articles with annotations: import from any format, export to any, list them."""

from __future__ import annotations

import argparse
import json
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from annotate import transfers
from annotate.cli.command_line import (
    complain,
    counted,
    end_progress,
    open_project,
    progress,
    project_path,
    readable,
    say,
    writable,
    write_text,
)
from annotate.cli.safety import back_up_before
from annotate.messages import note_sentence, sentence

if TYPE_CHECKING:
    from annotate.cli.main import AddCommand
    from annotate.exchange.importing import ReadPlan
    from annotate.exchange.label_map import LabelKey, LabelMap, LabelTarget
    from annotate.exchange.report import ImportReport


def add(command: AddCommand) -> None:
    """Add the commands `import` and `formats`."""
    made = command(
        "import",
        import_articles,
        "Import articles, with their annotations where a file has them: text, Markdown, HTML "
        "pages, JSON Lines, every format of “spandesk formats”, and folders of these.",
    )
    made.add_argument("project", metavar="PROJECT", type=project_path, help="the project file")
    made.add_argument("paths", metavar="PATH", type=readable, nargs="+", help="files and folders")
    made.add_argument(
        "--format",
        metavar="NAME",
        default="",
        help="a format of “spandesk formats”, or articles for texts alone; default: found out "
        "for each file",
    )
    made.add_argument(
        "--map",
        metavar="OLD=NEW",
        action="append",
        default=[],
        help="give the label OLD the name NEW (entity:NEW or event:NEW for another layer, "
        "nothing to leave its spans out), or with relation:OLD=NEW the relation OLD; OLD=OLD keeps "
        "a name that would be taken as one of the schema; may be given more than once",
    )
    made.add_argument(
        "--keep-names",
        action="store_true",
        help="take every name as the files have it; default: those that the schema has but for "
        "upper and lower case, or under another usual name (PER for PERSON), become the schema's",
    )
    made.add_argument(
        "--known-labels",
        action="store_true",
        help="leave out labels that the project has not, instead of adding them",
    )
    made.add_argument(
        "--as",
        dest="taken",
        choices=["gold", "suggestions"],
        help="take all spans as gold, or all as suggestions; default: as the file says",
    )
    made.add_argument(
        "--not-done",
        action="store_true",
        help="leave articles with gold in progress, where the file does not say more",
    )
    made.add_argument(
        "--skip-bad-spans",
        action="store_true",
        help="leave out spans that cannot lie in their text, instead of refusing the article",
    )
    _add_option(made)
    _add_jobs(made)
    made.add_argument(
        "--report",
        metavar="FILE",
        type=writable,
        help="write the whole import report here, as JSON",
    )

    made = command("formats", list_formats, "List the formats that can be imported and exported.")
    made.add_argument("--json", action="store_true", help="print JSON")


def add_export_options(made: argparse.ArgumentParser) -> None:
    """Add what `export` takes for formats other than spaCy training data."""
    made.add_argument(
        "--format",
        metavar="NAME",
        default="spacy",
        help="spacy for training data (the default), or a format of “spandesk formats”",
    )
    made.add_argument(
        "--with-suggestions",
        action="store_true",
        help="other formats: also suggestions that wait for a decision, where one can hold them",
    )
    _add_option(made)
    _add_jobs(made)


def require_fitting(given: argparse.Namespace) -> None:
    """End with wrong use where an option of `export` would not be heeded."""
    is_training = given.format == "spacy"
    for name in _OF_OTHERS if is_training else _OF_TRAINING:
        if getattr(given, name) != given.parser.get_default(name):
            whose = "other formats: name one with --format" if is_training else "training data only"
            given.parser.error(f"--{name.replace('_', '-')} is for {whose}")


_OF_TRAINING = ("split", "seed", "spans_key")
_OF_OTHERS = ("with_suggestions", "option")


def _add_jobs(made: argparse.ArgumentParser) -> None:
    made.add_argument(
        "--jobs",
        metavar="N",
        type=_count,
        default=1,
        help="processes that share the work where there is much of it; default: 1",
    )


def _count(text: str) -> int:
    if text.isascii() and text.isdigit() and 1 <= int(text) <= 64:
        return int(text)
    message = f"a whole number from 1 to 64 is wanted, not {text!r}"
    raise argparse.ArgumentTypeError(message)


def _add_option(made: argparse.ArgumentParser) -> None:
    made.add_argument(
        "--option",
        metavar="NAME=VALUE",
        action="append",
        default=[],
        help="a choice that the format leaves open, as “spandesk formats” lists them; may be "
        "given more than once",
    )


# -- commands --------------------------------------------------------------------------------------


def import_articles(given: argparse.Namespace) -> int:
    """Import files and folders."""
    from annotate.exchange.name_proposals import SchemaNames

    if given.format not in {"", "articles"}:
        _require_format(given, "import")
    if given.report is not None:
        _require_report(given.report, given.paths)
    plan = _plan(given)
    with open_project(given.project) as opened:
        back_up_before(opened)
        if not given.keep_names:
            names = SchemaNames.of(opened.schema)
            plan = replace(plan, labels=replace(plan.labels, proposed=names))
        done = transfers.import_paths(opened, given.paths, plan=plan, progress=progress("reading"))
    end_progress()
    for line in done.to_lines(describe=sentence, describe_note=note_sentence):
        complain(line)
    for line in _import_lines(done):
        say(line)
    if given.report is not None:
        # Behind what it is about: it is in the project, whatever becomes of the report.
        write_text(given.report, done.to_json(describe=sentence))
    # Nothing new is no failure when it is all there already.
    is_failure = not done.added and not done.merged
    return 1 if is_failure and "duplicate" not in done.refused_by_reason() else 0


def _require_report(target: Path, inputs: list[Path]) -> None:
    """Raise `ExportError` before anything is read when the report may not be written there."""
    from annotate.targets import require_free, require_own

    require_free(target, inputs=inputs)
    require_own(target, lambda head: head.startswith(b"{") and b'"was_cancelled":' in head)


def export_format(given: argparse.Namespace) -> int:
    """Export in a format of the neighbours."""
    _require_format(given, "export")
    from annotate.exchange.exporting import require_earlier_export
    from annotate.exchange.loss_groups import loss_lines
    from annotate.targets import require_free

    require_free(given.directory)
    if not given.force:
        require_earlier_export(given.format, given.directory)
    selection = transfers.Selection(
        include_unfinished=given.include_unfinished, with_suggestions=given.with_suggestions
    )
    with open_project(given.project, read_only=True) as opened:
        done = transfers.export_format(
            opened,
            given.format,
            given.directory,
            selection=selection,
            choices=_choices(given),
            jobs=given.jobs,
            progress=progress("articles"),
        )
    end_progress()
    if given.json:
        say(json.dumps(_export_data(done, given), ensure_ascii=False, indent=1))
        return 0
    articles, spans = counted(done.articles, "article", "articles"), _spans(done.spans)
    say(f"{articles} with {spans} written to {given.directory}")
    if done.losses:
        things = counted(done.losses.total, "thing has", "things have")
        complain(f"{things} no place in the format:")
        for line in loss_lines(done.losses):
            complain(line)
    if done.renamed:
        names = counted(len(done.renamed), "name is", "names are")
        complain(f"{names} different in the format:")
        for old, new in done.renamed:
            complain(f"{old} → {new}")
    return 0


def _require_format(given: argparse.Namespace, way: str) -> None:
    """Leave with status 2 unless the format is there and goes this way."""
    from annotate.exchange.formats import find_format

    found = find_format(given.format)
    is_there = found is not None and (found.can_import if way == "import" else found.can_export)
    if not is_there:
        given.parser.error(f"there is no format {given.format} to {way}; see “spandesk formats”")


def list_formats(given: argparse.Namespace) -> int:
    """List the formats."""
    from annotate.exchange.formats import FORMATS

    rows: list[dict[str, Any]] = [
        {
            "name": item.name,
            "title": item.title,
            "files": list(item.patterns),
            "import": item.can_import,
            "export": item.can_export,
            "carries": sorted(str(feature) for feature in item.carries),
            "options": {
                option.name: {
                    "title": option.title,
                    "default": option.default,
                    "choices": list(option.choices),
                }
                for option in item.options
            },
        }
        for item in FORMATS
    ]
    if given.json:
        say(json.dumps(rows, ensure_ascii=False, indent=1))
        return 0
    for row in rows:
        ways = (
            "import, export"
            if row["import"] and row["export"]
            else ("import" if row["import"] else "export")
        )
        files = f" ({', '.join(row['files'])})" if row["files"] else ""
        say(f"{row['name']:<14} {ways:<15} {row['title']}{files}")
        for name, option in row["options"].items():
            choices = f" ({', '.join(option['choices'])})" if option["choices"] else ""
            default = f"; default: {option['default']}" if option["default"] else ""
            say(f"{'':<30} --option {name}=…: {option['title']}{choices}{default}")
    return 0


# -- within ----------------------------------------------------------------------------------------


def _plan(given: argparse.Namespace) -> ReadPlan:
    from annotate.exchange.importing import ReadPlan
    from annotate.exchange.settling import SettleOptions, Taken

    return ReadPlan(
        format=given.format,
        choices=_choices(given),
        labels=_label_map(given),
        jobs=given.jobs,
        settle=SettleOptions(
            taken=Taken(given.taken) if given.taken else Taken.AS_GIVEN,
            skips_bad_spans=given.skip_bad_spans,
            marks_done=not given.not_done,
        ),
    )


def _label_map(given: argparse.Namespace) -> LabelMap:
    from annotate.exchange.label_map import LabelMap, parse_mapping, parse_relation_mapping

    targets: dict[LabelKey, LabelTarget] = {}
    relations: dict[str, str] = {}
    for text in given.map:
        if arc := parse_relation_mapping(text):
            relations[arc[0]] = arc[1]
            continue
        try:
            old, new = parse_mapping(text)
        except ValueError:
            given.parser.error(f"--map wants OLD=NEW, not {text}")
        else:
            targets[old] = new
    return LabelMap(targets, adds_labels=not given.known_labels, relations=relations)


def _choices(given: argparse.Namespace) -> dict[str, str]:
    pairs: dict[str, str] = {}
    for text in given.option:
        name, sign, value = text.partition("=")
        if not sign or not name:
            given.parser.error(f"--option wants NAME=VALUE, not {text}")
        if problem := _against_option(given.format, name, value):
            given.parser.error(problem)
        pairs[name] = value
    return pairs


def _against_option(format_name: str, name: str, value: str) -> str:
    """Why a format cannot take this choice; empty when it can. Without a format any may take it."""
    from annotate.exchange.formats import FORMATS, find_format

    item = find_format(format_name)
    options = item.options if item else [option for known in FORMATS for option in known.options]
    named = [option for option in options if option.name == name]
    if not named:
        whose = f"the format {format_name} has no" if item else "no format has an"
        return f"{whose} option {name}; see “spandesk formats”"
    if any(not option.choices or value in option.choices for option in named):
        return ""
    allowed = ", ".join(choice for option in named for choice in option.choices)
    return f"--option {name} is one of {allowed}, not {value}"


def _spans(count: int) -> str:
    return counted(count, "span", "spans")


def _import_lines(done: ImportReport) -> list[str]:
    lines = [f"{counted(done.added, 'article', 'articles')} added, {len(done.refused)} refused"]
    if done.merged:
        there = counted(len(done.merged), "article that was", "articles that were")
        lines.append(f"{there} there got annotations")
    if done.spans or done.suggestions or done.frames:
        parts = (
            counted(done.spans, "gold span", "gold spans"),
            counted(done.frames, "event with arguments", "events with arguments"),
            counted(done.suggestions, "suggestion", "suggestions"),
            *([counted(done.chains, "chain", "chains")] if done.chains else ()),
            *([counted(done.relations, "relation", "relations")] if done.relations else ()),
        )
        lines.append(", ".join(parts))
    if done.labels:
        names = ", ".join(f"{layer}:{name}" for layer, name in done.labels)
        lines.append(f"new labels: {names}")
    if done.names and (done.added or done.merged):
        names = ", ".join(f"{name.kind} {name.given} → {name.ours}" for name in done.names)
        lines.append(f"taken as names of the schema: {names}")
        lines.append("To keep a name as it is: --map NAME=NAME, or --keep-names for all")
    if done.losses:
        things = counted(done.losses.total, "thing was", "things were")
        lines.append(f"{things} left behind or changed; see above")
    return lines


def _export_data(done: Any, given: argparse.Namespace) -> dict[str, Any]:  # noqa: ANN401 - one of two kinds of report
    from annotate.exchange.loss_sentences import loss_sentence

    return {
        "format": given.format,
        "path": str(given.directory),
        "articles": done.articles,
        "spans": done.spans,
        "not_carried": {str(code): count for code, count in done.losses.counts.most_common()},
        "losses": [
            {"article": loss.source, "reason": str(loss.code), "message": loss_sentence(loss)}
            for loss in done.losses.listed
        ],
        "renamed": [{"from": old, "to": new} for old, new in done.renamed],
    }
