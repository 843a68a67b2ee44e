"""`python -m tests.snapshots [--write] [--out DIR] [NAME]...`: compare the pictures, or renew them.

Without `--write` each scene is painted and compared with its picture; status 1 when one differs.
`--out` keeps what was painted, to be looked at.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path

if __name__ == "__main__":
    # Before Qt is imported anywhere.
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    os.environ["QT_SCALE_FACTOR"] = "1"

from PySide6.QtWidgets import QApplication

from tests.snapshots.scenes import MOST, PICTURES, SCENES, painted, share_apart, stored


def main(arguments: Sequence[str] | None = None) -> int:
    """Compare, or write; the exit status."""
    parser = argparse.ArgumentParser(prog="python -m tests.snapshots", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help="words in the names of scenes")
    parser.add_argument("--write", action="store_true", help="take what is painted as right")
    parser.add_argument("--out", type=Path, metavar="DIR", help="keep what was painted there")
    given = parser.parse_args(arguments)
    app = QApplication.instance() or QApplication(["snapshots"])
    different = 0
    for scene in SCENES:
        if given.names and not any(name in scene.name for name in given.names):
            continue
        image = painted(scene)
        share = share_apart(image, stored(scene))
        is_same = share <= MOST
        different += not is_same
        sys.stdout.write(f"{scene.name}: {'as kept' if is_same else f'{share:.2%} differ'}\n")
        for folder in [given.out] * (given.out is not None) + [PICTURES] * given.write:
            folder.mkdir(parents=True, exist_ok=True)
            if not image.save(str(folder / f"{scene.name}.png")):
                raise OSError(f"cannot write {folder / scene.name}")
    del app
    return 1 if different and not given.write else 0


if __name__ == "__main__":
    sys.exit(main())
