"""What somebody says is done on the real stores, and what is answered follows from what was done."""

from __future__ import annotations

from sqlalchemy import func, select

from mumble_ai.assistant.actions import upkeep
from mumble_ai.storage.jobs import JobHandlers
from mumble_ai.storage.tables import DeedRow
from tests.integration.assistant.commands.conftest import Clock, House, Talker


async def talk(somebody: Talker, *exchanges: tuple[str, str | None]) -> None:
    """Says each sentence and compares the answer; a second passes between."""
    for said, expected in exchanges:
        somebody.house.clock.ahead(seconds=1)
        answer = await somebody.says(said)
        assert answer == expected, f"{said!r} was answered by {answer!r}"


async def test_an_appointment_is_kept_found_moved_cancelled_and_brought_back(ann: Talker) -> None:
    await talk(
        ann,
        ("Add lunch with Anna on Friday at ten to my calendar", "Lunch with Anna, on Friday at 10 am."),
        (
            "add dentist on Friday at 9:30 to my calendar",
            "Dentist, on Friday at 9:30 am. You also have Lunch with Anna at 10 am on Friday.",
        ),
        ("when is my dentist", "Dentist is on Friday at 9:30 am."),
        ("what's on on Friday", "You have 2 appointments: Dentist at 9:30 am and Lunch with Anna at 10 am."),
        ("am I free on Friday at 3", "Yes, you are free on Friday at 3 pm."),
        ("move the dentist to 4 pm", "Dentist is now on Friday at 4 pm."),
        ("push the dentist back by half an hour", "Dentist is now on Friday at 4:30 pm."),
        ("cancel the dentist", "Dentist, on Friday at 4:30 pm, is cancelled."),
        ("when is my dentist", "I find no Dentist in your calendar."),
        ("undo that", "Dentist is back in the calendar."),
        ("undo", "Dentist is back at its old time."),
        ("when is my dentist", "Dentist is on Friday at 4 pm."),
        ("what's my next appointment", "Lunch with Anna is on Friday at 10 am."),
    )


async def test_of_a_series_one_time_is_cancelled_and_all_of_it_only_after_a_yes(ann: Talker) -> None:
    await talk(
        ann,
        (
            "Add yoga every Tuesday at 6 pm to my calendar",
            "Yoga, tomorrow at 6 pm. It repeats every Tuesday at 6 pm.",
        ),
        ("cancel yoga", "Yoga, tomorrow at 6 pm, is cancelled. Only this one; the others stay."),
        ("when is my yoga", "Yoga is on Tuesday, November 3rd, at 6 pm."),
        ("cancel all my yoga appointments", "Shall I really cancel Yoga with all its times, every Tuesday at 6 pm?"),
        ("no", "All right, I leave it."),
        ("yes", None),
        ("cancel all my yoga appointments", "Shall I really cancel Yoga with all its times, every Tuesday at 6 pm?"),
        ("yes, please", "Yoga is cancelled with all its times."),
        ("when is my yoga", "I find no Yoga in your calendar."),
        ("undo that", "Yoga is back in the calendar."),
    )


async def test_what_is_missing_is_asked_for_and_the_next_words_complete_it(ann: Talker) -> None:
    await talk(
        ann,
        ("add the doctor to my calendar", "When is Doctor?"),
        ("on Thursday at 4", "Doctor, on Thursday at 4 pm."),
        ("Remind me to call Mum", "When shall I remind you?"),
        ("tomorrow at five", "I'll remind you tomorrow at 5 pm: Call Mum."),
        ("set a timer", "For how long?"),
        ("five minutes", "A timer for 5 minutes is running."),
        ("create an appointment", "What shall I put in the calendar?"),
        ("parents evening", "When is Parents evening?"),
        ("next Monday at eight in the evening", "Parents evening, on Monday, November 2nd, at 8 pm."),
        ("move the doctor", "Doctor is on Thursday at 4 pm. When shall I move it to?"),
        ("to five", "Doctor is now on Thursday at 5 pm."),
    )


