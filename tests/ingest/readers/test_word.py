"""Word files: what Word prints is what is read."""

from __future__ import annotations

import pytest

from ingest.readers import word
from tests.ingest.readers.packages import docx, p, part, table, tc


def _text(body: str, **parts: str | bytes) -> str:
    return word.read(docx(body, **parts)).text


def _listed(level: int, number: int = 1) -> str:
    return f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'


_LEVEL = (
    '<w:lvl w:ilvl="{0}"><w:start w:val="1"/><w:numFmt w:val="{1}"/>'
    '<w:lvlText w:val="{2}"/></w:lvl>'
)
_LEVELS = (("upperRoman", "%1."), ("decimal", "%2."), ("decimal", "%2.%3."), ("lowerLetter", "%4)"))
NUMBERING = part(
    "numbering",
    '<w:abstractNum w:abstractNumId="0">'
    + "".join(_LEVEL.format(i, *level) for i, level in enumerate(_LEVELS))
    + _LEVEL.format(4, "bullet", "\uf0b7")
    + _LEVEL.format(5, "bullet", "-")
    + '</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    '<w:num w:numId="2"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="1">'
    '<w:startOverride w:val="6"/></w:lvlOverride></w:num>',
)


def test_numbers_that_word_draws() -> None:
    levels = [
        (0, 1),
        (1, 1),
        (2, 1),
        (2, 1),
        (3, 1),
        (4, 1),
        (5, 1),
        (1, 1),
        (2, 1),
        (1, 2),
        (0, 1),
    ]
    body = "".join(p("x", _listed(*level)) for level in levels) + p("x", _listed(1, 0))
    drawn = [line.removesuffix(" x") for line in _text(body, numbering=NUMBERING).split("\n\n")]
    assert drawn[:11] == ["I.", "1.", "1.1.", "1.2.", "a)", "•", "-", "2.", "2.1.", "6.", "II."]
    assert drawn[11].strip() == "x"


def test_numbers_by_style() -> None:
    styles = part(
        "styles",
        '<w:style w:type="paragraph" w:styleId="H1"><w:name w:val="heading 1"/><w:pPr><w:numPr>'
        '<w:numId w:val="1"/></w:numPr></w:pPr></w:style><w:style w:type="paragraph"'
        ' w:styleId="H9"><w:basedOn w:val="H1"/></w:style>',
    )
    body = p("A", '<w:pStyle w:val="H1"/>') + p("B", '<w:pStyle w:val="H9"/>')
    assert _text(body, styles=styles, numbering=NUMBERING) == "I. A\n\nII. B\n"


def r(text: str, properties: str = "") -> str:
    """A run."""
    return f"<w:r><w:rPr>{properties}</w:rPr><w:t>{text}</w:t></w:r>"


def _char(kind: str) -> str:
    return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'


_OLD, _OLD_CAPITALS, _VNI = (
    f'<w:rFonts w:ascii="{font}"/>' for font in (".VnTime", ".VnTimeH", "VNI-Times")
)
_CODE = "<w:r><w:instrText>PAGE</w:instrText><w:t>no</w:t></w:r>"
_BOTH = f"<mc:Choice>{r('a')}</mc:Choice><mc:Fallback>{r('a')}</mc:Fallback>"
RUNS = [
    ("a tab is a blank", "<w:r><w:t>a</w:t><w:tab/><w:t>b</w:t></w:r>", "a b"),
    ("a line break stays", "<w:r><w:t>a</w:t><w:br/><w:t>b</w:t></w:r>", "a\nb"),
    ("no soft hyphens", "<w:r><w:t>tra</w:t><w:softHyphen/><w:t>ng\u00ad</w:t></w:r>", "trang"),
    ("hard ones", "<w:r><w:t>QĐ</w:t><w:noBreakHyphen/><w:t>TTg</w:t></w:r>", "QĐ-TTg"),
    ("deleted", f"<w:del><w:r><w:delText>8</w:delText></w:r></w:del>{r('90')}", "90"),
    ("inserted", f"<w:ins>{r('90')}</w:ins>", "90"),
    ("moved", f"<w:moveFrom>{r('a')}</w:moveFrom><w:moveTo>{r('a')}</w:moveTo>", "a"),
    ("hidden", r("a", "<w:vanish/>") + r("b"), "b"),
    ("capitals by format", r("kế hoạch", "<w:caps/>"), "KẾ HOẠCH"),
    ("a field", _char("begin") + _CODE + _char("separate") + r("7") + _char("end"), "7"),
    ("for programs of two ages", f"<mc:AlternateContent>{_BOTH}</mc:AlternateContent>", "a"),
    ("TCVN3 by its font", r("KÕ ho¹ch", _OLD), "Kế hoạch"),
    ("TCVN3 in capitals", r("KÕ ho¹ch", _OLD_CAPITALS), "KẾ HOẠCH"),
    ("VNI, letter and mark in two runs", r("Ke", _VNI) + r("á hoaïch", _VNI), "Kế hoạch"),
]


@pytest.mark.parametrize(("trap", "runs", "read"), RUNS, ids=[c[0] for c in RUNS])
def test_runs(trap: str, runs: str, read: str) -> None:
    assert _text(f"<w:p>{runs}</w:p>").strip() == read, trap


def test_a_paragraph_whose_end_was_deleted_goes_on() -> None:
    body = p("Tỷ lệ", "<w:rPr><w:del/></w:rPr>") + p(" 80%")
    assert _text(body) == "Tỷ lệ 80%\n"


