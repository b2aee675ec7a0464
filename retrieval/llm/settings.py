"""What may be set of a language model."""

from __future__ import annotations

import ipaddress
from dataclasses import dataclass, field
from enum import StrEnum
from urllib.parse import urlsplit


class Use(StrEnum):
    """What a model may be used for; each can be left out."""

    COMPOSE = "compose"
    STANDALONE = "standalone"
    PROPOSE = "propose"


# Providers whose server is on this machine unless an address says otherwise.
_AT_HOME = ("ollama", "llamacpp")


@dataclass(frozen=True, slots=True)
class ModelSettings:
    """A model as "provider:name", and how far it may go.

    `seconds` is for all uses of one answer, `tokens` the most that one exchange may write;
    `day_tokens` and `day_seconds` are for all answers of a day, 0 for no limit. `private` allows
    clauses of documents that are not public to go to a server outside.
    """

    model: str
    base_url: str = ""
    key: str = field(default="", repr=False)
    uses: frozenset[Use] = frozenset(Use)
    seconds: float = 20.0
    tokens: int = 800
    day_tokens: int = 500_000
    day_seconds: float = 7_200.0
    private: bool = False

    @property
    def provider(self) -> str:
        """What stands before the colon."""
        return self.model.partition(":")[0].lower()

    @property
    def remote(self) -> bool:
        """Whether questions and clauses would leave the office's own network."""
        if not self.base_url:
            return self.provider not in _AT_HOME
        host = urlsplit(self.base_url).hostname or ""
        try:
            return not ipaddress.ip_address(host).is_private
        except ValueError:
            return host != "localhost" and not host.endswith((".localhost", ".local", ".internal"))