async def test_a_question_is_dropped_when_the_person_speaks_of_something_else(ann: Talker) -> None:
    await talk(
        ann,
        ("Remind me to call Mum", "When shall I remind you?"),
        ("what is the capital of France", None),
        ("tomorrow at five", None),
        ("Remind me to call Mum", "When shall I remind you?"),
        ("never mind", "All right, I leave it."),
        ("tomorrow at five", None),
        ("Remind me to call Mum", "When shall I remind you?"),
    )
    ann.house.clock.ahead(minutes=5)
    assert await ann.says("tomorrow at five") is None
    assert await ann.says("what reminders do I have") == "There are no reminders set."


async def test_days_that_do_not_exist_or_are_over_are_asked_about(ann: Talker) -> None:
    await talk(
        ann,
        (
            "add a parents evening on February 30th to my calendar",
            "There is no such day. Which day do you mean?",
        ),
        ("remind me yesterday at five to call Mum", "That is over already. When shall it be?"),
    )


async def test_lists(ann: Talker) -> None:
    await talk(
        ann,
        ("Add milk, eggs and bread to my shopping list", "Milk, eggs and bread are on your shopping list."),
        ("add milk to my shopping list", "That was on your shopping list already: milk."),
        ("take milk off the shopping list", "Milk is off your shopping list."),
        ("tick off the eggs", "Eggs is done."),
        ("what's on my shopping list", "There is one thing on your shopping list: bread."),
        ("clear my shopping list", "Shall I really delete the one thing on your shopping list?"),
        ("do it", "Your shopping list is empty now."),
        ("undo that", "Everything is back on the list."),
        ("what's on my shopping list", "There is one thing on your shopping list: bread."),
        ("add a task to finish the report by Friday", "Finish the report is on your to-do list, due on Friday."),
        ("what do I have to do this week", "This week you have to do: finish the report."),
        ("what do I have to do today", "There is nothing to do today."),
    )


async def test_timers_and_alarms(ann: Talker, clock: Clock) -> None:
    await talk(
        ann,
        ("set a timer for ten minutes", "A timer for 10 minutes is running."),
        ("set a pizza timer for 20 minutes", "The pizza timer is running, for 20 minutes."),
    )
    clock.ahead(minutes=3, seconds=-3)
    await talk(
        ann,
        (
            "how much time is left",
            "There are 2 timers, with this time left: 7 minutes and 1 second and 17 minutes and 2 seconds for pizza.",
        ),
        ("stop the pizza timer", "The timer is stopped."),
        ("stop all timers", "The timer is stopped."),
        ("how much time is left on the timer", "There is no timer running."),
        ("wake me up at seven", "I'll wake you tomorrow at 7 am."),
        ("what alarms do I have", "There is one alarm, tomorrow at 7 am."),
        ("turn off the alarm", "The alarm is off."),
    )


async def test_reminders(ann: Talker) -> None:
    await talk(
        ann,
        ("snooze", "I have not reminded you of anything lately."),
        (
            "remind me to water the plants every day at 9 am",
            "I'll remind you tomorrow at 9 am: Water the plants. It repeats every day at 9 am.",
        ),
        ("remind me in ten minutes to check the oven", "I'll remind you today at 2:15 pm: Check the oven."),
        (
            "what reminders do I have",
            "There are 2 reminders: Check the oven today at 2:15 pm and Water the plants tomorrow at 9 am.",
        ),
        ("cancel the reminder to water the plants", "I won't remind you tomorrow at 9 am: Water the plants."),
        ("undo that", "The reminder is back: Water the plants."),
    )


async def test_several_in_one_sentence(ann: Talker) -> None:
    await talk(
        ann,
        (
            "Add milk to my shopping list and set a timer for ten minutes.",
            "Milk is on your shopping list. A timer for 10 minutes is running.",
        ),
        ("Add the dentist to my calendar on Friday at 3", "Dentist, on Friday at 3 pm."),
        (
            "cancel the dentist and remind me tomorrow at nine to call them",
            "Dentist, on Friday at 3 pm, is cancelled. I'll remind you tomorrow at 9 am: Call them.",
        ),
        ("undo", "I won't remind you of that: Call them. Dentist is back in the calendar."),
        ("remind me to buy flowers and add bread to my list", "Bread is on your to-do list. When shall I remind you?"),
        ("on Saturday at ten", "I'll remind you on Saturday at 10 am: Buy flowers."),
    )


