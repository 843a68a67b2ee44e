"""Projects whose rows were damaged: the check says so, and a repair leaves nothing wrong.

Cells get values that they cannot have, rows go or come twice, always past what the tables promise,
as a flipped bit or another program would leave it.
"""

from __future__ import annotations

import random
import sqlite3
from pathlib import Path

from annotate.errors import AnnotateError
from annotate.messages import sentence
from annotate.project import Project, ProposalBatch
from annotate.safety import repair
from annotate.schema.label_schema import LabelSchema
from annotate.spans import Layer
from annotate.store.backup import Rule
from annotate.store.repair.salvage import TABLES
from annotate.tasks import accept_article
from annotate.transfers import import_paths
from tests.faults.fuzz_formats import articles
from tests.faults.plan import make_articles, proposals_for

_VALUES: tuple[object, ...] = (
    *("", "x", "entity", "event", "accepted", "done", "[]", "{}", "null", "0" * 16, "PERSON"),
    *(-1, 0, 1, 3, 10**12, 0.5, None, b"\xff\xfe", "é" * 300, "a\0b"),
)


def make_seed(path: Path) -> Path:
    """A project with everything that has rows: work, suggestions, frames, chains, relations."""
    from annotate.exchange.exporting import export_records

    made = make_articles(3, sentences=3)
    source = path.with_suffix(".jsonl")
    export_records(articles(), "spandesk", source)
    from annotate.schema.shipped import find_schema

    schema: LabelSchema = find_schema("news")
    with Project.create(path, schema, annotator="tester", articles=made) as project:
        known = {label.name for label in schema.labels}
        for article in made:
            kept = tuple(item for item in proposals_for(article.text) if item.label in known)
            project.write_suggestions(article.id, [ProposalBatch("rules", "1", kept)])
        project.flush()
        for article in made[:2]:
            accept_article(project, article.id, is_done=article is made[0])
        import_paths(project, [source])
        project.set_setting("suggestions.min_score", "0.2").result()
        project.require_durable()
        assert project.check() == []
    source.unlink()
    return path


def damage(path: Path, chance: random.Random) -> str:
    """Change some rows past every promise of the tables; the tables that were touched."""
    connection = sqlite3.connect(path, isolation_level=None)
    touched: set[str] = set()
    try:
        connection.execute("PRAGMA ignore_check_constraints = ON")
        for _ in range(chance.randrange(1, 5)):
            table = chance.choice(TABLES)
            columns = [row[1] for row in connection.execute(f"PRAGMA table_info({table})")]
            rows = connection.execute(f"SELECT * FROM {table}").fetchall()
            if not rows:
                continue
            row, touched = chance.choice(rows), touched | {table}
            where = " AND ".join(f'"{name}" IS ?' for name in columns)
            column = chance.choice(columns)
            roll = chance.random()
            try:
                if roll < 0.3:
                    connection.execute(f"DELETE FROM {table} WHERE {where}", row)
                elif roll < 0.4:
                    connection.execute(f"DELETE FROM {table}")
                else:
                    others = [item[columns.index(column)] for item in rows]
                    value = chance.choice((chance.choice(_VALUES), chance.choice(others)))
                    connection.execute(
                        f'UPDATE {table} SET "{column}" = ? WHERE {where}', (value, *row)
                    )
            except sqlite3.Error:
                touched.add("refused")
    finally:
        connection.close()
    return " ".join(sorted(touched))


def repairer(folder: Path, chance: random.Random) -> str:
    """One project with damaged rows: checked in words, repaired whole, and the rest of it there."""
    original = folder / "seed.spandesk"
    if not original.exists():
        make_seed(original)
    path, target = folder / "x.spandesk", folder / "y.spandesk"
    for item in folder.glob("[xy].spandesk*"):
        item.unlink()
    path.write_bytes(original.read_bytes())
    outcome = touched = damage(path, chance)
    said = "."
    try:
        with Project.open(path, read_only=True) as project:
            outcome += f": {sorted({item.kind for item in project.check()})}"
    except AnnotateError as error:
        said = sentence(error)
        outcome += f": {type(error).__name__}"
    assert said.endswith("."), said
    done = repair(path, target, rule=Rule(str(folder / "none")))
    # A history that contradicts itself is kept as it is, and named.
    kept = {"history"} if "history" in touched else set[str]()
    assert {item.kind for item in done.left} <= kept, done.left
    with Project.open(target) as project:
        assert {item.kind for item in project.check()} <= kept
        for article_id in project.article_ids():
            desk = project.open_article(article_id)
            assert all((span.layer, span.label) in project.schema.names for span in desk.spans), (
                "a span without a label"
            )
            assert Layer.ENTITY in {label.layer for label in project.schema.labels} or not len(
                desk.spans
            )
        project.article_rows()
        project.figures()
    return outcome
