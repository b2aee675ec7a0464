"""The acts themselves, the same for the page and for the API: each is told in the log."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from fastapi import Request, UploadFile

from bot.admin import uploads
from bot.settings import Settings
from bot.state import State
from ingest import changes
from ingest.index import Because, Event, rollback
from ingest.preview import Preview, preview
from retrieval.model import OWNER
from retrieval.versions import history


@dataclass(frozen=True, slots=True)
class Office:
    """One administrator at work on one index."""

    request: Request
    name: str

    @property
    def _settings(self) -> Settings:
        settings: Settings = self.request.app.state.settings
        return settings

    @property
    def home(self) -> Path:
        """The folder of the index."""
        folder: Path = self.request.app.state.assistant.folder
        return folder

    def look(self, upload: UploadFile, slug: str) -> tuple[Preview, str]:
        """What a file would become, and the name that it is kept under."""
        name, kept = uploads.keep(self._settings.home, upload, slug)
        _, path = uploads.found(self._settings.home, kept)
        return preview(path, self.home, slug=name), kept

    def put(self, kept: str, *, replacing: bool, audience: str, note: str) -> str:
        """Put a file that was looked at in force."""
        slug, path = uploads.found(self._settings.home, kept)
        done = changes.put(
            self.home,
            path,
            slug=slug,
            replacing=replacing,
            audience=audience or None,
            encoder=self._settings.encoder,
            because=Because(self.name, note),
        )
        self._note("replace" if replacing else "add", slug)
        return done

    def edit(self, slug: str, fields: Mapping[str, Any] | None, note: str = "") -> None:
        """Mend a card."""
        because = Because(self.name, note)
        changes.edit(self.home, slug, fields, encoder=self._settings.encoder, because=because)
        self._note("edit", slug)

    def withdraw(self, slug: str, note: str = "") -> None:
        """Take a document out of force."""
        because = Because(self.name, note)
        changes.withdraw(self.home, [slug], encoder=self._settings.encoder, because=because)
        self._note("withdraw", slug)

    def restore(self, slug: str, version: str = "", note: str = "") -> None:
        """Put an earlier version in force again."""
        because = Because(self.name, note)
        encoder = self._settings.encoder
        changes.restore(self.home, slug, version or None, encoder=encoder, because=because)
        self._note("restore", slug)

    def roll_back(self, note: str = "") -> None:
        """Undo the last act on the whole index."""
        rollback(self.home, by=self.name, note=note)
        self._note("rollback", "")

    def history(self, slug: str = "") -> tuple[Event, ...]:
        """What was done, oldest first."""
        with self.request.app.state.assistant.reading() as index:
            return history(index, OWNER, slug)

    def _note(self, act: str, subject: str) -> None:
        state: State = self.request.app.state.state
        state.log.add(self.name, f"documents {act}", subject)
        with self.request.app.state.assistant.reading() as index:
            uploads.sweep(self._settings.home, {d.source for d in index.documents})
