"""Which labels of a spaCy pipeline are events, and so which layers it can propose for."""

from __future__ import annotations

from functools import lru_cache
from importlib import resources

from annotate.errors import SchemaError
from annotate.pipeline import SPAN_COMPONENTS
from annotate.schema.label_schema import parse_schema
from annotate.spans import Layer


def layers_of(labels: tuple[tuple[str, str], ...]) -> frozenset[Layer]:
    """Layers for which a pipeline with these (component, label) pairs can propose."""
    names = {label for component, label in labels if component in SPAN_COMPONENTS}
    layers = {Layer.EVENT for name in names if name in event_labels()}
    layers |= {Layer.ENTITY for name in names if name not in event_labels()}
    return frozenset(layers or {Layer.ENTITY})


@lru_cache(maxsize=1)
def event_labels() -> frozenset[str]:
    """Event labels of the schema that Spandesk brings along."""
    file = resources.files("resources") / "schemas" / "news.toml"
    try:
        schema = parse_schema(file.read_text(encoding="utf-8"), source="news.toml")
    except (OSError, SchemaError):
        return frozenset()
    return frozenset(label.name for label in schema.in_layer(Layer.EVENT))
