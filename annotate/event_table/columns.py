"""Columns of the event table, and which role of which schema stands in which.

Roles go by many names: those of the shipped schemas, of PropBank, ACE and PLOVER are folded here;
one that is not known stands among the others.
"""

from __future__ import annotations

import re
from enum import StrEnum
from functools import lru_cache
from typing import Final


class Column(StrEnum):
    """What a column of the table says of an event."""

    LABEL = "event"
    WHO = "who"
    TRIGGER = "trigger"
    WHOM = "to whom"
    WHERE = "where"
    WHEN = "when"
    HOW_MANY = "how many"
    OTHER = "other roles"
    ATTRIBUTES = "attributes"
    ARTICLE = "article"


COLUMNS: Final = tuple(Column)
"""Every column, in the order of the table."""
ARGUMENTS: Final = (
    *(Column.WHO, Column.WHOM, Column.WHERE, Column.WHEN, Column.HOW_MANY, Column.OTHER),
)
"""Columns that hold arguments."""
_ROLES: Final = {
    Column.WHO: (
        *("agent", "actor", "source", "src", "attacker", "perpetrator", "killer", "speaker"),
        *("giver", "seller", "sender", "arg0", "cause", "causer", "participant", "party"),
        *("accuser", "authority", "protester", "organiser", "organizer", "entity", "org"),
        *("adjudicator", "prosecutor", "plaintiff", "initiator", "leader", "member"),
    ),
    Column.WHOM: (
        *("patient", "target", "tar", "recipient", "victim", "theme", "addressee", "receiver"),
        *("buyer", "beneficiary", "arg1", "arg2", "accused", "detainee", "defendant"),
        *("person", "artifact", "object", "experiencer", "goods", "counterpart"),
    ),
    Column.WHERE: (
        *("place", "location", "loc", "where", "origin", "goal", "destination", "site", "argmloc"),
    ),
    Column.WHEN: (*("time", "date", "when", "timex", "argmtmp", "duration"),),
    Column.HOW_MANY: (
        *("killed", "injured", "wounded", "dead", "deaths", "casualties", "number", "count"),
        *("numberkilled", "numberinjured", "numberwounded", "missing", "displaced", "captured"),
        *("detained", "amount", "quantity", "size", "money", "price", "participants"),
    ),
}
_BY_ROLE: Final = {role: column for column, roles in _ROLES.items() for role in roles}
_NEUTRAL: Final = {
    Column.WHO: "Agent",
    Column.WHOM: "Patient",
    Column.WHERE: "Place",
    Column.WHEN: "Time",
    Column.HOW_MANY: "Killed",
    Column.OTHER: "Other",
}
_NO_LETTER: Final = re.compile(r"[\W_]+")
_TAIL: Final = re.compile(r"(?<=[a-z])\d+$")


@lru_cache(maxsize=1024)
def column_of(role: str) -> Column:
    """The column in which fillers of a role stand, whatever the case and signs of its name."""
    name = _NO_LETTER.sub("", role.casefold())
    found = _BY_ROLE.get(name) or _BY_ROLE.get(_TAIL.sub("", name))
    if found is not None:
        return found
    # ACE: Time-Within, Time-Starting; ours: number killed.
    if name.startswith("time"):
        return Column.WHEN
    return Column.HOW_MANY if name.startswith(("number", "count")) else Column.OTHER


def neutral_role(column: Column) -> str:
    """The role that a filler gets in a column where the schema has none."""
    return _NEUTRAL[column]
