"""With no model set nothing of one is imported, and a record has nothing of it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

# What only a model, a chain or an MCP server needs.
HEAVY = (
    "langchain", "langchain_core", "langchain_openai", "langchain_ollama", "openai", "ollama",
    "langsmith", "mcp", "retrieval.llm", "retrieval.chain", "retrieval.ground.strict", "bot.mcp",
    "bot.model", "prompts.model",
)  # fmt: skip
ASKED = """
import sys
from bot.cli.entry import run
code = run(["ask", "Thăng Bình thanh toán trực tuyến đến 2025 bao nhiêu?", "--index", sys.argv[1]])
found = [name for name in {heavy!r} if name in sys.modules]
sys.exit(code or (f"imported: {{found}}" if found else 0))
"""


def test_nothing_of_a_model_is_imported(built_index: Path) -> None:
    script = ASKED.format(heavy=HEAVY)
    words = [sys.executable, "-c", script, str(built_index)]
    done = subprocess.run(words, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "80%" in done.stdout


def test_every_name_is_one_that_could_be_imported() -> None:
    """A misspelt name would never be found, and prove nothing."""
    script = "import importlib, sys\nfor name in sys.argv[1:]: importlib.import_module(name)"
    done = subprocess.run(
        [sys.executable, "-c", script, *HEAVY], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
