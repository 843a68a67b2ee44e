"""`export --dry-run`: what would be written, and what is worth a look before."""

from __future__ import annotations

import argparse
import json

from annotate.cli.command_line import (
    INCLUDE_UNFINISHED,
    end_progress,
    open_project,
    progress,
    say,
    split_rule,
)


def dry_run(given: argparse.Namespace) -> int:
    """Print the readiness report; 1 when an export would be refused."""
    if given.format != "spacy":
        given.parser.error("--dry-run is for training data, not for other formats")
    from annotate.readying import project_readiness
    from annotate.training.export import ExportOptions
    from annotate.training.readiness import readiness_as_data
    from annotate.training.readiness_words import readiness_lines

    options = ExportOptions(
        split=split_rule(given.split, given.seed),
        include_unfinished=given.include_unfinished,
        spans_key=given.spans_key,
    )
    with open_project(given.project, read_only=True) as opened:
        found = project_readiness(
            opened, options=options, out=given.directory, progress=progress("articles")
        )
    end_progress()
    if given.json:
        say(json.dumps(readiness_as_data(found), ensure_ascii=False, indent=1))
    else:
        for line in readiness_lines(found):
            say(line)
        if any(item.code == "nothing_done" for item in found.findings):
            say(f"{INCLUDE_UNFINISHED} takes articles that are not done as well")
    return 0 if found.is_ready else 1
