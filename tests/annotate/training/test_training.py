"""The export trains: spaCy's own commands, run as written, in the export directory."""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
from pathlib import Path

import pytest
import spacy

from annotate.articles import ArticleState
from annotate.spans import Layer
from annotate.training.dataset import AnnotatedArticle, RejectedSpan
from annotate.training.export import ExportOptions, export_spacy
from annotate.training.report import ExportReport
from annotate.training.splits import Side, SplitRule
from tests.annotate.training.sample import SCHEMA, annotated, entity, event, made_article

COMPOUNDS = (
    ("A U.S.-backed force left, and a U.N.-brokered truce held.", ("U.S.", "U.N.")),
    ("Covid-19 closed the Kyiv–Moscow line on Sept.11 at 6.30am.", ("Kyiv", "Moscow", "Covid-19")),
)


def run_spacy(command: str, directory: Path, *overrides: str) -> subprocess.CompletedProcess[str]:
    words = shlex.split(command)
    assert words[0] == "python"
    return subprocess.run(
        [sys.executable, *words[1:], *overrides],
        cwd=directory,
        capture_output=True,
        text=True,
        timeout=170,
        check=False,
        env={**os.environ, "NO_COLOR": "1", "ANSI_COLORS_DISABLED": "1", "PYTHONPATH": ""},
    )


def export_with_compounds(out: Path) -> ExportReport:
    articles = [made_article(number, lines=10) for number in range(16)]
    for number in range(16, 40):
        text, surfaces = COMPOUNDS[number % 2]
        text = f"{text}\n\nNote {number} closes this article.\n"
        spans = [entity(text, surface, "GPE") for surface in surfaces]
        articles.append(annotated(text, *spans, event(text, "closes", "MEET"), number=number))
    return export_spacy(
        articles, out, options=ExportOptions(split=SplitRule(seed=1)), schema=SCHEMA
    )


@pytest.mark.slow
def test_the_export_passes_the_check_and_trains_with_its_commands(tmp_path: Path) -> None:
    out = tmp_path / "Мій експорт"
    report = export_with_compounds(out)
    assert report.unaligned == ()
    assert report.span_categorizer == "spancat_singlelabel"

    checked = run_spacy(report.check_command, out)
    assert checked.returncode == 0, checked.stdout + checked.stderr
    assert "error" not in checked.stdout.lower().replace("0 errors", "")
    assert f"{report.examples} training docs" in checked.stdout
    assert "misaligned" not in checked.stdout

    trained = run_spacy(
        report.command, out, "--training.max_steps", "60", "--training.eval_frequency", "30"
    )
    assert trained.returncode == 0, trained.stdout + trained.stderr
    assert {path.name for path in (out / "model").iterdir()} == {"model-best", "model-last"}

    # The trained pipeline loads without functions.py and cuts words as the export did.
    nlp = spacy.load(out / "model" / "model-best")
    assert nlp.pipe_names == ["tok2vec", "ner", "spancat"]
    words = [token.text for token in nlp.make_doc(COMPOUNDS[0][0])]
    assert words[:4] == ["A", "U.S.", "-", "backed"]
    assert "-" in words[words.index("U.N.") :]
    doc = nlp("A U.S.-backed force left, and a U.N.-brokered truce held.\n\nNote 99 closes it.")
    assert "events" in doc.spans
    assert nlp("Kyiv").text == "Kyiv"
    again = export_with_compounds(out)
    assert (out / "model" / "model-best").is_dir()
    assert again.sides[Side.TRAIN].entities == report.sides[Side.TRAIN].entities


@pytest.mark.slow
def test_one_finished_article_trains_too(tmp_path: Path) -> None:
    report = export_spacy(
        [made_article(0, lines=4)], tmp_path / "out", options=ExportOptions(), schema=SCHEMA
    )
    trained = run_spacy(
        report.command,
        tmp_path / "out",
        "--training.max_steps",
        "4",
        "--training.eval_frequency",
        "2",
    )
    assert trained.returncode == 0, trained.stdout + trained.stderr


@pytest.mark.slow
def test_everything_that_an_export_can_hold_trains_together(tmp_path: Path) -> None:
    articles = [made_article(number) for number in range(12)]
    for number in range(12, 40):
        text = f"The frontrunner of Bank of New York met Ada {number} in Лагос 🎉.\n\nIt rained.\n"
        spans = (
            entity(text, "runner", "PERSON"),
            entity(text, "Bank of New York", "ORG"),
            entity(text, "New York", "GPE"),
            entity(text, "Лагос", "МІСТО"),
            event(text, "met", "MEET"),
            event(text, "met Ada", "ЗУСТРІЧ"),
            event(text, "met", "ЗУСТРІЧ"),
        )
        state = ArticleState.IN_PROGRESS if number % 3 == 0 else ArticleState.DONE
        item = annotated(text, *spans, number=number, state=state)
        ada = text.index("Ada")
        rejected = (
            RejectedSpan(ada, ada + 3, "ORG", Layer.ENTITY),
            RejectedSpan(0, 3, "MEET", Layer.EVENT),
            RejectedSpan(spans[1].start, spans[1].end, "ORG", Layer.ENTITY),
        )
        articles.append(AnnotatedArticle(item.article, spans, rejected=rejected))
    out = tmp_path / "out"
    report = export_spacy(
        articles,
        out,
        options=ExportOptions(include_unfinished=True, spans_key="sc"),
        schema=SCHEMA,
    )
    assert report.sides[Side.TRAIN].missing_tokens
    assert report.sides[Side.TRAIN].rejected
    assert report.span_categorizer == "spancat"
    checked = run_spacy(report.check_command, out)
    assert "Traceback" not in checked.stderr
    assert "invalid whitespace" not in checked.stdout
    trained = run_spacy(
        report.command, out, "--training.max_steps", "20", "--training.eval_frequency", "10"
    )
    assert trained.returncode == 0, trained.stdout + trained.stderr
    nlp = spacy.load(out / "model" / "model-last")
    assert set(nlp.get_pipe("spancat").labels) == {
        "PERSON", "GPE", "ORG", "ATTACK", "MEET", "МІСТО", "ЗУСТРІЧ",
    }  # fmt: skip
