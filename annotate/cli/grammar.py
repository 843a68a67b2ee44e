"""How a command is read: options stand before, between and behind what it is about."""

from __future__ import annotations

import argparse
from collections.abc import Sequence

from annotate.compat import override


class CommandParser(argparse.ArgumentParser):
    """The parser of one command, for which the order of options and of the rest is all the same.

    argparse gives a list of things (`ID…`) what stands before the first option only: in
    `remove PROJECT --dry-run ID` it takes the list for empty and refuses ID.
    """

    _is_mixing = False

    @override
    def parse_known_args(  # pyright: ignore[reportIncompatibleMethodOverride]
        self,
        args: Sequence[str] | None = None,
        namespace: argparse.Namespace | None = None,
    ) -> tuple[argparse.Namespace, list[str]]:
        """Read options first, then the rest; argparse itself calls this for each command."""
        given = namespace if namespace is not None else argparse.Namespace()
        if self._is_mixing:
            return super().parse_known_args(args, given)
        self._is_mixing = True
        try:
            found, unknown = self.parse_known_intermixed_args(args, given)
        finally:
            self._is_mixing = False
        if unknown:
            # argparse would show the usage of the whole program.
            self.error(f"unrecognized arguments: {' '.join(unknown)}{self._meant(unknown)}")
        return found, unknown

    def _meant(self, unknown: Sequence[str]) -> str:
        """Which option is written like the first one that there is not."""
        from difflib import get_close_matches

        options = [name for action in self._actions for name in action.option_strings]
        typed = next((word for word in unknown if word.startswith("-")), "").partition("=")[0]
        near = get_close_matches(typed, options, n=1)
        return f" (did you mean {near[0]}?)" if near else ""
