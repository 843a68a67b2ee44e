"""The tables of formats in the guide, made of the registry: `python -m tests.docs.formats`."""

from __future__ import annotations

from pathlib import Path

from annotate.exchange.formats import FORMATS, Carries

PAGE = Path(__file__).resolve().parents[2] / "docs" / "guide" / "formats.md"
BEGIN, END = "<!-- formats: begin -->", "<!-- formats: end -->"
HEADS = {
    Carries.EVENTS: "events",
    Carries.OVERLAPS: "overlaps",
    Carries.FRAMES: "arguments",
    Carries.ATTRIBUTES: "attributes",
    Carries.CHAINS: "chains",
    Carries.RELATIONS: "relations",
    Carries.SUGGESTIONS: "suggestions",
    Carries.REJECTED: "rejected",
    Carries.COMPLETE: "complete",
    Carries.FACTS: "title, date, …",
    Carries.STATE: "done",
}


def table() -> str:
    """A row for each format: its name, its ways, and what an export of it carries."""
    lines = [
        "| name | format | ways | " + " | ".join(HEADS.values()) + " |",
        "| --- | --- | --- |" + " :-: |" * len(HEADS),
    ]
    for item in FORMATS:
        ways = [way for way, can in (("in", item.can_import), ("out", item.can_export)) if can]
        no = "–" if item.can_export else ""
        marks = ["✓" if feature in item.carries else no for feature in HEADS]
        lines.append(f"| `{item.name}` | {item.title} | {', '.join(ways)} | {' | '.join(marks)} |")
    return "\n".join(lines)


def options() -> str:
    """A row for each choice that a format leaves open."""
    lines = ["| format | `--option` | what | values |", "| --- | --- | --- | --- |"]
    for item in FORMATS:
        for option in item.options:
            values = ", ".join(f"`{choice}`" for choice in option.choices)
            default = f"; default `{option.default}`" if option.default else ""
            values = (values + default).removeprefix("; ")
            lines.append(f"| `{item.name}` | `{option.name}` | {option.title} | {values} |")
    return "\n".join(lines)


def expected() -> str:
    """What stands between the marks."""
    return f"{BEGIN}\n{table()}\n\n### Choices\n\n{options()}\n{END}"


def write() -> None:
    """Put the tables into the page."""
    text = PAGE.read_text(encoding="utf-8")
    before, _, rest = text.partition(BEGIN)
    PAGE.write_text(before + expected() + rest.partition(END)[2], encoding="utf-8")


if __name__ == "__main__":
    write()
