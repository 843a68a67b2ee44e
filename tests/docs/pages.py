"""The documents as data: pages, headings, links, code blocks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
GUIDE = ROOT / "docs" / "guide"

_FENCE = re.compile(r"^```(\w*)\n(.*?)^```", re.DOTALL | re.MULTILINE)
_LINK = re.compile(r"!?\[(?:[^\[\]]|\[[^\]]*\])*\]\(([^)\s]+)\)")
_HEADING = re.compile(r"^#+ (.+)$", re.MULTILINE)


def pages() -> list[Path]:
    """Every page of the repository that people read."""
    return [
        *(ROOT / name for name in ("README.md", "CONTRIBUTING.md", "CHANGELOG.md")),
        *sorted((ROOT / "docs").rglob("*.md")),
        *sorted((ROOT / "resources").glob("*/*.md")),
    ]


def name(page: Path) -> str:
    """Path of a page from the root, as it is written in messages."""
    return page.relative_to(ROOT).as_posix()


def code_blocks(text: str) -> Iterator[tuple[str, str]]:
    """Language and content of each fenced block."""
    return ((match[1], match[2]) for match in _FENCE.finditer(text))


def prose(text: str) -> str:
    """The page without its fenced blocks and its code in the line."""
    return re.sub(r"`[^`\n]*`", "", _FENCE.sub("", text))


def links(text: str) -> list[str]:
    """Targets of the links and pictures of a page."""
    return _LINK.findall(prose(text))


def anchors(text: str) -> set[str]:
    """What a link may point at within a page, as GitHub names headings."""
    titles = (match[1] for match in _HEADING.finditer(_FENCE.sub("", text)))
    return {re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-") for title in titles}


def sections(text: str) -> dict[str, str]:
    """The parts of a page under its headings of the second level, by heading."""
    parts = re.split(r"^## (.+)$", text, flags=re.MULTILINE)
    return dict(zip(parts[1::2], parts[2::2], strict=True))
