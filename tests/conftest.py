"""What holds for every test: no network, a home of its own, no skip where none is allowed."""

from __future__ import annotations

import os
from collections.abc import Generator
from pathlib import Path

import pytest

from tests.offline import sitecustomize

# What every Python started by a test finds first: the ban on the network, then the project.
PATHS = (Path(sitecustomize.__file__).parent, Path(__file__).parent.parent)


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--no-skip`: a skipped test fails the run, as CI wants it."""
    parser.addoption("--no-skip", action="store_true", help="a skipped test fails the run")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item,
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Under `--no-skip` a skip is a failure that says so."""
    report = yield
    if report.skipped and not hasattr(report, "wasxfail") and item.config.getoption("--no-skip"):
        report.outcome = "failed"
        report.longrepr = f"skipped where no skip is allowed: {report.longrepr}"
    return report


@pytest.fixture(autouse=True)
def _alone(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A home of its own, no settings from outside, no hub, no network in child processes either."""
    for name in [name for name in os.environ if name.startswith("CCHC_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("CCHC_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("HF_HUB_OFFLINE", "1")
    monkeypatch.setenv("TRANSFORMERS_OFFLINE", "1")
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join(map(str, PATHS)), prepend=os.pathsep)
    monkeypatch.setenv("PYTHONUTF8", "1")


@pytest.fixture(scope="session")
def built_index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An index of the five plans, built once by the real ingest. Only to be read."""
    from ingest.pipeline import ingest

    folder = tmp_path_factory.mktemp("built")
    report = ingest((), folder)
    assert not report.failed
    return folder
