"""Label search: type a part of a label's name, read its guideline, give it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QRect
from PySide6.QtWidgets import QWidget

from annotate.schema.label_schema import Label, LabelSchema
from annotate.spans import Layer, Span
from annotate.suggestions import Suggestion
from gui.dialogs.chooser import Choice, Chooser
from gui.painting import ChipLook
from gui.theme import Appearance


@dataclass(frozen=True, slots=True)
class LabelUse:
    """How often labels are given, and by which keys."""

    counts: Mapping[tuple[Layer, str], int]
    keys_of: Callable[[Layer, str], str]


def label_choices(schema: LabelSchema, first: Layer, use: LabelUse | None = None) -> list[Choice]:
    """One choice a label; those of the layer `first` before the others, the most used first."""
    counts = use.counts if use is not None else {}
    labels = sorted(
        (label for label in schema.labels if not label.is_retired),
        key=lambda label: (label.layer is not first, -counts.get((label.layer, label.name), 0)),
    )
    return [
        Choice(
            value=label,
            text=label.name,
            section=_layer_word(label.layer),
            keys=use.keys_of(label.layer, label.name) if use is not None else label.key,
            detail=_guideline(label),
            look=ChipLook(label.name, label.colour, label.layer),
            also=label.title,
        )
        for label in labels
    ]


def make_label_search(
    parent: QWidget,
    appearance: Appearance,
    schema: LabelSchema,
    *,
    first: Layer,
    focused: Span | Suggestion | None,
    beside: QRect | None = None,
    use: LabelUse | None = None,
) -> Chooser:
    """The search over `parent`, at the label of what is in focus."""
    if focused is not None:
        first = focused.layer
    chooser = Chooser(
        label_choices(schema, first, use),
        placeholder=QCoreApplication.translate("LabelSearch", "Label by name"),
        appearance=appearance,
        parent=parent,
        detail_of=lambda choice: choice.detail,
        beside=beside,
    )
    if focused is not None:
        chooser.select(schema.get(focused.layer, focused.label))
    return chooser


def choose_label(
    parent: QWidget,
    appearance: Appearance,
    schema: LabelSchema,
    *,
    first: Layer,
    focused: Span | Suggestion | None,
    beside: QRect | None = None,
    use: LabelUse | None = None,
) -> Label | None:
    """Ask for a label, those first that are used most; `None` when nothing was chosen."""
    chosen = make_label_search(
        parent, appearance, schema, first=first, focused=focused, beside=beside, use=use
    ).ask()
    return chosen if isinstance(chosen, Label) else None


def _layer_word(layer: Layer) -> str:
    if layer is Layer.ENTITY:
        return QCoreApplication.translate("LabelSearch", "entity")
    return QCoreApplication.translate("LabelSearch", "event")


def _guideline(label: Label) -> str:
    text = label.guideline.strip() or QCoreApplication.translate(
        "LabelSearch", "No guideline is written for this label."
    )
    if label.examples:
        text += "\n" + " · ".join(label.examples[:4])
    return text
