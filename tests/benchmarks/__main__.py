"""`python -m tests.benchmarks [NAME]... [--json FILE] [--table FILE] [--quick] [--corpora FILE]`.

Prints one row for each measure: name, value, unit, floor, ratio, goal, met. With a file, the same
as JSON or as a Markdown table.
"""

from __future__ import annotations

import argparse
import importlib
import inspect
import json
import os
import platform
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from tests.benchmarks.corpora import load
from tests.benchmarks.options import Options
from tests.benchmarks.rows import Row

GROUPS = {
    "start": "start",
    "article": "article",
    "view": "view",
    "events": "events",
    "suggest": "suggest",
    "import": "importing",
    "export": "exporting",
    "formats": "formats",
    "memory": "memory",
}
"""Names of the groups, in the order in which they run, and their modules."""

_WIDTHS = (74, 11, 11, 11, 7, 22, 3)
_HEADER = ("measure", "value", "unit", "floor", "ratio", "goal", "met")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the groups asked for; 0 when each could be measured, whatever goals were missed."""
    given = _parser().parse_args(arguments)
    options = Options(given.quick, load(given.corpora), given.corpora)
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    os.environ.setdefault("QT_LOGGING_RULES", "default.warning=false")
    measured: list[tuple[str, Row]] = []
    failures = 0
    _print(_HEADER)
    with tempfile.TemporaryDirectory() as folder:
        # Neither the preferences nor the projects of the user are touched.
        for variable in ("SPANDESK_CONFIG_DIR", "SPANDESK_DATA_DIR"):
            os.environ[variable] = str(Path(folder) / variable)
        for name in given.names or GROUPS:
            try:
                for row in _rows(name)(options):
                    _print(cells(row))
                    measured.append((name, row))
            except Exception as error:  # noqa: BLE001 - the next group can be measured all the same
                failures += 1
                _print((f"{name}: not measured: {type(error).__name__}: {error}",))
    if given.json is not None:
        given.json.write_text(_json(measured, options), encoding="utf-8")
    if given.table is not None:
        given.table.write_text(table([row for _, row in measured]), encoding="utf-8")
    return 1 if failures else 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=__doc__)
    parser.add_argument(
        "names", nargs="*", metavar="NAME", choices=[*GROUPS, []], help=", ".join(GROUPS)
    )
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the rows there as well")
    parser.add_argument("--table", type=Path, metavar="FILE", help="write them as Markdown as well")
    parser.add_argument("--quick", action="store_true", help="small corpora, few rounds")
    parser.add_argument(
        "--corpora", type=Path, metavar="FILE", help="a module whose corpus(name) gives the records"
    )
    return parser


def _rows(name: str) -> Callable[[Options], Iterator[Row]]:
    module = importlib.import_module(f"tests.benchmarks.{GROUPS[name]}")
    if not inspect.signature(module.rows).parameters:
        return lambda _: module.rows()
    rows: Callable[[Options], Iterator[Row]] = module.rows
    return rows


def cells(row: Row) -> tuple[str, ...]:
    """The columns of a row as they are printed."""
    return (
        row.name,
        figure(row.value),
        row.unit,
        "" if row.floor is None else figure(row.floor),
        "" if row.ratio is None else f"{row.ratio:.2f}",
        row.goal,
        {True: "yes", False: "NO", None: ""}[row.met],
    )


def figure(value: float) -> str:
    """A number with three significant digits."""
    return f"{value:,.0f}" if abs(value) >= 100 else f"{value:.3g}"


def _print(texts: Sequence[str]) -> None:
    columns = [
        f"{text:>{width}}" if place in (1, 3, 4) else f"{text:<{width}}"
        for place, (text, width) in enumerate(zip(texts, _WIDTHS, strict=False))
    ]
    sys.stdout.write("  ".join(columns).rstrip() + "\n")
    sys.stdout.flush()


def table(rows: Sequence[Row]) -> str:
    """The rows as a Markdown table; those without a goal have empty cells."""
    lines = ["| " + " | ".join(_HEADER) + " |", "| --- | ---: | --- | ---: | ---: | --- | --- |"]
    lines += ["| " + " | ".join(cells(row)) + " |" for row in rows]
    return "\n".join(lines) + "\n"


def _json(measured: Sequence[tuple[str, Row]], options: Options) -> str:
    about = {
        "format": 1,
        "at": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime()),
        "python": platform.python_version(),
        "system": platform.system(),
        "processors": os.cpu_count(),
        "is_quick": options.is_quick,
        "rows": [{"group": name, **row.as_plain()} for name, row in measured],
    }
    return json.dumps(about, ensure_ascii=False, indent=1) + "\n"


if __name__ == "__main__":
    sys.exit(main())
