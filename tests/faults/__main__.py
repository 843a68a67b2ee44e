"""`python -m tests.faults [NAME]... [--quick] [--json FILE]`: run the fault plan, a row for each.

Exit status 0 when every fault that could be tried met its goal.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from pathlib import Path

from tests.faults import collection
from tests.faults.plan import FAULTS, Fault, Tally, workshop


def main(arguments: list[str] | None = None) -> int:
    """Run the faults that are named, or all; the exit status."""
    parser = argparse.ArgumentParser(prog="python -m tests.faults", description=__doc__)
    parser.add_argument("names", metavar="NAME", nargs="*", help="faults; default: all")
    parser.add_argument("--quick", action="store_true", help="few rounds of each, for a minute")
    parser.add_argument("--json", metavar="FILE", type=Path, help="write the rows there")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--share", type=float, default=1.0, help="part of the rounds, 0 to 1")
    parser.add_argument("--list", action="store_true", help="name the faults and their goals")
    given = parser.parse_args(arguments)
    collection.load()
    if given.list:
        for item in FAULTS.values():
            print(f"{item.name:<22} {item.number:<8} {item.goal}")
        return 0
    unknown = [name for name in given.names if name not in FAULTS]
    if unknown:
        parser.error(f"no such fault: {', '.join(unknown)}")
    chosen = [FAULTS[name] for name in given.names or collection.STANDARD]
    rows = []
    print(f"{'fault':<22} {'tried':>6} {'surv.':>6} {'lost':>5} {'s':>6}  met  goal")
    # One workshop for all: its zygote starts once.
    with workshop(is_quick=given.quick, seed=given.seed, share=given.share) as shop:
        for item in chosen:
            began = time.monotonic()
            tally = item.do(shop)
            rows.append(row(item, tally, time.monotonic() - began))
            print(_line(item, tally, rows[-1]["seconds"]), flush=True)
    if given.json:
        given.json.write_text(json.dumps(rows, indent=1) + "\n")
    return 0 if all(item["met"] or item["skipped"] for item in rows) else 1


def row(item: Fault, tally: Tally, seconds: float) -> dict[str, object]:
    """What is reported of a fault."""
    return {
        "name": item.name,
        "plan": item.number,
        "tried": tally.tried,
        "survived": tally.survived,
        "lost": tally.lost,
        "goal": item.goal,
        "met": tally.is_met,
        "skipped": tally.skipped,
        "seconds": round(seconds, 1),
        "notes": tally.notes,
    }


def _line(item: Fault, tally: Tally, seconds: object) -> str:
    met = "skip" if tally.skipped else "yes" if tally.is_met else "NO"
    line = (
        f"{item.name:<22} {tally.tried:>6} {tally.survived:>6} {tally.lost:>5} {seconds:>6}"
        f"  {met:<4} {item.goal}"
    )
    notes = ([tally.skipped] if tally.skipped else []) + tally.notes
    return "\n".join([line, *(f"    {text}" for text in dict.fromkeys(notes[:16]))])


if __name__ == "__main__":
    sys.exit(main())
