"""Ugly schemas and ugly steps of a history: read and sound, or refused in words."""

from __future__ import annotations

import json
import random
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

from annotate.annotations import Decision, DecisionKind
from annotate.articles import ArticleState
from annotate.chains.chain import Chain
from annotate.complete.marks import CompleteMark
from annotate.edits import (
    Edit,
    EditGroup,
    PutChain,
    PutComplete,
    PutDecision,
    PutFrame,
    PutSpan,
    PutState,
)
from annotate.errors import AnnotateError
from annotate.exchange.brat_schema import read_file
from annotate.frames.event_frame import Argument, EventFrame
from annotate.messages import sentence
from annotate.project import Project
from annotate.schema.checks import faults
from annotate.schema.label_schema import LabelSchema, dump_schema, parse_schema
from annotate.schema.parts import parts_of, schema_edit, schema_of
from annotate.schema.shipped import find_schema
from annotate.spans import Layer, Span
from annotate.store.history import dump_edit, load_edit
from annotate.store.sqlite import RowError
from tests.faults.fuzz_formats import harmed

SCHEMA = """name = "s"
version = 2
title = "S"
[[family]]
id = "people"
title = "People"
[[attribute]]
name = "polarity"
key = "1"
values = ["positive", "negative"]
default = "positive"
guideline = "Did it happen?"
examples = ["did not [attack]"]
[[label]]
name = "PERSON"
layer = "entity"
family = "people"
key = "1"
colour = "#aabbcc"
guideline = "Who."
examples = ["[Ana]"]
[[label]]
name = "ATTACK"
layer = "event"
key = "Ctrl+1"
colour = "#ffaaaa"
attributes = ["polarity"]
[[label.role]]
name = "Agent"
key = "a"
cardinality = "+"
fillers = ["entity:PERSON", "event"]
[[label.role]]
name = "Place"
cardinality = "{1-3}"
[[label]]
name = "BOMB"
layer = "event"
parent = "ATTACK"
is_retired = true
[[label.role]]
name = "Target"
cardinality = "{2}"
fillers = ["span"]
"""

BRAT = """[entities]
!NAMED
\tPERSON
\tORG
GPE

[relations]
Near\tArg1:GPE, Arg2:GPE|ORG
<OVERLAP>\tArg1:<ANY>, Arg2:<ANY>, <OVL-TYPE>:<ANY>

[events]
ATTACK\tAgent*:<ENTITY>, Place?:GPE|ORG, Target{2-3}:<ANY>, Cause+:<EVENT>
\tBOMB\tWeapon:PERSON

[attributes]
Negation\tArg:<EVENT>
Realis\tArg:ATTACK, Value:actual|other|generic
"""

_SPAN = Span("s", 0, 3, "PERSON", Layer.ENTITY)
_FRAME = EventFrame("f", "s", (Argument("Agent", "s"),), (("polarity", "negative"),))
_SAID = Decision(
    "x", DecisionKind.ACCEPTED, Layer.ENTITY, 0, 3, "PERSON", 0.5, "rules", span_id="s"
)


@lru_cache(maxsize=1)
def steps() -> tuple[Edit, ...]:
    """A step of each kind."""
    schema = parse_schema(SCHEMA, source="s")
    changed = schema_edit(schema, replace(schema, labels=schema.labels[:1]))
    assert changed is not None
    return (
        PutSpan(None, _SPAN),
        PutSpan(_SPAN, _SPAN.resized(1, 3)),
        PutFrame(None, _FRAME),
        PutFrame(_FRAME, replace(_FRAME, arguments=())),
        PutChain(None, Chain("c", Layer.ENTITY, ("s", "t"))),
        PutDecision(None, _SAID),
        PutComplete(None, CompleteMark(0, 3, ((Layer.ENTITY, "PERSON"),))),
        PutState(ArticleState.NEW, ArticleState.DONE),
        changed,
        EditGroup((PutSpan(None, _SPAN), PutDecision(None, _SAID)), "accept"),
    )


def schema_reader(folder: Path, chance: random.Random) -> str:
    """One ugly schema file: a schema that goes out and in again as it is, or a refusal."""
    path = folder / "x.toml"
    path.write_bytes(harmed(SCHEMA.encode(), chance))
    said = "."
    try:
        schema = find_schema(str(path))
    except AnnotateError as error:
        said = sentence(error)
        outcome = f"{type(error).__name__} {error.fields.get('reason', '')}"[:60]
    else:
        outcome = _require_sound(schema, folder, chance)
    assert said.endswith("."), said
    return outcome


def brat_schema(folder: Path, chance: random.Random) -> str:
    """One ugly `annotation.conf`: a schema, or a refusal."""
    path = folder / "annotation.conf"
    path.write_bytes(harmed(BRAT.encode(), chance))
    said = "."
    try:
        schema = read_file(path)
    except AnnotateError as error:
        said = sentence(error)
        outcome = f"{type(error).__name__} {error.fields.get('reason', '')}"[:60]
    else:
        outcome = _require_sound(schema, folder, chance)
    assert said.strip(), said
    return outcome


def _require_sound(schema: LabelSchema, folder: Path, chance: random.Random) -> str:
    again = parse_schema(dump_schema(schema), source="again")
    assert again == schema, "it does not come back"
    assert schema_of(parts_of(schema)).labels == schema.labels
    found = faults(schema)
    for label in schema.labels:
        assert schema.roles_of(label.name) is not None
        assert schema.attributes_of(label.name) is not None
    if not found and chance.random() < 0.03:
        _into_project(schema, folder)
    return f"schema with {sorted({item.kind for item in found})}"


def _into_project(schema: LabelSchema, folder: Path) -> None:
    target = folder / "fuzz.spandesk"
    for item in folder.glob(f"{target.name}*"):
        item.unlink()
    with Project.create(target, schema) as project:
        assert project.check() == []
    with Project.open(target, read_only=True) as project:
        assert project.schema.labels == schema.labels


def history_reader(_: Path, chance: random.Random) -> str:
    """One ugly step of a history: an edit that can be told, or an error that the check expects."""
    text = harmed(dump_edit(chance.choice(steps())).encode(), chance).decode("utf-8", "replace")
    try:
        edit = load_edit(text)
        assert load_edit(dump_edit(edit)) == edit or "NaN" in text
        json.loads(dump_edit(edit))
    except RowError as error:
        return str(error)[:40]
    return type(edit).__name__
