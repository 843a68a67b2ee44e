"""The commands `check`, `history`, `backups` and `restore`: what keeps a project safe."""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from annotate import safety
from annotate.articles import ArticleState
from annotate.cli.command_line import (
    complain,
    counted,
    open_project,
    project_file,
    project_path,
    say,
    with_suffix,
    writable,
)
from annotate.errors import StoreError
from annotate.messages import sentence
from annotate.shells import as_typed

if TYPE_CHECKING:
    from annotate.project import Project
    from annotate.spans import Span
    from annotate.store.backup import Backup, Rule
    from annotate.store.history import HistoryEntry
    from annotate.store.repair.done import Repaired
    from annotate.store.restoring import Comparison

_TOLD = 4
"""So many changes of one step stand in its line."""
AddCommand = Callable[..., argparse.ArgumentParser]


def add_check(command: AddCommand) -> None:
    """Add the command `check` to the grammar."""
    made = command("check", check, "Check that the project is whole; repair it into a copy.")
    made.add_argument("project", metavar="PROJECT", type=project_path, help="the project file")
    made.add_argument(
        "--repair", action="store_true", help="write a repaired copy; the original stays as it is"
    )
    made.add_argument(
        "--out",
        metavar="FILE",
        type=writable,
        help="where the copy goes; default: PROJECT.repaired.spandesk",
    )
    made.add_argument("--json", action="store_true", help="print JSON")


def add(command: AddCommand) -> None:
    """Add the commands `history`, `backups` and `restore` to the grammar."""
    made = command("history", history, "List every step ever made: who, when, why, what.")
    made.add_argument("project", metavar="PROJECT", type=project_path, help="the project file")
    made.add_argument("--article", metavar="ID", help="only this article")
    made.add_argument(
        "--since", metavar="WHEN", help="what differs from then: a step's number or a time"
    )
    made.add_argument("--json", action="store_true", help="print JSON")

    made = command("backups", backups, "List the backups of a project, or make one now.")
    made.add_argument("project", metavar="PROJECT", type=project_path, help="the project file")
    made.add_argument("--make", action="store_true", help="make one now")
    made.add_argument("--json", action="store_true", help="print JSON")

    made = command("restore", restore, "Bring a project back to a backup or an earlier moment.")
    made.add_argument("project", metavar="PROJECT", type=project_path, help="the project file")
    made.add_argument(
        "--to",
        metavar="WHEN|BACKUP",
        required=True,
        help="a backup (its file, name or number as in b12), or a moment: a step's number, or a "
        "time such as 2026-03-02T14:30",
    )
    made.add_argument("--article", metavar="ID", help="only this article; with a moment")
    made.add_argument("--preview", action="store_true", help="only say what would change")


# -- check -----------------------------------------------------------------------------------------


def check(given: argparse.Namespace) -> int:
    """Check a project; 1 when something is wrong, or is still wrong in the repaired copy."""
    if given.out is not None and not given.repair:
        given.parser.error("--out goes with --repair")
    if given.repair:
        out: Path | None = given.out
        # Another ending is meant so: what was to be written over must not be got around.
        target = with_suffix(out) if out is not None and not out.suffix else out
        return _repair(_path(given), target, is_json=given.json)
    with open_project(given.project, read_only=True) as opened:
        found = opened.check()
    if given.json:
        rows = [{"kind": item.kind, "where": item.where, "what": item.what} for item in found]
        say(json.dumps({"ok": not found, "problems": rows}, ensure_ascii=False, indent=1))
    elif not found:
        say("The project is whole.")
    else:
        for item in found:
            complain(f"{item.kind}: {item.where}: {item.what}")
        mending = as_typed("spandesk", "check", given.project, "--repair")
        complain(f"“{mending}” writes a repaired copy.")
    return 1 if found else 0


