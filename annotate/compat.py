"""Names that Python 3.11 does not have yet."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Any, TypeVar

if sys.version_info >= (3, 12):
    from typing import override
else:
    _F = TypeVar("_F", bound=Callable[..., Any])

    def override(method: _F, /) -> _F:
        """Mark a method that replaces one of its base class."""
        return method


__all__ = ["override"]
