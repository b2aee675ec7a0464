"""Settings: the environment before the file before the defaults, and nothing unknown."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from bot.settings import Settings, index_folder, load
from ingest.errors import BadInput


def test_nothing_set_is_the_defaults(tmp_path: Path) -> None:
    settings = load({"PATH": "x"}, tmp_path / "cchc.toml")
    assert settings == Settings()
    assert settings.home == Path(".cchc")


def test_the_environment_goes_before_the_file(tmp_path: Path) -> None:
    file = tmp_path / "cchc.toml"
    file.write_text('home = "a"\nencoder = "b"\ntoday = 2025-12-31\n', encoding="utf-8")
    settings = load({"CCHC_HOME": "c"}, file)
    assert (settings.home, settings.encoder) == (Path("c"), "b")
    assert settings.today == date(2025, 12, 31)
    assert settings.origins == {"home": "CCHC_HOME", "encoder": str(file), "today": str(file)}


def test_an_empty_variable_is_not_set(tmp_path: Path) -> None:
    assert load({"CCHC_HOME": ""}, tmp_path / "cchc.toml").home == Path(".cchc")


def test_a_final_slash_is_no_part_of_an_address(tmp_path: Path) -> None:
    settings = load({"CCHC_PUBLIC_URL": "https://xa.example/hoi/"}, tmp_path / "cchc.toml")
    assert settings.public_url == "https://xa.example/hoi"


@pytest.mark.parametrize(
    ("environ", "written", "named"),
    [
        ({"CCHC_HOEM": "x"}, "", "CCHC_HOME"),  # a typing error must not be passed over
        ({}, 'hoem = "x"', "CCHC_HOME"),
        ({"CCHC_TODAY": "31/12/2025"}, "", "2025-12-31"),
        ({"CCHC_PUBLIC_URL": "xa.example"}, "", "https://"),
        ({}, "home = ", "cchc.toml"),
    ],
)
def test_what_cannot_be_read_is_named(
    tmp_path: Path, environ: dict[str, str], written: str, named: str
) -> None:
    file = tmp_path / "cchc.toml"
    file.write_text(written, encoding="utf-8")
    with pytest.raises(BadInput, match=named):
        load(environ, file)


def test_a_file_that_is_not_text_is_named(tmp_path: Path) -> None:
    file = tmp_path / "cchc.toml"
    file.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(BadInput, match=r"cchc\.toml"):
        load({}, file)


def test_the_index_lies_in_the_home_unless_it_is_named() -> None:
    settings = Settings(home=Path("h"))
    assert index_folder(None, settings) == Path.cwd() / "h/index"
    assert index_folder(Path("x"), settings) == Path.cwd() / "x"
