"""Fixtures: supervised workers."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from tests.faults.listening import Desk
from tests.faults.workers import desks


@pytest.fixture
def make_desk() -> Iterator[Callable[..., Desk]]:
    """Make supervised workers that are stopped, and seen to be gone, after the test."""
    yield from desks()


@pytest.fixture
def desk(make_desk: Callable[..., Desk]) -> Desk:
    """A started supervisor."""
    return make_desk()
