"""Two hundred chats at once: each in its own order, none waiting for another."""

from __future__ import annotations

from tests.bot.telegram.conftest import Start
from tests.bot.telegram.fake import Fake
from tests.bot.telegram.people import Person

CHATS, EACH = 200, 3


async def test_two_hundred_chats_each_in_order(bot: Start, fake: Fake) -> None:
    await bot()
    people = [Person(fake, 1000 + n) for n in range(CHATS)]
    for at in range(EACH):
        for one in people:
            one.writes(f"/lenh{at}")
    await fake.until(lambda: len(fake.sent) >= CHATS * EACH, seconds=120)
    for one in people:
        told = [m.text.split()[4].rstrip(".") for m in fake.messages(one.chat)]
        assert told == [f"/lenh{at}" for at in range(EACH)]
    # Side by side: before any chat had all of its answers, many had their first.
    firsts = [fake.messages(one.chat)[0].at for one in people]
    done = min(fake.messages(one.chat)[-1].at for one in people)
    assert sum(first < done for first in firsts) > 10
