"""The pages as they are sent: headers, files, forms, problems, and what means harm."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from bot.pages.assets import assets
from bot.pages.site import NAVIGATION
from bot.settings import Settings
from bot.web.app import create_app

FORM = {"Content-Type": "application/x-www-form-urlencoded"}


@pytest.mark.parametrize("address", [address for address, _ in NAVIGATION])
def test_a_page_holds_nothing_inline_and_nothing_from_elsewhere(
    client: TestClient, address: str
) -> None:
    page = client.get(address)
    assert page.status_code == 200
    assert page.headers["content-type"] == "text/html; charset=utf-8"
    assert "script-src 'self'" in page.headers["content-security-policy"]
    assert "unsafe" not in page.headers["content-security-policy"]
    assert not re.search(r"<style|style=|\son\w+=|javascript:", page.text)
    assert not re.search(r'(?:src|href)="(?:https?:)?//', page.text)
    for script in re.findall(r"<script([^>]*)>(.*?)</script>", page.text, re.DOTALL):
        assert "src=" in script[0]
        assert script[1] == ""


def test_files_are_kept_for_as_long_as_they_are_the_same(client: TestClient) -> None:
    for name in assets().files:
        got = client.get(assets().url(name))
        assert got.status_code == 200
        assert "immutable" in got.headers["cache-control"]
    old = client.get("/tinh/000000000000/site.css")
    assert old.status_code == 200
    assert old.headers["cache-control"] == "no-cache"


def test_every_module_that_a_script_imports_is_served() -> None:
    scripts = {name: text.decode() for name, text in assets().files.items() if name.endswith("js")}
    wanted = {name for text in scripts.values() for name in re.findall(r'from "\./(.+?)"', text)}
    assert wanted
    assert wanted <= set(scripts)


@pytest.mark.parametrize("name", ["../site.py", "..%2fsite.py", "%2e%2e/words.py", "fonts", "x"])
def test_only_the_files_are_served(client: TestClient, name: str) -> None:
    assert client.get(f"/tinh/{assets().digest}/{name}").status_code == 404


@pytest.mark.parametrize(
    "address",
    [
        "/van-ban/khong-co",
        "/van-ban/..%2f..%2fetc",
        "/van-ban/tan-binh-2024@..%2f..%2fx/y",
        "/van-ban/%00",
        "/khong-co",
    ],
)
def test_what_is_not_there_is_told_as_a_page(client: TestClient, address: str) -> None:
    page = client.get(address)
    assert page.status_code == 404
    assert "<h1>Không tìm thấy trang này</h1>" in page.text


def test_a_version_that_is_not_kept_gives_way_with_a_word(client: TestClient) -> None:
    page = client.get("/van-ban/tan-binh-2024@123456abcdef")
    assert page.status_code == 200
    assert "123456abcdef" in page.text
    assert "không còn được lưu" in page.text
    assert "không còn được lưu" not in client.get("/van-ban/tan-binh-2024").text


def test_markup_in_what_is_asked_stays_text(client: TestClient) -> None:
    bad = "<script>alert(1)</script>"
    for address in ("/", "/van-ban"):
        page = client.get(address, params={"q": bad})
        assert bad not in page.text
        assert "&lt;script&gt;" in page.text
    for address in ("/chi-tieu", "/nhiem-vu"):
        page = client.get(address, params={"topic": f'"{bad}', "agency": bad})
        assert bad not in page.text
        assert "&lt;script&gt;" in page.text


@pytest.mark.parametrize(
    ("address", "asked"),
    [
        ("/chi-tieu", {"year": "abc", "level": "x", "place": "x", "page": "-3", "sort": "x"}),
        ("/chi-tieu", {"page": "99999999999999999999", "measure": "khong-co"}),
        ("/nhiem-vu", {"due": "hôm qua", "role": "x"}),
        ("/nhiem-vu", {"year": "²⁰²⁵"}),
        ("/so-sanh", {"a": "x", "b": "tan-binh-2024"}),
        ("/van-ban", {"q": " ", "doc": "x"}),
    ],
)
def test_odd_filters_break_nothing(client: TestClient, address: str, asked: dict[str, str]) -> None:
    assert client.get(address, params=asked).status_code == 200


def test_a_question_too_long_or_empty_is_told(client: TestClient) -> None:
    page = client.post("/", data={"question": "a" * 2_500})
    assert page.status_code == 422
    assert "tối đa 2000" in page.text
    assert client.post("/", data={"question": "  "}).status_code == 422


def test_only_plain_forms_are_read(client: TestClient) -> None:
    assert client.post("/", json={"question": "x"}).status_code == 415
    assert client.post("/", content=b"question=\xff", headers=FORM).status_code == 400
    many = "&".join(f"a{n}=1" for n in range(100))
    assert client.post("/", content=many, headers=FORM).status_code == 400
    assert client.post("/", content=b"a=" + b"x" * 200_000, headers=FORM).status_code == 413


@pytest.mark.parametrize("back", ["https://x.vn/", "//x.vn", "/\\x.vn", "\\\\x.vn", "x", "/a\r\nb"])
def test_the_theme_s_form_leads_nowhere_else(client: TestClient, back: str) -> None:
    form = {"theme": "dark", "back": back}
    page = client.post("/giao-dien", data=form, follow_redirects=False)
    assert page.status_code == 303
    assert page.headers["location"] == "/"


def test_the_theme_is_one_of_two(client: TestClient) -> None:
    client.cookies.set("cchc_giao_dien", 'dark" onload="x')
    assert "data-theme" not in client.get("/").text
    page = client.post("/giao-dien", data={"theme": "x", "back": "/"}, follow_redirects=False)
    assert "Max-Age=0" in page.headers["set-cookie"]


def test_feedback_on_nothing_is_told(client: TestClient) -> None:
    page = client.post("/gop-y", data={"id": "x", "verdict": "useful"})
    assert page.status_code == 422
    assert "Không còn giữ câu trả lời này" in page.text


def test_questions_on_the_page_are_limited_and_pages_are_not(
    built_index: Path, tmp_path: Path
) -> None:
    settings = Settings(home=tmp_path / "home", asks_per_minute=2)
    headers = {"Accept": "text/html"}
    with TestClient(create_app(settings, built_index), headers=headers) as client:
        asked = [client.get("/", params={"q": "hài lòng"}).status_code for _ in range(3)]
        assert asked == [200, 200, 429]
        assert client.post("/", data={"question": "hài lòng"}).status_code == 429
        assert {client.get("/chi-tieu").status_code for _ in range(4)} == {200}


def test_without_an_index_a_page_says_so_and_no_more(tmp_path: Path) -> None:
    settings = Settings(home=tmp_path / "home")
    with TestClient(create_app(settings), headers={"Accept": "text/html"}) as client:
        page = client.get("/van-ban")
    assert page.status_code == 503
    assert "Kho văn bản đang được chuẩn bị" in page.text
    assert str(tmp_path) not in page.text


def test_the_privacy_note_tells_the_times_that_are_kept(client: TestClient) -> None:
    page = client.get("/gioi-thieu").text
    assert "24 giờ sau câu cuối" in page
    assert "90 ngày" in page
    assert "2 năm" in page
    assert "không phải với cán bộ" in page
