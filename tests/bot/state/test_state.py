"""What is kept comes back, for as long as it is kept, and without personal data."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.state import State
from bot.state.retention import DAY, HOUR
from ingest.errors import BadInput
from tests.bot.state.support import Hand, an_answer


def test_turns_come_back_oldest_first_and_the_last_ten() -> None:
    with State(None) as state:
        talk = state.conversations.new()
        assert state.conversations.turns(talk) == ()
        for n in range(13):
            state.conversations.add(talk, f"câu {n}")
        assert state.conversations.turns(talk) == tuple(f"câu {n}" for n in range(3, 13))
        state.conversations.forget(talk)
        assert state.conversations.turns(talk) == ()


def test_a_conversation_expires_whole_and_begins_anew() -> None:
    hand = Hand()
    with State(None, now=hand) as state:
        talk = state.conversations.new()
        state.conversations.add(talk, "một")
        hand.seconds += DAY - 1
        assert state.conversations.turns(talk) == ("một",)
        state.conversations.add(talk, "hai")
        hand.seconds += DAY - 1
        assert state.conversations.turns(talk) == ("một", "hai")
        hand.seconds += 1
        assert state.conversations.turns(talk) == ()
        state.conversations.add(talk, "ba")
        assert state.conversations.turns(talk) == ("ba",)


def test_conversations_are_apart_and_their_ids_tell_nothing() -> None:
    with State(None) as one, State(None) as other:
        first, second = (one.conversations.of("telegram", "1", person) for person in "12")
        assert first != second
        assert first == one.conversations.of("telegram", "1", "1")
        assert first != other.conversations.of("telegram", "1", "1")
        assert one.conversations.of("telegram", "11", "1") != one.conversations.of(
            "telegram", "1", "11"
        )
        one.conversations.add(first, "của một")
        assert one.conversations.turns(second) == ()


def test_new_ids_do_not_meet() -> None:
    with State(None) as state:
        assert len({state.conversations.new() for _ in range(1000)}) == 1000


@pytest.mark.parametrize("identity", ["", "x", "a" * 21, "a" * 23, "a" * 21 + "/", "../" * 9])
def test_an_id_of_another_form_is_refused(identity: str) -> None:
    with State(None) as state:
        with pytest.raises(BadInput, match="Mã cuộc hỏi đáp"):
            state.conversations.add(identity, "câu hỏi")
        assert state.conversations.turns(identity) == ()


def test_an_answer_comes_back_as_it_was_sent(tmp_path: Path) -> None:
    path = tmp_path / "state.db"
    answer = an_answer()
    with State(path) as state:
        key = state.answers.keep(
            answer, "telegram", question="Gọi 0905123456?", history=["a@b.vn"], place="ke-hoach"
        )
    with State(path) as state:  # a restart
        kept = state.answers.get(key)
        assert kept is not None
        assert (kept.text, kept.status) == (answer.answer, "answered")
        assert (kept.citations, kept.notes) == (answer.citations, answer.notes)
        assert kept.citation(1) == answer.citations[0]
        assert kept.citation(2) is None
        assert kept.question == "Gọi [số điện thoại]?"
        assert kept.history == ("[thư điện tử]",)
        assert kept.place == "ke-hoach"
        assert state.answers.get("khong-co") is None


def test_feedback_becomes_candidate_questions_with_no_name() -> None:
    with State(None) as state:
        key = state.answers.keep(an_answer(), "telegram", question="Bao nhiêu?")
        state.feedback.add(key, "useful", voter="12345")
        state.feedback.add(key, "wrong_figure", "Phải là 85, hỏi 0905123456", voter="12345")
        state.feedback.add(key, "wrong_figure", voter="12345")  # the remark stays
        state.feedback.add(key, "useful", voter="67890")
        first, second = state.feedback.export()
        assert first["question"] == "Bao nhiêu?"
        assert first["verdict"] == "wrong_figure"
        assert first["remark"] == "Phải là 85, hỏi [số điện thoại]"
        assert first["citations"][0]["clause"] == "ke-hoach:I.1"
        assert second["verdict"] == "useful"
        assert "12345" not in str(first) + str(second)


def test_feedback_outlives_the_answer() -> None:
    hand = Hand()
    with State(None, now=hand) as state:
        key = state.answers.keep(an_answer(), "web", question="Bao nhiêu?")
        state.feedback.add(key, "not_found")
        hand.seconds += 90 * DAY
        state.purge()
        assert state.answers.get(key) is None
        assert state.feedback.export()[0]["question"] == "Bao nhiêu?"
        with pytest.raises(BadInput, match="hỏi lại"):
            state.feedback.add(key, "useful")


def test_a_verdict_that_is_none_is_refused() -> None:
    with State(None) as state, pytest.raises(BadInput, match="useful"):
        state.feedback.add(state.answers.keep(an_answer(), "web"), "great")


def test_a_pairing_code_lets_its_holder_in_once() -> None:
    hand = Hand()
    with State(None, now=hand) as state:
        code = state.people.request("telegram", "7")
        assert code == state.people.request("telegram", "7")
        assert code != state.people.request("telegram", "8")
        assert state.people.groups("telegram", "7") == frozenset()
        assert state.people.approve(f" {code.lower()} ", ["noi-bo"]).person == "7"
        assert state.people.groups("telegram", "7") == {"noi-bo"}
        assert state.people.groups("web", "7") == frozenset()
        with pytest.raises(BadInput, match="quá hạn"):
            state.people.approve(code, ["noi-bo"])
        late = state.people.request("telegram", "9")
        hand.seconds += HOUR
        with pytest.raises(BadInput):
            state.people.approve(late, ["noi-bo"])
        assert state.people.revoke("telegram", "7")
        assert not state.people.known("telegram", "7")


def test_subscriptions_are_stopped_by_whose_they_are() -> None:
    with State(None) as state:
        one = state.subscriptions.add("telegram", "1", "1", doc="ke-hoach")
        again = state.subscriptions.add("telegram", "1", "1", doc="ke-hoach", ahead=3)
        assert (again.id, again.ahead) == (one.id, 3)
        assert not state.subscriptions.stop(one.id, "telegram", "1", "2")
        assert state.subscriptions.of("telegram", "1", "1") == [again]
        assert state.subscriptions.mark(one.id, "x")
        assert not state.subscriptions.mark(one.id, "x")
        assert state.subscriptions.reminded(one.id) == {"x"}
        assert state.subscriptions.stop(one.id, "telegram", "1", "1")
        assert state.subscriptions.reminded(one.id) == frozenset()
        assert not state.subscriptions.mark(one.id, "y")


def test_what_is_kept_of_somebody_can_be_deleted() -> None:
    with State(None) as state:
        state.people.grant("telegram", "7", ["noi-bo"])
        state.people.request("telegram", "7")
        state.subscriptions.add("telegram", "7", "7")
        state.people.forget("telegram", "7")
        assert not state.people.listed()
        assert not state.people.pending()
        assert not state.subscriptions.all("telegram")


def test_the_log_gives_the_latest_first() -> None:
    with State(None) as state:
        state.log.add("root", "approve", "telegram 7")
        state.log.add("root", "revoke", "telegram 7")
        assert [entry.act for entry in state.log.recent()] == ["revoke", "approve"]


def test_a_purge_deletes_what_is_past_its_time_and_nothing_else() -> None:
    hand = Hand()
    with State(None, now=hand) as state:
        state.conversations.add(state.conversations.new(), "cũ")
        state.answers.keep(an_answer(), "web")
        hand.seconds += DAY
        state.conversations.add(state.conversations.new(), "mới")
        gone = state.purge()
        assert (gone["conversations"], gone["answers"]) == (1, 0)
        assert state.counts()["conversations"] == 1
        assert state.counts()["answers"] == 1
