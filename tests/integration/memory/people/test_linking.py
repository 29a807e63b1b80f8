"""A code said on the other side makes two persons one; nothing of either is lost, and nobody gains power by it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import func, select, text, update

from mumble_ai.memory.conversations.log import ConversationLog
from mumble_ai.memory.people.linking import CodeRefused, Linking, Refusal
from mumble_ai.memory.people.merging import columns_of_people
from mumble_ai.memory.people.people import People
from mumble_ai.memory.people.person import Person, Role
from mumble_ai.memory.recall.index import Indexer
from mumble_ai.storage import tables
from mumble_ai.storage.database import Database
from tests.support.belongings import fill, owned_tables, rows_of
from tests.support.remembering import DOOR, Clock, said

FOUND_ANEW = {"recall_entries", "recall_tokens", "vectors"}


@pytest.fixture
def linking(database: Database, people: People, clock: Clock) -> Linking:
    return Linking(database, people, now=clock)


async def refused(linking: Linking, person: Person, code: str) -> Refusal:
    with pytest.raises(CodeRefused) as refusal:
        await linking.take(person, code)
    return refusal.value.reason


async def make_owner(database: Database, people: People, person: Person) -> None:
    async with database.everybody("for a test") as session:
        await session.execute(update(tables.Person).where(tables.Person.id == person.id).values(role="owner"))
    people.changed(person.id)


async def test_a_code_said_on_the_other_side_makes_one_person(
    linking: Linking, people: People, anna: Person, database: Database
) -> None:
    caller = await people.met("sip", "+4930123456", "call-1", "+4930123456")
    code = await linking.ask(anna)
    assert len(code.digits) == 6
    assert code.spoken.replace(", ", " ").split() == list(code.digits)
    taken = await linking.take(caller, f"my code is {code.digits[:3]}-{code.digits[3:]}.")
    assert (taken.person.id, taken.became_owner) == (anna.id, False)
    assert (await people.met("sip", "+4930123456", "call-1", "+4930123456")).id == anna.id
    assert (await people.met(DOOR, "certificate:aa11", "1-1", "Anna")).id == anna.id
    found = await people.get(caller.id)
    assert found is not None
    assert found.id == anna.id
    assert await refused(linking, await people.met("sip", "+49301", "call-2", "x"), code.digits) is Refusal.WRONG


async def test_everything_of_both_belongs_to_the_one_who_stays(
    linking: Linking, people: People, anna: Person, ben: Person, database: Database
) -> None:
    async with database.everybody("for a test") as session:
        await fill(session, ben.id, "said by ben")
        before = await rows_of(session, ben.id)
    assert set(before) == {table.name for table in owned_tables()}
    await linking.take(ben, (await linking.ask(anna)).digits)
    async with database.everybody("looks") as session:
        assert await rows_of(session, ben.id) == {}
        after = await rows_of(session, anna.id)
        for column in columns_of_people():
            assert await session.scalar(select(func.count()).where(column == ben.id)) == 0
        assert await session.get(tables.Person, ben.id) is None
    assert after == {name: count for name, count in before.items() if name not in FOUND_ANEW} | {"identities": 3}


async def test_what_both_had_of_the_same_kind_is_kept_once(
    linking: Linking, anna: Person, ben: Person, database: Database
) -> None:
    async with database.everybody("for a test") as session:
        await fill(session, anna.id, "the same")
        await fill(session, ben.id, "the same")
    await linking.take(ben, (await linking.ask(anna)).digits)
    async with database.everybody("looks") as session:
        assert await rows_of(session, ben.id) == {}
        messages = await rows_of(session, anna.id)
        assert messages["messages"] == 2
        states = set(await session.scalars(select(tables.Session.state)))
        active = await session.scalar(select(func.count()).where(tables.Topic.state == "active"))
    assert states == {"active", "closed"}
    assert active == 1


async def test_what_was_under_way_for_the_one_who_went_finds_the_one_who_stays(
    linking: Linking, log: ConversationLog, anna: Person, ben: Person, clock: Clock
) -> None:
    log.record(said(ben.id, clock.now, "before"))
    await log.flush()
    await linking.take(ben, (await linking.ask(anna)).digits)
    log.record(said(ben.id, clock.later(minutes=1), "after"))
    await log.flush()
    assert [m.text for m in await log.recent(anna.id, 10) if m.role == "user"] == ["before", "after"]
    assert await log.recent(ben.id, 10) == []


async def test_recall_finds_the_messages_anew_under_the_one_who_stays(
    linking: Linking, log: ConversationLog, anna: Person, ben: Person, database: Database, clock: Clock
) -> None:
    indexer = Indexer(database, None, assistant_name="AI")
    for number, person in enumerate((anna, ben)):
        exchange = said(person.id, clock.later(minutes=1), f"My number is {number} and my parrot sings")
        log.record(exchange)
        await log.flush()
        await indexer.index(person.id, [exchange.question_id, exchange.answer_id])
    await linking.take(ben, (await linking.ask(anna)).digits)
    async with database.everybody("looks") as session:
        asked = text("SELECT args FROM procrastinate_jobs WHERE task_name = 'embed-messages'")
        jobs = (await session.scalars(asked)).all()
        removed = (await session.scalars(select(tables.VectorChange.person_id))).all()
    assert set(removed) == {ben.id}
    for arguments in jobs:
        await indexer.work(**arguments)
    async with database.person(anna.id) as session:
        assert sorted(await session.scalars(select(tables.RecallEntry.place))) == [0, 1, 2, 3]


async def test_a_code_is_good_for_a_short_while_and_the_last_one_only(
    linking: Linking, anna: Person, ben: Person, clock: Clock
) -> None:
    old = await linking.ask(anna)
    new = await linking.ask(anna)
    if old.digits != new.digits:
        assert await refused(linking, ben, old.digits) is Refusal.WRONG
    clock.now = new.expires_at
    assert await refused(linking, ben, new.digits) is Refusal.WRONG


async def test_guessing_is_stopped(linking: Linking, people: People, anna: Person, ben: Person, clock: Clock) -> None:
    code = (await linking.ask(anna)).digits
    wrong = "000000" if code != "000000" else "111111"
    for _ in range(5):
        assert await refused(linking, ben, wrong) is Refusal.WRONG
    assert await refused(linking, ben, code) is Refusal.TOO_MANY
    for number in range(5):
        crowd = await people.met("web", f"guest{number}", "1", "x")
        for _ in range(5):
            await refused(linking, crowd, wrong)
    late = await people.met("web", "late", "1", "x")
    assert await refused(linking, late, code) is Refusal.TOO_MANY
    clock.later(minutes=10)
    assert (await linking.take(ben, (await linking.ask(anna)).digits)).person.id == anna.id


async def test_guests_and_ones_own_code_link_nothing(linking: Linking, people: People, anna: Person) -> None:
    guest = await people.met(DOOR, None, "9-9", "Anna")
    with pytest.raises(CodeRefused, match="guest"):
        await linking.ask(guest)
    code = (await linking.ask(anna)).digits
    assert await refused(linking, guest, code) is Refusal.GUEST
    assert await refused(linking, anna, code) is Refusal.OWN


async def test_nobody_becomes_an_owner_by_a_link(
    linking: Linking, people: People, anna: Person, ben: Person, database: Database
) -> None:
    await make_owner(database, people, ben)
    owner = await people.met(DOOR, "certificate:bb22", "2-2", "Ben")
    assert await refused(linking, owner, (await linking.ask(anna)).digits) is Refusal.OWNER_ASKS
    taken = await linking.take(anna, (await linking.ask(owner)).digits)
    assert (taken.person.id, taken.person.role) == (ben.id, Role.OWNER)


async def test_a_code_from_the_terminal_makes_an_owner_once(
    linking: Linking, people: People, anna: Person, ben: Person, clock: Clock
) -> None:
    assert (anna.role, ben.role) == (Role.MEMBER, Role.MEMBER)
    code = await linking.owner_code()
    assert code.expires_at == clock.now + timedelta(minutes=5)
    guest = await people.met(DOOR, None, "9-9", "Anna")
    assert await refused(linking, guest, code.digits) is Refusal.GUEST
    taken = await linking.take(anna, code.digits)
    assert (taken.became_owner, taken.person.is_owner) == (True, True)
    assert (await people.met(DOOR, "certificate:aa11", "1-1", "Anna")).is_owner
    assert await refused(linking, ben, code.digits) is Refusal.WRONG


async def test_what_the_other_had_set_fills_what_was_not_set(
    linking: Linking, people: People, anna: Person, ben: Person, database: Database
) -> None:
    async with database.everybody("for a test") as session:
        await session.execute(
            update(tables.Person)
            .where(tables.Person.id == ben.id)
            .values(language="de", voice="b", mail="b@example.org")
        )
        await session.execute(update(tables.Person).where(tables.Person.id == anna.id).values(voice="a"))
    person = (await linking.take(ben, (await linking.ask(anna)).digits)).person
    assert (person.name, person.language, person.voice, person.mail) == ("Anna", "de", "a", "b@example.org")


async def test_of_two_facts_that_contradict_each_other_the_newer_is_current(
    linking: Linking, anna: Person, ben: Person, database: Database, clock: Clock
) -> None:
    for person, value, days in ((anna, "Rex", 2), (ben, "Bello", 1)):
        async with database.everybody("for a test") as session:
            session.add(fact(person, "dog", value, clock.now - timedelta(days=days)))
            session.add(fact(person, "cat", "Mia", clock.now - timedelta(days=days)))
    await linking.take(ben, (await linking.ask(anna)).digits)
    async with database.person(anna.id) as session:
        facts = (await session.scalars(select(tables.FactRow).order_by(tables.FactRow.told_at))).all()
    assert sorted((f.attribute, f.value, f.valid_until is None) for f in facts) == [
        ("cat", "Mia", True),
        ("dog", "Bello", True),
        ("dog", "Rex", False),
    ]


def fact(person: Person, attribute: str, value: str, told_at: object) -> tables.FactRow:
    return tables.FactRow(
        person_id=person.id,
        subject="me",
        attribute=attribute,
        value=value,
        value_key=value.lower(),
        is_single=True,
        text=f"the {attribute} is called {value}",
        quote=value,
        words=[],
        category="fact",
        importance=5,
        tags=[],
        learned_at=told_at,
        told_at=told_at,
    )
