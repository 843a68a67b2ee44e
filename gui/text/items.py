"""What gold spans and suggestions have in common for the eye."""

from __future__ import annotations

from typing import Protocol

from annotate.annotations import SpanIndex
from annotate.spans import Layer, Span
from annotate.suggestions import Suggestion

Content = tuple[SpanIndex[Span], SpanIndex[Suggestion]]
"""Gold spans and suggestions, live: their owner changes them in place."""


class Item(Protocol):
    """What spans and suggestions share; offsets are code points, half-open."""

    @property
    def id(self) -> str:
        """Unique among all items of the view."""
        ...

    @property
    def start(self) -> int:
        """First code point."""
        ...

    @property
    def end(self) -> int:
        """One past the last code point."""
        ...

    @property
    def label(self) -> str:
        """Name of the label."""
        ...

    @property
    def layer(self) -> Layer:
        """Entity or event."""
        ...
