"""`export --dry-run` as people call it: real processes, real files."""

from __future__ import annotations

import json
from pathlib import Path

from annotate.articles import Article
from annotate.project import Project
from annotate.schema.shipped import find_schema
from tests.e2e.test_command_line import spandesk

TEXT = "Ana Petrova met the Harbour Union in Varna."


def test_a_dry_run_writes_nothing(tmp_path: Path) -> None:
    with Project.create(tmp_path / "p.spandesk", find_schema("news")) as project:
        project.add_articles([Article("one", TEXT)]).result()
    path = tmp_path / "p.spandesk"
    out = tmp_path / "out"
    done = spandesk("export", path, out, "--dry-run", status=1)
    assert "articles done    0 of 1" in done.stdout
    assert "not ready" in done.stdout
    spandesk("suggest", path)
    spandesk("accept", path, "--done")
    done = spandesk("export", path, out, "--dry-run")
    assert done.stdout.splitlines()[-1] == "ready to train"
    assert "too rare" in done.stdout
    data = json.loads(spandesk("export", path, out, "--dry-run", "--json").stdout)
    assert data["is_ready"] is True
    assert data["articles"]["by_side"]["train"] == 1
    assert {"rare_labels", "few_examples"} <= {row["code"] for row in data["findings"]}
    assert not out.exists()
    wrong = spandesk("export", path, out, "--dry-run", "--format", "brat", status=2)
    assert "--dry-run" in wrong.stderr
