"""`project.yml` of an export: its commands in the form of spaCy's project files.

The form is that of https://github.com/explosion/weasel (`python -m spacy project run all`). Every
value is written as a JSON string, which YAML reads as it stands.
"""

from __future__ import annotations

import json

from annotate.training.readme import scored_file
from annotate.training.report import ExportReport

_MODEL = "model/model-best"


def project_text(report: ExportReport) -> str:
    """The text of `project.yml`."""
    data = ["train.spacy", "dev.spacy", "config.cfg", "functions.py", "tokenizer.json"]
    scored = scored_file(report)
    commands = [
        _command("check", "Look for faults in the data", [report.check_command], deps=data),
        _command("train", "Train the pipeline", [report.command], deps=data, outputs=[_MODEL]),
        _command(
            "evaluate",
            f"Score the best pipeline on {scored}",
            [f"python -m spacy benchmark accuracy {_MODEL} {scored} --output metrics.json"],
            deps=[_MODEL, scored],
            outputs=["metrics.json"],
        ),
    ]
    return "\n".join(
        [
            'title: "spaCy training data, exported by Spandesk"',
            "directories: []",
            "workflows:",
            "  all:",
            "    - train",
            "    - evaluate",
            "commands:",
            *(line for command in commands for line in command),
            "",
        ]
    )


def _command(
    name: str,
    text: str,
    script: list[str],
    *,
    deps: list[str],
    outputs: list[str] | None = None,
) -> list[str]:
    lines = [f"  - name: {name}", f"    help: {json.dumps(text)}"]
    for key, values in (("script", script), ("deps", deps), ("outputs", outputs or [])):
        if values:
            lines.append(f"    {key}:")
            lines += [f"      - {json.dumps(value)}" for value in values]
    return lines
