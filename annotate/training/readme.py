"""`README.txt` of an export: what the files are, and the one command."""

from __future__ import annotations

from typing import Final

from annotate.training.report import ExportReport
from annotate.training.splits import Side

_FILES: Final = (
    ("train.spacy, dev.spacy, test.spacy", "the articles, in spaCy's own format (DocBin)"),
    ("config.cfg", "the training configuration, made for these spans"),
    ("functions.py, tokenizer.json", "the tokenizer that the spans were aligned to"),
    ("project.yml", "the same commands, for python -m spacy project run all"),
    ("labels.json", "the labels, with their guidelines and how often they occur"),
    ("report.json", "what is in the export, what did not fit, and what to look at"),
)


def readme_text(report: ExportReport) -> str:
    """The text of `README.txt`."""
    width = max(len(name) for name, _ in _FILES)
    sides = ", ".join(f"{side} {figures.articles}" for side, figures in report.sides.items())
    lines = [
        "spaCy training data, exported by Spandesk",
        "",
        f"{report.articles} articles ({sides}), {report.spans} spans.",
        "",
        "Train, in this directory, with spaCy 3.8 or newer installed:",
        "",
        f"    {report.command}",
        "",
        "The best pipeline is then in model/model-best:",
        "",
        '    import spacy; nlp = spacy.load("model/model-best")',
        f"    python -m spacy benchmark accuracy model/model-best {scored_file(report)}",
        "",
        "Check the data before:",
        "",
        f"    {report.check_command}",
        "",
        *(f"{name:{width}}  {text}" for name, text in _FILES),
        "",
        "In each Doc:",
        "    doc.ents                          entities, none on another",
        '    doc.spans["entities_overlapping"] entities that doc.ents cannot hold, where there are',
        '    doc.spans["events"]               event triggers',
        '    doc.spans["event_args"]           arguments: label_ is the role, kb_id_ the frame',
        '    doc.spans["incorrect_spans"]      what an annotator rejected as entity',
        *(
            [f'    doc.spans["{report.spans_key}"]'.ljust(38) + "all of these, both layers"]
            if report.spans_key
            else []
        ),
        "    doc._.events                      event frames: trigger, arguments, attributes",
        '    doc.user_data["spandesk"]         id, title, source and date of the article',
        "    span.id_                          the id of the span in the project",
        "",
    ]
    return "\n".join(lines)


def scored_file(report: ExportReport) -> str:
    """The file to score on: new text where there is some."""
    filled = (side for side in (Side.TEST, Side.DEV) if report.sides[side].articles)
    return f"{next(filled, Side.TRAIN)}.spacy"
