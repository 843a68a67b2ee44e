"""What is worth saying when a project is opened, and is no error: as codes with fields."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Notice:
    """One thing to say; `annotate.messages.notice_sentence` has the sentence for each code.

    `crashed` (`holder`, `since`), `steps_missing` (`count`), `log_aside` (`log`), `older`
    (`count`), `changed`, `damaged` (`count`), `network` (`kind`), `synced` (`tool`), `conflicts`
    (`names`).
    """

    code: str
    fields: Mapping[str, object] = field(default_factory=dict[str, object])

    @property
    def is_problem(self) -> bool:
        """Whether something is wrong, rather than worth knowing."""
        return self.code in (
            "steps_missing",
            "log_aside",
            "older",
            "damaged",
            "conflicts",
            "network",
        )
