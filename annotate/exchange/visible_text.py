"""What a reader sees of a piece of HTML: its text, with the blocks on lines of their own."""

from __future__ import annotations

import re
from html.parser import HTMLParser

from annotate.compat import override

_BLANKS = re.compile(r"[ \t\r\f]+")
_SILENT = frozenset(("script", "style", "template", "noscript", "title"))
_LINES = frozenset(
    (
        *("address", "article", "aside", "blockquote", "br", "dd", "div", "dl", "dt", "footer"),
        *("figcaption", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "main", "nav"),
        *("ol", "p", "pre", "section", "table", "td", "th", "tr", "ul"),
    )
)


def visible_text(html: str) -> str:
    """The text of `html` without markup, scripts and styles; one line for each block."""
    parser = _TextOnly()
    parser.feed(html)
    parser.close()
    lines = (_BLANKS.sub(" ", line).strip(" ") for line in "".join(parser.parts).split("\n"))
    return "\n".join(line for line in lines if line.strip())


class _TextOnly(HTMLParser):
    """Collects the text between the marks."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self._silent = 0

    @override
    def handle_starttag(
        self,
        tag: str,
        attrs: list[tuple[str, str | None]],
    ) -> None:
        self._silent += tag in _SILENT
        if tag in _LINES:
            self.parts.append("\n")

    @override
    def handle_endtag(self, tag: str) -> None:
        self._silent = max(0, self._silent - (tag in _SILENT))
        if tag in _LINES:
            self.parts.append("\n")

    @override
    def handle_data(self, data: str) -> None:
        if not self._silent:
            self.parts.append(data.replace("\n", " "))
