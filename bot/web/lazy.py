"""The process's assistant, opened when there is an index to open."""

from __future__ import annotations

import threading
from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from ingest.index import Index
from retrieval.assistant import Assistant
from retrieval.model import Answer, Hit


class LazyAssistant:
    """An `Assistant` that may start before its index does.

    Every call but `close` raises NeedsIngest while there is no index, and finds it once there is.
    """

    def __init__(self, folder: Path, open_: Callable[[Path], Assistant] = Assistant.open) -> None:
        self.folder = folder
        self._open = open_
        self._lock = threading.Lock()
        self._opened: Assistant | None = None

    def opened(self) -> Assistant:
        """The assistant itself."""
        with self._lock:
            if self._opened is None:
                self._opened = self._open(self.folder)
            return self._opened

    def ask(self, question: str, **asked: Any) -> Answer:
        """As `Assistant.ask`."""
        return self.opened().ask(question, **asked)

    def stream(self, question: str, **asked: Any) -> Generator[str | Answer]:
        """As `Assistant.stream`."""
        return self.opened().stream(question, **asked)

    def search(self, question: str, **asked: Any) -> list[Hit]:
        """As `Assistant.search`."""
        return self.opened().search(question, **asked)

    @contextmanager
    def reading(self) -> Iterator[Index]:
        """The current generation of the index, open until the block ends."""
        with self.opened().reading() as index:
            yield index

    def close(self) -> None:
        """Let go of the index, if it was opened."""
        with self._lock:
            if self._opened is not None:
                self._opened.close()
            self._opened = None
