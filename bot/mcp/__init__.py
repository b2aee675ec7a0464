"""The register and the search for desktop assistants, over the Model Context Protocol."""

from __future__ import annotations
