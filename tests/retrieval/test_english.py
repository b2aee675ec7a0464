"""Questions in English: forms of words, slips, what no term knows, and answers around the quote."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.model import Level, Place
from retrieval import data
from retrieval.assistant import Assistant
from retrieval.became import named, successors
from retrieval.compose.unit import shown_unit
from retrieval.model import Answer, Status
from retrieval.understand.english import term_in_english, to_vietnamese
from retrieval.understand.english_forms import INFLECTED, SAME, kinship
from retrieval.understand.english_spelling import is_word, mended
from retrieval.understand.spelling import is_english


@pytest.fixture(scope="module")
def assistant(built_index: Path) -> Iterator[Assistant]:
    with Assistant.open(built_index) as opened:
        yield opened


# The trap is named on each row.
@pytest.mark.parametrize(
    ("typed", "known", "kin", "trap"),
    [
        ("inspected", "inspection", True, "verb and noun"),
        ("simplify", "simplification", True, "y becomes ic"),
        ("disclosed", "disclosure", True, "an e that both lose"),
        ("payment", "pay", True, "a short stem that is a whole word"),
        ("responsible", "responsibility", True, "weak endings after a long stem"),
        ("organisation", "organization", True, "British spelling"),
        ("centre", "center", True, "British spelling"),
        ("supervise", "supervision", True, "not a British -ise"),
        ("satisfied", "satisfaction", True, "irregular"),
        ("paid", "pays", True, "irregular"),
        ("digitize", "digital", False, "one stem for a stemmer"),
        ("police", "policy", False, "weak endings after a short stem"),
        ("community", "commune", False, "as long as they look"),
        ("form", "formal", False, "an ending that changes the sense"),
        ("party", "part", False, "a y that is no ending"),
        ("county", "count", False, "a y that is no ending"),
        ("address", "addressees", False, "who is not where"),
        ("business", "busy", False, "a shared beginning"),
    ],
)
def test_kin(typed: str, known: str, kin: bool, trap: str) -> None:
    assert bool(kinship(typed, known)) is kin, trap
    assert kinship(typed, known) == kinship(known, typed)


def test_the_same_word_is_nearest() -> None:
    assert kinship("inspect", "inspect") == SAME
    assert kinship("inspects", "inspect") == INFLECTED
    assert 0 < kinship("inspection", "inspect") < INFLECTED


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("Whta share", "What share"),
        ("Wgo in Tan Binh", "Who in Tan Binh"),
        ("who is responssible", "who is responsible"),
        ("the oublic service", "the public service"),
        ("How much dos it", "How much does it"),
        ("Hhow many", "How many"),
        ("the e-mail addeess", "the e-mail address"),
        ("atke over", "take over"),
        ("marekt-based", "market-based"),
        ("the Depratment of Health", "the Department of Health"),
        ("a resposnibel officer", "a responsible officer"),
    ],
)
def test_slips_are_mended(typed: str, meant: str) -> None:
    assert mended(typed)[0] == meant


@pytest.mark.parametrize(
    "text",
    [
        "What visa do I need?",
        "a flight from Hanoi to Dalat",
        "Decision 1464/QĐ-UBND and DVCTT in tu ky",
        "the files of Nguyen Van Tuan, di linh",
        "cook pho for ten guests",
        "Smart Quang Nam's organisation",
    ],
)
def test_what_is_no_slip_stays(text: str) -> None:
    assert mended(text) == (text, ())


@given(st.sampled_from([x.split("\t")[0] for x in data.text("english.tsv").splitlines()][3:]))
def test_a_real_word_is_never_changed(word: str) -> None:
    assert is_word(word)
    assert mended(f"the {word} of it")[1] == ()


@pytest.mark.parametrize(
    ("asked", "kept"),
    [
        ("How much does a tourist visa cost?", "visa"),
        ("What share of households keep parrots?", "parrots"),
        ("the chess ranking", "chess"),
    ],
)
def test_what_no_term_knows_is_still_asked_for(asked: str, kept: str) -> None:
    assert kept in to_vietnamese(asked).split()


@pytest.mark.parametrize(
    "asked",
    [
        "What exactly does it say?",
        "Could you please tell me more?",
        "Which of them is supposed to?",
    ],
)
def test_glue_names_nothing(asked: str) -> None:
    assert not [w for w in to_vietnamese(asked).split() if w.isascii() and len(w) > 4]


@pytest.mark.parametrize(
    ("asked", "term"),
    [
        ("how often must the work be inspected", "kiểm tra"),
        ("urbanised by 2025", "đô thị hóa"),
        ("which files are certified", "chứng thực"),
        ("government offices", "cơ quan hành chính nhà nước"),
        ("public health services", "dịch vụ y tế công"),
    ],
)
def test_forms_meet_their_term(asked: str, term: str) -> None:
    assert term in to_vietnamese(asked)


@pytest.mark.parametrize(
    ("text", "english"),
    [
        ("what about tu ky?", True),
        ("Wgo in Tan Binh runs public finanse reform?", True),
        ("file online o dau", False),
        ("TTHC la gi", False),
    ],
)
def test_language_is_told_in_spite_of_slips(text: str, english: bool) -> None:
    assert is_english(text) is english


@pytest.mark.parametrize(
    "question",
    [
        "How much does a three-month tourist visa to Vietnam cost?",
        "What share of households in Di Linh have clean water?",
        "How much does Quang Nam pay for the Smart Quang Nam app?",
        "What share of the population of France speaks German?",
        "What is the address of the post office in Tu Ky?",
    ],
)
def test_what_plans_do_not_say_is_refused(assistant: Assistant, question: str) -> None:
    assert assistant.ask(question).abstained


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ("What share of commune cadres in Di Linh must hold a degree by 2025?", "70%"),
        ("What share of commune-level civil servants in Di Linh hold a degree by 2030?", "90%"),
        ("By 2025, what share of district work files does Tu Ky process online?", "80%"),
        ("At least how many times a year is reform inspected in Tan Binh?", "At least 2 times"),
        ("How many initiatives must Tan Binh carry out?", "From 1 to 2 initiatives"),
        ("How long at most is the wait in Tu Ky?", "At most 15 minutes"),
    ],
)
def test_levels_and_units(assistant: Assistant, asked: str, told: str) -> None:
    assert told in assistant.ask(asked).answer


def test_a_place_and_its_notes_are_told_in_english(assistant: Assistant) -> None:
    answer = assistant.ask("What share of inspections must Thang Binh carry out digitally?")
    assert answer.status is Status.ANSWERED
    assert "50%" in answer.answer
    assert _vietnamese_notes(answer) == []
    assert any("Đà Nẵng city" in note for note in answer.notes)


def _vietnamese_notes(answer: Answer) -> list[str]:
    words = ("huyện", "tỉnh", "thành phố", "giai đoạn", "ngày")
    return [note for note in answer.notes if any(word in note for word in words)]


@pytest.mark.parametrize(
    ("unit", "count", "shown"),
    [
        ("sáng kiến", 2, "initiatives"),
        ("sáng kiến", 1, "initiative"),
        ("lần", 2, "times"),
        ("lần", 1, "time"),
        ("địa phương", 5, "localities"),
        ("huyện, thành phố", 5, "districts or cities"),
        ("ngày", 3, "days"),
        ("đơn vị", 1, "unit"),
        ("", 4, ""),
        ("cái gì đó", 4, "cái gì đó"),
    ],
)
def test_units_in_english(unit: str, count: float, shown: str) -> None:
    assert shown_unit(unit, count, "en") == shown
    assert shown_unit(unit, count, "vi") == unit


@pytest.mark.parametrize(
    ("place", "says"),
    [
        (Place("Thăng Bình", Level.DISTRICT, "Quảng Nam"), "the communes of Thăng Bình, "),
        (Place("Tân Bình", Level.COMMUNE, "Vĩnh Cửu"), "Tân Triều ward, Đồng Nai city"),
        (Place("Quảng Nam", Level.PROVINCE), "has been part of Đà Nẵng city"),
        (Place("Lâm Đồng", Level.PROVINCE), "Bình Thuận province and Đắk Nông province"),
        (Place("Đồng Nai", Level.PROVINCE), "; it is now Đồng Nai city."),
        (Place("Quảng Ninh", Level.PROVINCE), "Quảng Ninh province is now Quảng Ninh city."),
    ],
)
def test_what_became_of_a_place_in_english(place: Place, says: str) -> None:
    assert says in successors(place, "en")


def test_names_follow_the_language() -> None:
    assert named("huyện Thăng Bình", "en") == "Thăng Bình district"
    assert named("huyện Thăng Bình", "vi") == "huyện Thăng Bình"
    assert named("Trung ương", "en") == "Trung ương"


@pytest.mark.parametrize(
    ("text", "english"),
    [
        ("Who leads digitization in Tu Ky?", True),
        ("By 2025, what percentage of Thăng Bình's records?", True),
        ("thu tuc hanh chinh co bao nhieu", False),
        ("ai lo ISO ở Tứ Kỳ", False),
        ("nop ho so online o dau", False),
        ("dduwowcj bao nhieeu phaanf trawm", False),
        ("2025?", False),
        ("", False),
    ],
)
def test_is_english(text: str, english: bool) -> None:
    assert is_english(text) is english


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ("Which department leads e-government in Quang Nam?", ["chính quyền điện tử", "Quang Nam"]),
        ("online public services at level 4 by 2030", ["mức độ 4", "đến năm 2030"]),
        ("Department of Home Affairs", ["Sở Nội vụ"]),
        ("district Office of Home Affairs", ["Phòng Nội vụ"]),
        ("By when must Tan Binh finish?", ["thời hạn hoàn thành", "Tan Binh"]),
        ("Resolution 76/NQ-CP", ["nghị quyết", "76/NQ-CP"]),
        ("What percentage of dossiers is settled on time?", ["tỷ lệ", "giải quyết đúng hạn"]),
        ("one-stop counters", ["bộ phận một cửa"]),
        ("public policies", ["cơ chế, chính sách"]),
        ("Which ministries help poor households?", ["bộ, ngành", "hộ nghèo"]),
        ("drug addicts in rehab", ["người nghiện ma túy", "cai nghiện ma túy"]),
        ("wastewater from shrimp ponds", ["nước thải", "ao nuôi"]),
        ("How many billion dong does it cost?", ["bao nhiêu tỷ đồng"]),
        ("In which quarter will the sub-project begin?", ["quý nào", "tiểu dự án"]),
        ("What years does the plan cover?", ["giai đoạn nào"]),
        ("Who pays for social housing?", ["nguồn kinh phí", "nhà ở xã hội"]),
        ("Dong Anh's radiation workers", ["Dong Anh", "nhân viên bức xạ"]),
    ],
)
def test_english_becomes_the_plans_words(asked: str, words: list[str]) -> None:
    found = to_vietnamese(asked)
    assert [w for w in words if w not in found] == []


def test_longest_term_wins() -> None:
    assert "tổ chức" not in to_vietnamese("socio-political organizations").replace(
        "tổ chức chính trị - xã hội", ""
    )


def test_terms_print_their_first_form() -> None:
    assert term_in_english("cải cách hành chính") == "public administration reform"
    assert term_in_english("CHỦ TRÌ") == "lead"
    assert term_in_english("uỷ ban nhân dân") == "People's Committee"
    assert term_in_english("không có trong bảng") is None


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("thank you very much", "You are welcome"),
        ("Who are you?", "I am an automatic assistant"),
        ("weather in Di Linh tomorrow?", "I only answer"),
        ("hello", "Xin chào"),
    ],
)
def test_pleasantries_and_refusals_follow_the_language(
    assistant: Assistant, said: str, told: str
) -> None:
    assert told in assistant.ask(said).answer
