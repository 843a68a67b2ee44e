"""Colours of labels: contrast with black text, and pairs that look alike."""

from __future__ import annotations

from collections import Counter

import pytest

from annotate.schema.checks import SchemaFaultKind
from annotate.schema.colours import colour_faults, contrast_with_black, distance
from annotate.schema.label_schema import Label, LabelSchema
from annotate.schema.new_labels import make_labels
from annotate.schema.shipped import find_schema, shipped
from annotate.spans import Layer


def test_contrast_is_that_of_the_guidelines_for_accessibility() -> None:
    assert contrast_with_black("#ffffff") == pytest.approx(21.0)
    assert contrast_with_black("#000000") == pytest.approx(1.0)
    # As https://www.w3.org/TR/WCAG21/ computes it for this grey.
    assert contrast_with_black("#777777") == pytest.approx(4.69, abs=0.02)


def test_distance_is_nought_for_the_same_and_symmetric() -> None:
    assert distance("#abcdef", "#abcdef") == 0
    assert distance("#ff0000", "#00ff00") == distance("#00ff00", "#ff0000") > 0.3
    assert distance("#000000", "#ffffff") == pytest.approx(1.0, abs=0.01)


def test_dark_and_like_colours_are_told_within_a_layer() -> None:
    schema = LabelSchema(
        "s",
        (
            Label("A", Layer.EVENT, colour="#223344"),
            Label("B", Layer.EVENT, colour="#f0a050"),
            Label("C", Layer.EVENT, colour="#f0a051"),
            Label("D", Layer.ENTITY, colour="#f0a050"),
            Label("E", Layer.EVENT, colour="#f0a050", is_retired=True),
        ),
    )
    assert [(x.kind, x.label, x.other) for x in colour_faults(schema)] == [
        (SchemaFaultKind.DARK_COLOUR, "A", ""),
        (SchemaFaultKind.ALIKE, "C", "B"),
    ]
    assert not any(fault.is_error for fault in colour_faults(schema))


@pytest.mark.parametrize("name", shipped())
def test_shipped_schemas_have_no_such_fault(name: str) -> None:
    assert list(colour_faults(find_schema(name))) == []


@pytest.mark.parametrize("layer", list(Layer))
def test_a_new_label_looks_like_no_other_of_its_layer(layer: Layer) -> None:
    schema = find_schema("news")
    made = make_labels(schema, [(layer, "SHELLING"), (layer, "SIEGE")])

    faults = [fault for fault in colour_faults(schema.with_labels(made)) if fault.other]

    assert faults == []


def test_colours_begin_again_when_every_one_is_taken() -> None:
    names = [(Layer.EVENT, f"E{number}") for number in range(60)]

    made = make_labels(LabelSchema("none", ()), names)

    uses = Counter(label.colour for label in made)
    assert max(uses.values()) - min(uses.values()) <= 1
    assert len({label.colour for label in made[: len(uses)]}) == len(uses)
