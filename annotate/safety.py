"""What keeps a project safe, for window and command line: backups, moments, check and repair."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import Future
from pathlib import Path
from typing import TYPE_CHECKING

from annotate.errors import NoSuchMomentError, StoreError
from annotate.moments import Difference, differences, edit_between
from annotate.notices import Notice
from annotate.project import Project, Why
from annotate.project_past import Moment
from annotate.settings import Settings
from annotate.store import backup as backup_store
from annotate.store import opening
from annotate.store.backup import Backup, Rule, Snapshot

if TYPE_CHECKING:
    from annotate.annotations import AnnotationSet
    from annotate.store.repair.done import Repaired
    from annotate.store.restoring import Comparison
    from annotate.store.text_changes import ChangedText

FOLDER = "backups.folder"
MAX_MB = "backups.max_mb"
EVERY = "backups.every_minutes"


def rule_of(settings: Settings) -> Rule:
    """Where backups go and how much room they may take, as the preferences say."""
    room = settings.get(MAX_MB)
    size = int(float(room) * 1e6) if isinstance(room, (int, float)) else backup_store.MAX_BYTES
    return Rule(str(settings.get(FOLDER, "") or ""), max(size, 1))


def default_folder() -> Path:
    """Where backups go unless the preference `backups.folder` says otherwise."""
    return backup_store.default_folder()


def minutes_between(settings: Settings) -> float:
    """Minutes of work between two backups; 0 for none by the clock."""
    value = settings.get(EVERY)
    return max(float(value), 0) if isinstance(value, (int, float)) else backup_store.EVERY_MINUTES


def look_around(path: Path) -> list[Notice]:
    """What is to be said of the place where a project lies: network drives and the like."""
    return opening.what_is_around(path)


# -- backups ---------------------------------------------------------------------------------------


def folder_of(project: Project, rule: Rule) -> Path:
    """Where the backups of a project lie."""
    return backup_store.folder_of(project.path, project.file_id, rule)


def backups_of(path: Path, rule: Rule) -> list[Backup]:
    """The backups of the project at `path`, the newest first, also when it cannot be opened."""
    return backup_store.listing(backup_store.folder_of(path, file_id_of(path), rule))


def file_id_of(path: Path) -> str:
    """The id of a project file; empty when it cannot be read."""
    try:
        with Project.open(path, read_only=True) as project:
            return project.file_id
    except StoreError:
        return opening.file_id_in_ruins(path)


def back_up(project: Project, *, reason: str, rule: Rule) -> Backup | None:
    """Make a backup now and wait for it; None when nothing has changed since the last one."""
    project.flush()
    return Snapshot(project.path).write(folder_of(project, rule), reason=reason, rule=rule)


def find_backup(path: Path, name: str, rule: Rule) -> Path | None:
    """The backup that `name` means: a file, its name or its number; None when it is none."""
    given = Path(name)
    if given.is_file() and given.suffix == opening.SUFFIX:
        return given
    for item in backups_of(path, rule):
        if name in (item.path.name, f"{item.number:06}", f"b{item.number}"):
            return item.path
    return None


def compare(path: Path, backup: Path) -> Comparison:
    """What differs between the project and a backup; raises a `StoreError`."""
    from annotate.store.restoring import compare as compare_files

    return compare_files(path, backup)


def restore_backup(
    path: Path,
    backup: Path,
    *,
    rule: Rule,
    annotator: str = "",
    progress: Callable[[int, int], None] | None = None,
) -> Path | None:
    """Put a backup in the place of a closed project, which becomes a backup first.

    `progress` is called with bytes done and all of them, and may raise to stop it: the project is
    then as it was.
    """
    from annotate.store.restoring import restore

    return restore(path, backup, rule=rule, annotator=annotator, progress=progress)


# -- a text that was changed from outside ----------------------------------------------------------


def changed_text(path: Path, article_id: str, *, rule: Rule) -> ChangedText:
    """Where the spans of an article are in its text as it is now; raises a `StoreError`."""
    from annotate.store.text_changes import look

    backups = [item.path for item in backups_of(path, rule)]
    return look(path, article_id, backups=backups)


def take_text(
    path: Path,
    found: ChangedText,
    places: Mapping[str, tuple[int, int]],
    *,
    rule: Rule,
    annotator: str = "",
) -> int:
    """Take the text of an article of a closed project as it is, after a backup.

    The spans in `places` go there, the others go; how many went. Raises a `StoreError`, or
    `EditConflictError` when the text is not the one that was looked at any more.
    """
    from annotate.store.text_changes import take

    _keep_changed(path, rule)
    return take(path, found.article_id, sign=found.sign, places=places, annotator=annotator)


def _keep_changed(path: Path, rule: Rule) -> None:
    folder = backup_store.folder_of(path, file_id_of(path), rule)
    Snapshot(path).write(folder, reason="bulk", rule=rule, is_forced=True)


def put_text_back(path: Path, found: ChangedText, *, rule: Rule, annotator: str = "") -> None:
    """Give an article of a closed project its old text, which a backup has, after a backup."""
    from annotate.store.text_changes import put_back

    if found.old is not None:
        _keep_changed(path, rule)
    put_back(path, found, annotator=annotator)


# -- moments ---------------------------------------------------------------------------------------


def since(
    project: Project, moment: Moment, ids: Iterable[str] | None = None
) -> dict[str, list[Difference]]:
    """What has changed since a moment, by article (of those given, or all)."""
    wanted = None if ids is None else set(ids)
    found: dict[str, list[Difference]] = {}
    for article_id in project.past.changed_since(moment.seq):
        if wanted is None or article_id in wanted:
            past = project.past.article_at(article_id, moment.seq)
            changed = differences(past, project.annotations(article_id))
            if changed:
                found[article_id] = changed
    return found


def restore_moment(
    project: Project, moment: Moment, ids: Iterable[str] | None = None
) -> dict[str, Future[int]]:
    """Bring articles (those given, or all) back to a moment, each by one step of the history."""
    wanted = None if ids is None else set(ids)
    for article_id in wanted or ():
        project.article(article_id)
    done: dict[str, Future[int]] = {}
    title = f"back to step {moment.seq}"
    for article_id in project.past.changed_since(moment.seq):
        if wanted is not None and article_id not in wanted:
            continue
        past = project.past.article_at(article_id, moment.seq)
        article = project.article(article_id)
        fit_labels(project, past, article.text)
        edit = edit_between(project.annotations(article_id), past, title)
        if edit is not None:
            done[article_id] = project.write_edit(article, edit, why=Why.RESTORE, title=title)
    return done


def fit_labels(project: Project, past: AnnotationSet, text: str) -> None:
    """Bring a set of an earlier moment to the labels of today; one that is gone comes back.

    A label that was renamed or merged since goes by its new name.
    """
    from annotate.schema.rewriting import fitted

    if missing := fitted(project.schema, past, text):
        project.add_labels(sorted(missing))


def find_moment(project: Project, when: str) -> Moment:
    """The moment that `when` names; raises `NoSuchMomentError`."""
    if not when.strip():
        raise NoSuchMomentError(moment=when)
    return project.past.moment(when.strip())


# -- repair ----------------------------------------------------------------------------------------


def repair(path: Path, target: Path | None, *, rule: Rule) -> Repaired:
    """Write a repaired copy beside the project (or to `target`); raises a `StoreError`."""
    from annotate.store.repair import repairing

    repairing.require_readable(path)
    place = target or free_name(path)
    backups = [item.path for item in backups_of(path, rule)]
    return repairing.repair(path, place, backups=backups)


def free_name(path: Path) -> Path:
    """A name beside the project for its repaired copy that nothing has yet."""
    place = path.with_name(f"{path.stem}.repaired{opening.SUFFIX}")
    number = 2
    while place.exists():
        place = path.with_name(f"{path.stem}.repaired-{number}{opening.SUFFIX}")
        number += 1
    return place
