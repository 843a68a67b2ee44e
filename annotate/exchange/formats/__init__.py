"""The formats of the neighbours, both ways: one small module for each, loaded when it is asked for.

A module that imports has `detect(probe) -> float` (0: surely not, 1: surely) and
`read(source) -> Iterator[Record | Refusal | Loss]`; one that exports has
`write(records, target, log)`. All three are described in `annotate.exchange.formats.api`, and
`FORMATS` below is the only list of them. A reader yields what it can and refuses the rest by
line; it does not normalise text, check offsets or know a project: `annotate.exchange.settling`
does. A writer is given only what its format says it `carries`; the rest is counted before.
"""

from __future__ import annotations

from annotate.exchange.formats.api import (
    Carries,
    Detection,
    Format,
    FormatModule,
    FormatOption,
    Probe,
    load,
)

_ALL = frozenset(Carries)
_LAYERS = frozenset({Carries.EVENTS, Carries.OVERLAPS, Carries.FRAMES, Carries.ATTRIBUTES})
_FLAT = frozenset({Carries.EVENTS})

FORMATS: tuple[Format, ...] = (
    Format(
        name="spandesk",
        title="Spandesk JSONL",
        patterns=("*.jsonl", "*.ndjson", "*.jsonl.gz", "*.json"),
        suffix=".jsonl",
        has_parts=True,
        carries=_ALL,
    ),
    Format(
        name="docbin",
        title="spaCy DocBin",
        patterns=("*.spacy",),
        suffix=".spacy",
        carries=_ALL - {Carries.SUGGESTIONS},
        needs_spacy=True,
        options=(
            FormatOption("language", "language of the tokenizer", "en"),
            FormatOption("spans_key", "also put every span into this span group"),
            FormatOption(
                "relations",
                "the form of spaCy's relation tutorial: triggers in doc.ents, roles in doc._.rel",
                "no",
                ("no", "yes"),
            ),
        ),
    ),
    Format(
        name="spacy-json",
        title="spaCy JSON training data",
        patterns=("*.json", "*.jsonl"),
        suffix=".json",
        has_parts=True,
        carries=frozenset({Carries.EVENTS, Carries.OVERLAPS}),
        needs_spacy=True,
        options=(
            FormatOption(
                "form",
                "pairs, lines of objects, or documents of version 2",
                "pairs",
                ("pairs", "lines", "documents"),
            ),
        ),
    ),
    Format(
        name="prodigy",
        title="Prodigy JSONL",
        patterns=("*.jsonl", "*.json"),
        suffix=".jsonl",
        has_parts=True,
        carries=_ALL - {Carries.ATTRIBUTES, Carries.SUGGESTIONS, Carries.COMPLETE},
        options=(FormatOption("tokens", "write tokens", "yes", ("yes", "no")),),
        needs_spacy=True,
    ),
    Format(
        name="label-studio",
        title="Label Studio JSON",
        patterns=("*.json", "*.jsonl"),
        suffix=".json",
        has_parts=True,
        carries=_ALL - {Carries.REJECTED, Carries.CHAINS, Carries.COMPLETE},
    ),
    Format(
        name="doccano",
        title="doccano JSONL",
        patterns=("*.jsonl", "*.json"),
        suffix=".jsonl",
        has_parts=True,
        carries=frozenset(
            {Carries.EVENTS, Carries.OVERLAPS, Carries.FRAMES, Carries.FACTS, Carries.RELATIONS}
        ),
        options=(FormatOption("style", "new form or old one", "entities", ("entities", "labels")),),
    ),
    Format(
        name="brat",
        title="brat standoff",
        patterns=("*.ann", "*.a1", "*.a2", "*.zip"),
        is_folder=True,
        has_folders=True,
        carries=frozenset(
            {
                Carries.EVENTS,
                Carries.OVERLAPS,
                Carries.FRAMES,
                Carries.ATTRIBUTES,
                Carries.RELATIONS,
                Carries.CHAINS,
            }
        ),
    ),
    Format(
        name="conll",
        title="CoNLL columns (IOB, BILOU)",
        patterns=(
            *("*.conll", "*.iob", "*.iob2", "*.bio", "*.tsv", "*.txt", "*.train", "*.dev"),
            *("*.test", "*.testa", "*.testb", "*.conll2003", "*_conll", "*.data", "*.ner"),
            *("*.annotated", "*.valid", "*.bioes", "*.bilou", "*.bmes", "train", "dev", "test"),
        ),
        suffix=".conll",
        carries=frozenset({Carries.EVENTS}),
        options=(
            FormatOption(
                "column", "column of the tags, from 1; -1 is the last", is_for_reading=True
            ),
            FormatOption("token", "column of the tokens, from 1", is_for_reading=True),
            FormatOption(
                "spacing",
                "white space between tokens",
                "rule",
                ("rule", "spaces"),
                is_for_reading=True,
            ),
            FormatOption(
                "scheme", "tags to write", "iob2", ("iob2", "iob1", "bilou", "bioes", "io")
            ),
        ),
    ),
    Format(
        name="conllu",
        title="CoNLL-U with entities in MISC",
        patterns=("*.conllu", "*.conllup", "*.conll"),
        suffix=".conllu",
        carries=frozenset({Carries.EVENTS, Carries.FACTS}),
        options=(
            FormatOption("key", "name in MISC that holds the tags", is_for_reading=True),
            FormatOption("scheme", "tags to write", "iob2", ("iob2", "bilou", "bioes")),
        ),
    ),
    Format(
        name="webanno-tsv",
        title="WebAnno TSV 3.3",
        patterns=("*.tsv", "*.webanno"),
        is_folder=True,
        carries=_LAYERS | {Carries.RELATIONS, Carries.CHAINS},
    ),
    Format(
        name="uima-xmi",
        title="UIMA CAS XMI",
        patterns=("*.xmi", "*.xml", "*.zip"),
        is_folder=True,
        has_folders=True,
        carries=_LAYERS | {Carries.RELATIONS, Carries.CHAINS},
    ),
    Format(
        name="uima-json",
        title="UIMA CAS JSON",
        patterns=("*.json",),
        is_folder=True,
        carries=_LAYERS | {Carries.RELATIONS, Carries.CHAINS},
    ),
    Format(
        name="huggingface",
        title="Hugging Face data set",
        patterns=("*.jsonl", "*.json", "*.parquet"),
        is_folder=True,
        has_folders=True,
        carries=_ALL - {Carries.SUGGESTIONS, Carries.REJECTED},
        options=(
            FormatOption("column", "column of the tags", is_for_reading=True),
            FormatOption(
                "names",
                "names of the tags by their numbers, parted by commas",
                is_for_reading=True,
            ),
            FormatOption("file", "rows as JSON or Parquet", "jsonl", ("jsonl", "parquet")),
            FormatOption("split", "percentages of train, validation and test", "80,10,10"),
        ),
    ),
    Format(
        name="csv",
        title="CSV of spans and events",
        patterns=("*.csv", "*.tsv"),
        is_folder=True,
        has_folders=True,
        carries=_ALL,
        options=(FormatOption("text", "with the texts", "yes", ("yes", "no")),),
    ),
    Format(
        name="inception",
        title="INCEpTION project",
        patterns=("*.zip",),
        can_export=False,
        options=(FormatOption("annotator", "whose annotations are taken", is_for_reading=True),),
    ),
    Format(
        name="gate",
        title="GATE XML",
        patterns=("*.xml", "*.gate"),
        can_export=False,
        options=(FormatOption("set", "annotation set that is taken", is_for_reading=True),),
    ),
    Format(
        name="plover",
        title="PLOVER events",
        patterns=("*.json", "*.jsonl", "*.txt"),
        suffix=".jsonl",
        carries=_LAYERS | {Carries.FACTS},
    ),
    Format(
        name="ace",
        title="ACE APF XML",
        patterns=(),
        can_import=False,
        is_folder=True,
        carries=_LAYERS | {Carries.FACTS, Carries.CHAINS},
    ),
    Format(
        name="html",
        title="Web pages for readers",
        patterns=(),
        can_import=False,
        is_folder=True,
        carries=_LAYERS | {Carries.FACTS},
    ),
)
"""Every format, in the order in which lists show them and detection prefers them."""

_BY_NAME = {item.name: item for item in FORMATS}


def find_format(name: str) -> Format | None:
    """The format of this name."""
    return _BY_NAME.get(name)


def detect(probe: Probe) -> Detection | None:
    """The format that `probe` most likely is; `None` when none recognises it.

    Only the modules of formats whose file patterns fit are loaded.
    """
    best: Detection | None = None
    for item in FORMATS:
        if not item.can_import or not item.fits(probe):
            continue
        score = load(item).detect(probe)
        if score > 0 and (best is None or score > best.score):
            best = Detection(item, score)
            if score >= 1:
                break
    return best


__all__ = [
    "FORMATS",
    "Carries",
    "Detection",
    "Format",
    "FormatModule",
    "Probe",
    "detect",
    "find_format",
    "load",
]
