"""Coreference is transitive: chains of a file that share a span are one."""

from __future__ import annotations

UNTYPED = "mention"
"""The label of what a chain names and nothing else does."""

Group = tuple[str, dict[str, None]]
"""Id of a chain in its file, and its spans in order."""


def joined(groups: list[Group], new: Group) -> list[Group]:
    """`groups` with a further one; those that share a span with it become one with it."""
    name, members = new
    if not members:
        return groups
    apart: list[Group] = []
    together: list[Group] = []
    for group in groups:
        (apart if members.keys().isdisjoint(group[1]) else together).append(group)
    for first, others in reversed(together):
        name, members = first, {**others, **members}
    return [*apart, (name, members)]