def _repair(path: Path, target: Path | None, *, is_json: bool) -> int:
    done = safety.repair(path, target, rule=_rule())
    if is_json:
        say(json.dumps(_repaired_as_data(done), ensure_ascii=False, indent=1))
    else:
        for deed in done.deeds:
            say(f"{deed.kind}: {deed.where}: {deed.what}")
        for problem in done.left:
            complain(f"still wrong: {problem.kind}: {problem.where}: {problem.what}")
        say(
            f"{done.target}: {counted(done.articles, 'article', 'articles')}, "
            f"{counted(done.spans, 'span', 'spans')}, "
            f"{counted(len(done.deeds), 'thing', 'things')} mended. The original was not touched."
        )
    return 1 if done.left else 0


def _repaired_as_data(done: Repaired) -> dict[str, Any]:
    return {
        "ok": not done.left,
        "target": str(done.target),
        "articles": done.articles,
        "spans": done.spans,
        "done": [{"kind": x.kind, "where": x.where, "what": x.what} for x in done.deeds],
        "problems": [{"kind": x.kind, "where": x.where, "what": x.what} for x in done.left],
    }


# -- history ---------------------------------------------------------------------------------------


def history(given: argparse.Namespace) -> int:
    """List steps, or what differs from a moment."""
    from annotate.describing import describe_differences, describe_edit, known_spans

    with open_project(given.project, read_only=True) as opened:
        if given.article:
            opened.article(given.article)
        if given.since:
            moment = safety.find_moment(opened, given.since)
            changed = safety.since(opened, moment, [given.article] if given.article else None)
            lines: dict[str, list[str]] = {}
            for article_id, items in changed.items():
                text, spans = opened.article(article_id).text, _spans_of(opened, article_id)
                lines[article_id] = describe_differences(items, text, spans=spans)
            if given.json:
                say(json.dumps({"since": moment.seq, "articles": lines}, ensure_ascii=False))
                return 0
            for article_id, items in lines.items():
                for line in items:
                    say(f"{article_id}  {line}")
            if not lines:
                say("Nothing differs.")
            return 0
        entries = opened.history(given.article)
        told = known_spans(entry.edit for entry in entries)
        about: dict[str, tuple[str, dict[str, Span]]] = {}
        for entry in entries:
            if entry.article_id not in about:
                spans = {**_spans_of(opened, entry.article_id), **told}
                about = {entry.article_id: (_text_of(opened, entry.article_id), spans)}
            text, spans = about[entry.article_id]
            what = describe_edit(entry.edit, text, spans=spans)
            say(_step_line(entry, what, is_json=given.json))
    return 0


def _spans_of(opened: Project, article_id: str) -> dict[str, Span]:
    """The gold spans that an article has now, by id; also those that no step made."""
    from annotate.errors import ArticleMissingError

    try:
        return {span.id: span for span in opened.annotations(article_id).spans}
    except ArticleMissingError:
        return {}


def _text_of(opened: Project, article_id: str) -> str:
    from annotate.errors import ArticleMissingError

    try:
        return opened.article(article_id).text
    except ArticleMissingError:
        return ""


def _step_line(entry: HistoryEntry, what: list[str], *, is_json: bool) -> str:
    if is_json:
        return json.dumps(
            {
                "step": entry.seq,
                "article": entry.article_id,
                "at": entry.at,
                "annotator": entry.annotator,
                "why": entry.why,
                "title": entry.title,
                "undoes": entry.undoes,
                "changes": what,
            },
            ensure_ascii=False,
        )
    from annotate.describing import describe_why

    who = entry.annotator or "–"
    undone = f"took back step {entry.undoes}: " if entry.undoes else ""
    # With its Z the time can be given to --to and --since, wherever the clock stands.
    where = entry.article_id or "schema"
    head = f"{entry.seq:>6}  {entry.at[:19]}Z  {who}  {describe_why(entry.why)}  {where}"
    done = "; ".join(what[:_TOLD]) or entry.title
    more = counted(len(what) - _TOLD, "change more", "changes more")
    return f"{head}  {undone}{done}" + (f"; and {more}" if what[_TOLD:] else "")


# -- backups ---------------------------------------------------------------------------------------


def back_up_before(opened: Project) -> None:
    """Make a backup before many articles are changed; where there is no room, say so and go on."""
    if not opened.article_ids(states=ArticleState):
        return
    try:
        safety.back_up(opened, reason="bulk", rule=_rule())
    except StoreError as error:
        complain(f"No backup could be made before this: {sentence(error)}")