def test_contents_are_left_out_and_boxes_read() -> None:
    styles = part("styles", '<w:style w:styleId="T"><w:name w:val="toc 1"/></w:style>')
    box = "<w:r><w:pict><w:txbxContent>" + p("trong khung") + "</w:txbxContent></w:pict></w:r>"
    body = p("I. Mục lục ..... 3", '<w:pStyle w:val="T"/>') + f"<w:p>{box}</w:p>" + p("sau")
    assert _text(body, styles=styles) == "trong khung\n\nsau\n"


def test_a_footnote_is_marked_and_stands_at_the_end() -> None:
    notes = part("footnotes", f'<w:footnote w:id="2">{p("Nghị quyết 76")}</w:footnote>')
    body = f'<w:p><w:r><w:t>Theo</w:t><w:footnoteReference w:id="2"/></w:r></w:p>{p("Hết")}'
    assert _text(body, footnotes=notes) == "Theo[1]\n\nHết\n\n[1] Nghị quyết 76\n"


_BOLD = "<w:b/>"
_STYLES = part(
    "styles",
    '<w:style w:type="paragraph" w:styleId="H"><w:name w:val="heading 2"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Own"><w:basedOn w:val="H"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="O"><w:pPr><w:outlineLvl w:val="1"/></w:pPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="T"><w:name w:val="Title"/></w:style>',
)
_HALF = f"<w:p>{r('Về thể chế', _BOLD)}{r(' của xã')}</w:p>"
WEIGHTS = [
    ("a paragraph in bold", p("Về thể chế", run=_BOLD), "**Về thể chế**"),
    ("bold in pieces", f"<w:p>{r('Về ', _BOLD)}{r('thể chế', _BOLD)}</w:p>", "**Về thể chế**"),
    ("a style for headings", p("Về thể chế", '<w:pStyle w:val="H"/>'), "**Về thể chế**"),
    ("a style based on one", p("Về thể chế", '<w:pStyle w:val="Own"/>'), "**Về thể chế**"),
    ("a style of the outline", p("Về thể chế", '<w:pStyle w:val="O"/>'), "**Về thể chế**"),
    ("a place in the outline", p("Về thể chế", '<w:outlineLvl w:val="0"/>'), "**Về thể chế**"),
    ("the outline's text", p("Về thể chế", '<w:outlineLvl w:val="9"/>'), "Về thể chế"),
    ("the style of titles", p("Về thể chế", '<w:pStyle w:val="T"/>'), "Về thể chế"),
    ("bold for some words", _HALF, "Về thể chế của xã"),
    ("capitals show it", p("VỀ THỂ CHẾ", run=_BOLD), "VỀ THỂ CHẾ"),
    ("a number shows it", p("Điều 1. Phạm vi", run=_BOLD), "Điều 1. Phạm vi"),
    (
        "the rest of a paragraph whose end was deleted",
        p("Về ", "<w:rPr><w:del/></w:rPr>") + p("thể chế", run=_BOLD),
        "Về thể chế",
    ),
    ("a sentence", p("Hoàn thành trong quý I.", run=_BOLD), "Hoàn thành trong quý I."),
    ("the second line of a title", p("KẾ HOẠCH") + p("Năm đầu", run=_BOLD), "KẾ HOẠCH\n\nNăm đầu"),
    (
        "a break in it",
        f"<w:p>{r('Một<w:br/>Hai ba', _BOLD)}</w:p>".replace("Một<w:br/>", "Một</w:t><w:br/><w:t>"),
        "Một\nHai ba",
    ),
]


@pytest.mark.parametrize(("trap", "body", "read"), WEIGHTS, ids=[c[0] for c in WEIGHTS])
def test_weight(trap: str, body: str, read: str) -> None:
    assert _text(body, styles=_STYLES).strip() == read, trap


HEAD = tc("TT") + tc("Nhiệm vụ") + tc("Cơ quan chủ trì") + tc("Thời gian")


def test_a_table_is_rows_of_tabs() -> None:
    body = table(HEAD, tc("1") + tc("Số hóa\nhồ sơ") + tc("Sở Nội vụ") + tc("2025"))
    assert (
        _text(body)
        == "TT\tNhiệm vụ\tCơ quan chủ trì\tThời gian\n1\tSố hóa hồ sơ\tSở Nội vụ\t2025\n"
    )


def test_merged_cells() -> None:
    down, more = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    body = table(
        HEAD,
        tc("I. Thể chế", '<w:gridSpan w:val="4"/>'),
        tc("1") + tc("Số hóa") + tc("Sở Nội vụ", down) + tc("2025"),
        tc("2") + tc("Kiểm tra") + tc("", more) + tc("2026"),
    )
    lines = _text(body).splitlines()
    assert lines[1:] == ["I. Thể chế\t\t\t", "1\tSố hóa\tSở Nội vụ\t2025", "2\tKiểm tra\t^^\t2026"]


def test_a_letterhead_is_no_table() -> None:
    left, right = tc("UBND TỈNH\nSố: 1/KH-UBND"), tc("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập")
    assert "\t" not in _text(table(left + right))


def test_a_frame_is_read_through() -> None:
    assert _text(table(tc("I. Mục tiêu\n- Một")) + p("hết")) == "I. Mục tiêu\n\n- Một\n\nhết\n"


def test_a_table_goes_on_in_the_next() -> None:
    rows = [tc(n) + tc("Số hóa") + tc("Sở Nội vụ") + tc("2025") for n in "12"]
    lines = _text(table(HEAD, rows[0]) + "<w:p/>" + table(rows[1])).splitlines()
    assert lines[1:] == [f"{n}\tSố hóa\tSở Nội vụ\t2025" for n in "12"]