async def test_what_is_remembered_is_answered_replaced_and_forgotten(ann: Talker, bob: Talker) -> None:
    await talk(
        ann,
        ("Remember that my dog is called Rex.", "I'll remember that your dog is called Rex."),
        ("what is my dog called", "Your dog is called Rex; you told me today."),
    )
    answer = await bob.says("what is my dog called")
    assert answer is not None
    assert "Rex" not in answer
    await talk(
        ann,
        (
            "remember that my dog is called Max",
            "I'll remember that your dog is called Max. Before, I knew: your dog is called Rex.",
        ),
        ("what is my dog called", "Your dog is called Max; you told me today."),
        ("forget about my dog", "I have forgotten that your dog is called Rex and Max."),
        ("what is my dog called", "I don't know what your dog is called; you haven't told me."),
        ("remember that I like tea", "I'll remember that you like tea."),
        ("forget that", "I have forgotten it."),
    )
    known = await ann.says("what do you know about me")
    assert known is not None
    assert "tea" not in known


async def test_a_person_is_spoken_to_as_they_like(ann: Talker) -> None:
    await talk(
        ann,
        ("call me Anna", "All right, Anna."),
        ("who am I", "You are Anna."),
        ("use the 24 hour clock", "From now on I use a clock of 24 hours."),
        ("what time is it", "It's 14:05."),
        ("set my time zone to New York", "Your time zone is now that of New York, where it's 09:05."),
        ("undo", "It is as it was before."),
        ("what time is it in Tokyo", "In Tokyo it's 22:05."),
        ("speak German", "Ab jetzt spreche ich Deutsch mit dir."),
        ("wie spät ist es", "Es ist 14:05 Uhr."),
    )


async def test_german(bob: Talker) -> None:
    bob.language = "de"
    await talk(
        bob,
        ("Trag am Freitag um halb zehn Zahnarzt in meinen Kalender ein", "Zahnarzt, am Freitag um 09:30 Uhr."),
        ("Nimm das 24 Stunden Format", "Ab jetzt sage ich die Zeit in 24 Stunden."),
        ("Wann ist mein Zahnarzt?", "Zahnarzt ist am Freitag um 09:30 Uhr."),
        ("Setz Milch und Brot auf die Einkaufsliste", "Milch und Brot stehen auf deiner Einkaufsliste."),
        ("Sag den Zahnarzt ab", "Zahnarzt, am Freitag um 09:30 Uhr, ist abgesagt."),
        ("Mach das rückgängig", "Zahnarzt steht wieder im Kalender."),
        ("Wie viele Tage sind es noch bis Weihnachten?", "Noch 60 Tage, das ist Freitag, dem 25. Dezember."),
    )


async def test_the_room(ann: Talker) -> None:
    await talk(
        ann,
        ("who is here", "Here are Bob, Cleo and you."),
        ("set the volume to 80 percent", "The volume is at 80 percent."),
        ("undo", "The volume is at 60 percent."),
        ("change your voice to Ryan", "This is the voice ryan."),
        ("use the voice Thor", "I have no voice Thor. There are amy, ryan and lessac."),
        ("switch to the butler persona", "All right, I am butler now."),
    )
    assert (ann.channel.volume, ann.channel.voice) == (60, "ryan")
    assert (await ann.context("")).person.voice == "ryan"


async def test_a_code_is_told_to_the_person_alone(ann: Talker, house: House) -> None:
    await talk(
        ann,
        (
            "link my phone",
            "I have sent you a code in a private message. Say it on the other side within five minutes.",
        ),
    )
    [letter] = ann.channel.letters
    code = "".join(character for character in letter.split(".")[0] if character.isdigit())
    other = Talker(house, "Ann", "certificate:cc33")
    answer = await other.says(f"my code is {code[:3]} {code[3:]}", private=True)
    assert answer == "Now I know who you are, Ann, here and there."
    assert (await other.context("")).person.id == (await ann.context("")).person.id