def backups(given: argparse.Namespace) -> int:
    """List backups, the newest first, or make one."""
    rule = _rule()
    path = _path(given)
    if given.make:
        with open_project(given.project, read_only=True) as opened:
            made = safety.back_up(opened, reason="asked", rule=rule)
        if given.json:
            say(json.dumps({"path": str(made.path) if made is not None else None}))
        else:
            say(f"{made.path}" if made is not None else "The newest backup says the same already.")
        return 0
    found = safety.backups_of(path, rule)
    if given.json:
        say(json.dumps([_backup_as_data(item) for item in found], ensure_ascii=False, indent=1))
        return 0
    from annotate.describing import describe_reason

    for item in found:
        say(
            f"b{item.number:<5} {item.at:%Y-%m-%d %H:%M:%S} UTC  "
            f"{describe_reason(item.reason):<30} "
            f"step {item.step:<7} {item.size / 1e6:>8.1f} MB  {item.path}"
        )
    if not found:
        say("There are no backups yet.")
    return 0


def _backup_as_data(item: Backup) -> dict[str, Any]:
    return {
        "backup": f"b{item.number}",
        "at": item.at.isoformat(),
        "reason": item.reason,
        "step": item.step,
        "bytes": item.size,
        "path": str(item.path),
    }


# -- restore ---------------------------------------------------------------------------------------


def restore(given: argparse.Namespace) -> int:
    """Bring the project back; what is there now becomes a backup first."""
    rule = _rule()
    path = _path(given)
    backup = safety.find_backup(path, given.to, rule)
    if backup is not None and given.article:
        given.parser.error("--article goes with a moment, not with a backup")
    if backup is not None:
        return _restore_backup(path, backup, rule, is_preview=given.preview)
    with open_project(given.project, read_only=given.preview) as opened:
        moment = safety.find_moment(opened, given.to)
        ids = [given.article] if given.article else None
        if given.preview:
            changed = safety.since(opened, moment, ids)
            many = counted(len(changed), "article differs", "articles differ")
            say(f"{many} from step {moment.seq}" + (f": {', '.join(changed)}" if changed else ""))
            return 0
        safety.back_up(opened, reason="restore", rule=rule)
        written = safety.restore_moment(opened, moment, ids)
        opened.require_durable()
    many = counted(len(written), "article is as it was", "articles are as they were")
    when = f" ({moment.at[:19]}Z)" if moment.at else ""
    say(f"{many} after step {moment.seq}{when}")
    return 0


def _restore_backup(path: Path, backup: Path, rule: Rule, *, is_preview: bool) -> int:
    if is_preview:
        for line in comparison_lines(safety.compare(path, backup)):
            say(line)
        return 0
    kept = safety.restore_backup(path, backup, rule=rule)
    say(f"{path} is the backup {backup.name} now.")
    if kept is not None:
        say(f"What was there before is kept as {kept}")
    return 0


def comparison_lines(found: Comparison) -> list[str]:
    """What differs between backup and project, for people."""
    lines = [
        f"articles  {found.articles_there} in the backup, {found.articles_here} now",
        f"spans     {found.spans_there} in the backup, {found.spans_here} now",
        f"steps     {found.steps_there} in the backup, {found.steps_here} now",
    ]
    if found.labels:
        lines.append(f"labels that differ: {', '.join(found.labels)}")
    for item in found.differing:
        there = _stood(item.spans_there, item.state_there)
        here = _stood(item.spans_here, item.state_here)
        lines.append(f"{item.title}: {there} in the backup, {here} now")
    return lines if found.differing else [*lines, "No article differs."]


def _stood(spans: int | None, state: str) -> str:
    """What an article has on one side, in words."""
    from annotate.describing import describe_state

    if spans is None:
        return "not there"
    return f"{counted(spans, 'span', 'spans')} ({describe_state(state)})"


def _rule() -> Rule:
    from annotate.settings import Settings

    return safety.rule_of(Settings())


def _path(given: argparse.Namespace) -> Path:
    path: Path = given.project
    return project_file(path)
