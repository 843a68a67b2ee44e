"""`python -m tests.faults [NAME]... [--quick] [--json FILE]`: run the fault plan, a row for each.

Exit status 0 when every fault that could be tried met its goal.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from tests.faults import collection
from tests.faults.plan import FAULTS
from tests.faults.running import Rounds, Row, in_many, in_one, line


def main(arguments: list[str] | None = None) -> int:
    """Run the faults that are named, or all; the exit status."""
    parser = argparse.ArgumentParser(prog="python -m tests.faults", description=__doc__)
    parser.add_argument("names", metavar="NAME", nargs="*", help="faults; default: all")
    parser.add_argument("--quick", action="store_true", help="few rounds of each, for a minute")
    parser.add_argument("--json", metavar="FILE", type=Path, help="write the rows there")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--share", type=float, default=1.0, help="part of the rounds, 0 to 1")
    parser.add_argument(
        "--jobs", type=int, default=0, help="faults at a time; default: 1, with --quick 2"
    )
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
    names = given.names or collection.STANDARD
    jobs = min(given.jobs or (2 if given.quick else 1), len(names))
    rows: list[Row] = []
    print(f"{'fault':<22} {'tried':>6} {'surv.':>6} {'lost':>5} {'s':>6}  met  goal")
    rounds = Rounds(given.quick, given.seed, given.share)
    for found in in_one(names, rounds) if jobs == 1 else in_many(names, rounds, jobs):
        rows.append(found)
        print(line(found), flush=True)
    if given.json:
        given.json.write_text(json.dumps(rows, indent=1) + "\n")
    return 0 if all(item["met"] or item["skipped"] for item in rows) else 1


if __name__ == "__main__":
    sys.exit(main())