async def test_everything_is_forgotten_only_after_a_yes_of_the_same_person(ann: Talker, bob: Talker) -> None:
    question = "Shall I really forget you and everything I keep of you? That can't be undone."
    await talk(ann, ("remember that my dog is called Rex", "I'll remember that your dog is called Rex."))
    await talk(ann, ("forget me", question))
    assert await bob.says("yes") is None
    assert await ann.says("yes", private=True) is None, "a yes in private answers no question asked aloud"
    done = await ann.says("yes")
    assert done is not None
    assert done.startswith("I have forgotten you")
    answer = await ann.says("what is my dog called")
    assert answer is not None
    assert "Rex" not in answer


async def test_a_turn_that_comes_twice_is_done_once_also_after_a_restart(ann: Talker, house: House) -> None:
    said = "remind me tomorrow at five to call Mum and add milk to my shopping list"
    first = await ann.says(said, turn="a.1")
    again = await ann.says(said, turn="a.1")
    house.registry, house.commands = house.start()
    after = await ann.says(said, turn="a.1")
    assert first == again == after == "I'll remind you tomorrow at 5 pm: Call Mum. Milk is on your shopping list."
    person = (await ann.context("")).person
    assert len(await house.reminders.waiting(person)) == 1
    assert await ann.says("set a timer for ten minutes", turn="b.1") == await ann.says(
        "set a timer for ten minutes", turn="c.1"
    )
    assert len(await house.timers.waiting(person)) == 2, "the same words in another turn are meant again"


async def test_old_deeds_are_not_kept(ann: Talker, house: House) -> None:
    await ann.says("set a timer for ten minutes")
    house.clock.ahead(hours=2)
    assert await ann.says("undo") == "There is nothing that I could undo."
    handlers = JobHandlers()
    upkeep.register(handlers, house.deeds, now=house.clock)
    [nightly] = handlers.all()
    for days, kept in ((6, 1), (2, 0)):
        house.clock.ahead(days=days)
        await nightly.work()
        async with house.database.everybody("a test counts") as session:
            assert await session.scalar(select(func.count()).select_from(DeedRow)) == kept


async def test_what_is_not_in_the_calendar_may_have_been_told(ann: Talker) -> None:
    await talk(
        ann,
        (
            "remember that my birthday is on the 3rd of March",
            "I'll remember that your birthday is on the 3rd of March.",
        ),
        ("add the dentist to my calendar on Friday at 3", "Dentist, on Friday at 3 pm."),
        ("when is my dentist", "Dentist is on Friday at 3 pm."),
    )
    told = await ann.says("when is my birthday")
    assert told is not None
    assert "March" in told
    nothing = await ann.says("when is my graduation")
    assert nothing is not None
    assert "graduation" in nothing.casefold()
    assert await ann.says("when is the next full moon") is None


async def test_which_of_several_is_asked(ann: Talker) -> None:
    await talk(
        ann,
        ("add a meeting with Tom on Thursday at 10 to my calendar", "Meeting with Tom, on Thursday at 10 am."),
        ("add a meeting with Eva on Friday at 11 to my calendar", "Meeting with Eva, on Friday at 11 am."),
        (
            "cancel the meeting",
            "Which one: Meeting with Tom on Thursday at 10 am or Meeting with Eva on Friday at 11 am?",
        ),
        ("the one on Friday", "Meeting with Eva, on Friday at 11 am, is cancelled."),
        ("undo", "Meeting with Eva is back in the calendar."),
        ("cancel the meeting with Tom", "Meeting with Tom, on Thursday at 10 am, is cancelled."),
        ("set a timer for 5 minutes", "A timer for 5 minutes is running."),
        ("set a pasta timer for 9 minutes", "The pasta timer is running, for 9 minutes."),
        ("stop the timer", "Which timer: 4 minutes and 58 seconds or 8 minutes and 59 seconds for pasta?"),
        ("pasta", "The timer is stopped."),
    )
