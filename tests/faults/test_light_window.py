"""The heavy work leaves nothing heavy behind in the process that paints."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

from annotate.project import Project

ROOT = Path(__file__).parents[2]
HEAVY = ("spacy", "numpy", "thinc", "trafilatura", "lxml", "sqlite_utils", "torch", "onnxruntime")

SCRIPT = """
import json, sys
from pathlib import Path
from PySide6.QtCore import QCoreApplication, QTimer
from annotate.training.export import ExportOptions
from gui.jobs import Jobs

folder = Path(sys.argv[1])
heavy = json.loads(sys.argv[2])
app = QCoreApplication([])
jobs = Jobs()
said = []
jobs.job_batch.connect(lambda job, index, batch: said.append(batch))
ends = {}
jobs.job_finished.connect(lambda job, value: ends.update({job: value}))
jobs.job_failed.connect(lambda job, error: ends.update({job: error}))
jobs.article_suggested.connect(lambda answer: ends.update({answer.job_id: answer}))

def wait(job):
    while job not in ends:
        app.processEvents()
    return ends[job]

jobs.start()
read = jobs.run_function("read", paths=[str(folder / "in")], known={}, ids=[])
assert wait(read) is None, ends[read]
articles = [article for batch in said for article in batch.articles]
answer = wait(jobs.suggest(articles[0], suggesters=("rules", "lexicon")))
assert not answer.errors, answer.errors
export = jobs.run_function(
    "export",
    project=str(folder / "test.spandesk"),
    out=str(folder / "out"),
    options=ExportOptions(),
)
refused = wait(export)
jobs.close()
print(json.dumps({
    "titles": sorted(article.title for article in articles),
    "refusals": sum(len(batch.refusals) for batch in said),
    "tokens": answer.tokens.tokenizer,
    "export": type(refused).__name__,
    "reason": refused.fields.get("reason"),
    "heavy": [name for name in heavy if name in sys.modules],
}))
"""

PAGE = """<html><head><title>Ferry strike ends</title></head><body><article>
<h1>Ferry strike ends</h1>
<p>{}</p></article></body></html>"""
SENTENCES = (
    "Ferries between the islands sailed again on Monday after a strike of nine days. "
    "Crews had asked for longer rests, and the company agreed to them late on Sunday. "
    "Passengers queued at the harbour of Varna from early in the morning, officials said. "
) * 3


def test_import_suggest_and_export_from_the_window(tmp_path: Path, project: Project) -> None:
    project.close()
    assert project.path.parent == tmp_path
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "page.html").write_text(PAGE.format(SENTENCES), encoding="utf-8")
    (folder / "plain.txt").write_text("Talks in Varna\n\nEnvoys met.", encoding="utf-8")
    (folder / "empty.txt").write_text(" \n", encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT, str(tmp_path), json.dumps(HEAVY)],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT), "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        timeout=150,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    seen = json.loads(done.stdout.splitlines()[-1])
    assert seen["heavy"] == []
    assert len(seen["titles"]) == 2
    assert seen["refusals"] == 1
    assert seen["tokens"] != "rough"
    # Nothing is marked done, and the refusal crosses the border as our own error.
    assert (seen["export"], seen["reason"]) == ("ExportError", "nothing_done")
