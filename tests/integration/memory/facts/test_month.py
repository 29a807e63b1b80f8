"""A month of talk with two hundred changes: little junk, no echo, and what was so is told apart from what is."""

from __future__ import annotations

import random
from datetime import datetime, timedelta

from sqlalchemy import select

from mumble_ai.storage.database import Database
from mumble_ai.storage.tables import FactRow
from tests.support.month import CHANGING, ECHOED, Month
from tests.support.telling import ZONE, House

FIRST = datetime(2026, 6, 1, 8, 0, tzinfo=ZONE)
AS_OF_QUESTIONS = 100
CURRENT_GOAL = 0.98
AS_OF_GOAL = 0.95
MOST_JUNK = 0.05


async def test_a_month_of_talk_leaves_facts_that_are_right_now_and_as_of_then(database: Database) -> None:
    house, month, dice = House(database), Month(7, FIRST), random.Random(7)
    person = await house.moves_in("paul", FIRST)
    asked = right = 0
    now = FIRST
    for lines in month.days():
        ids = [
            str(await house.stores("paul", line.text, line.at, role="assistant" if line.by_assistant else "user"))
            for line in lines
        ]
        await house.settling.settle(str(person.id), ids)
        now = lines[-1].at + timedelta(minutes=5)
        for line in lines:
            if line.changes:
                answer = await house.asks("paul", dice.choice(CHANGING[line.changes].now), now)
                asked += 1
                right += answer is not None and answer.known and line.value in answer.say
                if answer is None or line.value not in answer.say:
                    print(f"now: {line.text} -> {answer.say if answer else None}")
    as_of = as_of_right = 0
    while as_of < AS_OF_QUESTIONS:
        key = dice.choice(list(CHANGING))
        day = FIRST + timedelta(days=dice.randrange(1, 29))
        if (value := month.value_on(key, day)) is None:
            continue
        answer = await house.asks("paul", CHANGING[key].then.format(f"{day.day} {day:%B}"), now + timedelta(days=1))
        as_of += 1
        as_of_right += answer is not None and answer.known and value in answer.say
        if answer is None or value not in answer.say:
            print(f"then: {key} {day:%d %B} {value} -> {answer.say if answer else None}")
    async with database.person(person.id) as session:
        facts = (await session.scalars(select(FactRow))).all()
    meant = {value for told in month.told.values() for _, value in told}
    junk = [fact.text for fact in facts if not any(value in fact.value for value in meant)]
    print(
        f"month: {asked} changes, current {right / asked:.1%}, as of {as_of_right / as_of:.1%}, "
        f"{len(facts)} facts, junk {len(junk) / len(facts):.1%} {junk}"
    )
    assert asked == 200
    assert right / asked >= CURRENT_GOAL
    assert as_of_right / as_of >= AS_OF_GOAL
    assert len(junk) / len(facts) <= MOST_JUNK
    assert not [fact for fact in facts if any(fact.quote in echo for echo in ECHOED)]
