"""Commands as they are typed into a shell: what a sentence gives to be copied must work there."""

from __future__ import annotations

import sys


def as_typed(*words: object) -> str:
    """The words as one line for the shell of this system, quoted where a shell would cut them."""
    parts = [str(word) for word in words]
    if sys.platform == "win32":
        from subprocess import list2cmdline

        return list2cmdline(parts)
    import shlex

    return shlex.join(parts)
