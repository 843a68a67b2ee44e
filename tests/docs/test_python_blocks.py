"""Python in the guide that needs nothing but Spandesk runs as it stands."""

from __future__ import annotations

import subprocess
import sys

import pytest

from tests.docs.pages import GUIDE, ROOT, code_blocks

BLOCKS = [
    pytest.param(block, id=f"{page.name}-{number}")
    for page in sorted(GUIDE.glob("*.md"))
    for number, (language, block) in enumerate(code_blocks(page.read_text(encoding="utf-8")))
    if language == "python" and "model-best" not in block
]


def test_there_are_some() -> None:
    assert BLOCKS


@pytest.mark.parametrize("block", BLOCKS)
def test_it_runs(block: str) -> None:
    code = f"import sys\nsys.path.insert(0, {str(ROOT)!r})\n{block}"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
