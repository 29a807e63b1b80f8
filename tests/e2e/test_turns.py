"""Who speaks when: turns, interruptions and people beside each other, on a real Mumble server with real engines."""

from __future__ import annotations

import asyncio
import itertools
import re
from collections.abc import AsyncIterator

import numpy as np
import pytest

from mumble_ai.audio.pcm import VOICE_RATE_HZ, Int16
from mumble_ai.mumble import ClientConfig, MumbleClient, UserChanged
from mumble_ai.mumble.wire import mumble_pb2 as wire
from mumble_ai.testkit.noises import sound
from tests.e2e.conftest import ANSWER, BOT
from tests.integration.mumble.network import make_channel, until
from tests.support.guest import Frame, Guest, NotHeard, pcm_of
from tests.support.scripted_llm import Messages, ScriptedLlm, last_said
from tests.support.sound import spoken, words
from tests.support.stack import Stack

ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
STORY = " ".join(f"The {ordinal} flower is very beautiful." for ordinal in ORDINALS)
SHORT_STORY = " ".join(f"The {ordinal} flower is very beautiful." for ordinal in ORDINALS[:3])
OPEN = "The garden gate is open."

pytestmark = pytest.mark.timeout(180)


@pytest.fixture
async def anna(stack: Stack, llm: ScriptedLlm) -> AsyncIterator[Guest]:
    async with Guest(stack.mumble_port, "Anna") as guest:
        await guest.meet(BOT)
        yield guest


@pytest.fixture
async def robert(stack: Stack, llm: ScriptedLlm) -> AsyncIterator[Guest]:
    async with Guest(stack.mumble_port, "Robert") as guest:
        await guest.meet(BOT)
        yield guest


def quiet(seconds: float) -> Int16:
    """What an open microphone sends while nobody speaks: faint hiss."""
    hiss = np.random.default_rng(3).normal(0, 4, round(seconds * VOICE_RATE_HZ))
    return hiss.astype(np.int16)


def in_order(text: str) -> list[str]:
    """The ordinals of a story as they were heard; a word in which the voice paused is heard again and counts once."""
    found = [word for word in re.findall(r"[a-z]+", text.lower()) if word in ORDINALS]
    return [word for word, _ in itertools.groupby(found)]


def hesitant(text: str, pause_s: float) -> Int16:
    """A sentence spoken in one go, with a pause where it is quietest in its second third."""
    voice = spoken(text, quiet_s=0.0)
    step = round(0.02 * VOICE_RATE_HZ)
    loudness = [float(np.abs(voice[at : at + step]).mean()) for at in range(0, voice.size, step)]
    third = len(loudness) // 3
    cut = (third + int(np.argmin(loudness[third : 2 * third]))) * step
    return np.concatenate([voice[:cut], quiet(pause_s), voice[cut:]])


async def order(guest: Guest, text: str) -> None:
    """Tells the voice something and lets it say what it has to say to that."""
    ordered_s = await guest.say(spoken(text))
    if not await silent(guest, ordered_s, 2.0):
        await guest.hear(BOT, after_s=ordered_s)


async def text_of(stack: Stack, frames: list[Frame]) -> str:
    return await asyncio.to_thread(stack.transcribe, pcm_of(frames))


async def silent(guest: Guest, since_s: float, for_s: float) -> bool:
    """Whether the bot says nothing to this guest for a while from a moment on."""
    try:
        await guest.first_heard(BOT, after_s=since_s, within_s=for_s)
    except NotHeard:
        return True
    return False


def told(llm: ScriptedLlm, about: str) -> str:
    """What the newest prompt says that the assistant said last with this word in it."""
    messages = llm.requests[-1]["messages"]
    said = (str(m["content"]) for m in reversed(messages) if m["role"] == "assistant")
    return next(text for text in said if about in text)


async def test_an_interruption_stops_the_voice_and_only_words_played_are_remembered(
    stack: Stack, llm: ScriptedLlm, anna: Guest
) -> None:
    llm.answer = lambda messages: STORY
    words_over_it = spoken("Please tell me about the garden gate instead.", quiet_s=0.0)
    asked_s = await anna.say(spoken("Tell me about the flowers."))
    await anna.first_heard(BOT, after_s=asked_s)
    await asyncio.sleep(3.0)  # some of the story is played
    llm.answer = lambda messages: ANSWER
    before = len(llm.requests)
    onset_s = asyncio.get_running_loop().time()
    ended_s = await anna.say(words_over_it)
    assert await asyncio.to_thread(llm.wait_for, lambda server: len(server.requests) > before)
    answer = await anna.hear(BOT, after_s=ended_s)
    assert words("garden gate open") <= words(await text_of(stack, answer))

    story = anna.heard_between(BOT, asked_s, ended_s)
    after_s = [frame.at_s - onset_s for frame in story if frame.at_s > onset_s]
    pauses = [at_s for at_s, next_s in itertools.pairwise([*after_s, ended_s - onset_s]) if next_s - at_s > 0.2]
    assert pauses[0] < 0.6, "the voice went on while somebody spoke over it"
    assert len(after_s) * 0.02 < 1.2, "it came back although there were words"
    played = in_order(await text_of(stack, story))
    remembered = told(llm, "flower").removesuffix("…").strip()
    assert STORY.startswith(remembered), remembered
    assert len(in_order(remembered)) in (len(played) - 1, len(played)), f"played {played}, remembered {remembered!r}"


@pytest.mark.parametrize("interjection", ["cough", "yeah", "keyboard"])
async def test_what_is_no_interruption_does_not_end_the_answer(
    stack: Stack, llm: ScriptedLlm, anna: Guest, interjection: str
) -> None:
    llm.answer = lambda messages: SHORT_STORY
    heard_while = spoken("Yeah.") if interjection == "yeah" else sound(interjection, 0.8)
    asked_s = await anna.say(spoken("Tell me about the flowers."))
    await anna.first_heard(BOT, after_s=asked_s)
    await asyncio.sleep(1.5)
    await anna.say(heard_while)
    whole = await anna.hear(BOT, after_s=asked_s, quiet_s=2.0)
    assert in_order(await text_of(stack, whole)) == list(ORDINALS[:3]), "each sentence is heard once"
    assert {last_said(body["messages"]) for body in llm.requests} == {last_said(llm.requests[0]["messages"])}


async def test_two_who_ask_at_once_are_both_answered_in_order_and_by_name(
    stack: Stack, llm: ScriptedLlm, anna: Guest, robert: Guest
) -> None:
    def answer(messages: Messages) -> str:
        return "Apples are red." if "apples" in last_said(messages).lower() else "The sky is blue."

    llm.answer = answer
    apples, sky = spoken("What is the colour of apples?"), spoken("What is the colour of the sky today?")
    begin_s = asyncio.get_running_loop().time()
    await asyncio.gather(anna.say(apples), robert.say(np.concatenate([quiet(0.3), sky])))
    heard = await anna.hear(BOT, after_s=begin_s, quiet_s=3.0)
    text = (await text_of(stack, heard)).lower()
    assert words("apples red sky blue") <= words(text), text
    assert words("anna robert") <= words(text), text
    assert text.index("anna") < text.index("apples") < text.index("robert") < text.index("sky"), text


async def test_the_voice_does_not_stutter_while_somebody_else_is_heard(
    stack: Stack, llm: ScriptedLlm, anna: Guest, robert: Guest
) -> None:
    llm.answer = lambda messages: STORY if "flowers" in last_said(messages) else OPEN
    other_question = spoken("Good evening. Is the garden gate open, or is it closed today?")
    asked_s = await anna.say(spoken("Tell me about the flowers."))
    await anna.first_heard(BOT, after_s=asked_s)
    ended_s = await robert.say(other_question)
    story = [frame.at_s for frame in anna.frames[BOT] if asked_s < frame.at_s <= ended_s]
    assert len(story) > 100, "somebody who is not answered stopped the story"
    assert max(later - sooner for sooner, later in itertools.pairwise(story)) < 0.15
    await order(anna, "Stop.")


async def test_somebody_who_thinks_in_mid_sentence_is_not_cut_off(stack: Stack, llm: ScriptedLlm, anna: Guest) -> None:
    question = hesitant("I would like to know whether the garden gate is open.", pause_s=0.9)
    begin_s = asyncio.get_running_loop().time()
    saying = asyncio.create_task(anna.say(np.concatenate([question, quiet(2.0)]), end=False))
    heard = await anna.hear(BOT, after_s=begin_s)
    await saying
    assert next(frame.at_s for frame in heard if frame.audible) > begin_s + question.size / VOICE_RATE_HZ, "cut off"
    assert words("know whether garden gate open") <= words(last_said(llm.requests[-1]["messages"]))
    assert await silent(anna, heard[-1].at_s, 2.0), "the half sentence was answered as well"


async def test_digits_with_pauses_are_one_turn(stack: Stack, llm: ScriptedLlm, anna: Guest) -> None:
    parts = ("My number is five five five", "one two three", "four seven eight nine.")
    saying = [part for text in parts for part in (spoken(text), quiet(0.7))]
    begin_s = asyncio.get_running_loop().time()
    speech_s = sum(part.size for part in saying[:-1]) / VOICE_RATE_HZ
    speaking = asyncio.create_task(anna.say(np.concatenate([*saying, quiet(2.0)]), end=False))
    heard = await anna.hear(BOT, after_s=begin_s)
    await speaking
    assert next(frame.at_s for frame in heard if frame.audible) > begin_s + speech_s - 0.3, "cut off"
    asked = last_said(llm.requests[-1]["messages"]).lower()
    digits = "".join(letter for letter in asked if letter.isdigit())
    spelled = words("five one two three four seven eight nine")
    assert digits.endswith("5551234789") or spelled <= words(asked), asked


@pytest.fixture
async def loudspeaker(stack: Stack, llm: ScriptedLlm) -> AsyncIterator[Guest]:
    """Somebody whose open microphone hears what the loudspeaker plays, 150 ms later and 10 dB lower."""
    heard: asyncio.Queue[Int16] = asyncio.Queue()
    async with Guest(
        stack.mumble_port, "Robert", on_voice=lambda name, pcm: heard.put_nowait(pcm) if name == BOT else None
    ) as guest:
        await guest.meet(BOT)

        async def echo() -> None:
            voice = guest.client.voice()
            while True:
                await voice.write(quiet(0.02))
                first = await heard.get()
                for _ in range(7):
                    await voice.write(quiet(0.02))
                await voice.write((first * 0.3).astype(np.int16))
                while True:
                    try:
                        async with asyncio.timeout(1.0):
                            pcm = await heard.get()
                    except TimeoutError:
                        break
                    await voice.write((pcm * 0.3).astype(np.int16) + quiet(0.02))
                await voice.end()

        echoing = asyncio.create_task(echo())
        yield guest
        echoing.cancel()
        await asyncio.gather(echoing, return_exceptions=True)


async def test_the_bot_does_not_take_its_own_voice_for_a_question(
    stack: Stack, llm: ScriptedLlm, anna: Guest, loudspeaker: Guest
) -> None:
    llm.answer = lambda messages: SHORT_STORY
    asked_s = await anna.say(spoken("Tell me about the flowers."))
    whole = await anna.hear(BOT, after_s=asked_s, quiet_s=3.0)
    echoed = [frame for frame in anna.frames.get("Robert", ()) if frame.audible]
    assert len(echoed) > 100, "the loudspeaker played nothing"
    assert in_order(await text_of(stack, whole)) == list(ORDINALS[:3])
    assert {last_said(body["messages"]) for body in llm.requests} == {last_said(llm.requests[0]["messages"])}


async def test_stop_ends_the_answer_and_asks_no_model(stack: Stack, llm: ScriptedLlm, anna: Guest) -> None:
    llm.answer = lambda messages: STORY
    stop = spoken("Stop.")
    asked_s = await anna.say(spoken("Tell me about the flowers."))
    await anna.first_heard(BOT, after_s=asked_s)
    await asyncio.sleep(1.0)
    before = len(llm.requests)
    stopped_s = await anna.say(stop)
    assert await silent(anna, stopped_s + 1.0, 3.0)
    assert len(llm.requests) == before


async def test_repeat_says_the_answer_again_and_asks_no_model(stack: Stack, llm: ScriptedLlm, anna: Guest) -> None:
    llm.answer = lambda messages: OPEN
    await anna.hear(BOT, after_s=await anna.say(spoken("Is the garden gate open?")))
    before = len(llm.requests)
    again = await anna.hear(BOT, after_s=await anna.say(spoken("Say that again.")))
    assert words("garden gate open") <= words(await text_of(stack, again))
    assert len(llm.requests) == before


async def test_quieter_is_quieter_until_it_is_made_louder(stack: Stack, llm: ScriptedLlm, anna: Guest) -> None:
    llm.answer = lambda messages: OPEN

    async def level() -> float:
        asked_s = await anna.say(spoken("Is the garden gate open?"))
        frames = await anna.hear(BOT, after_s=asked_s)
        return float(np.sqrt(np.mean(pcm_of(frames).astype(np.float64) ** 2)))

    before = await level()
    await order(anna, "Quieter.")
    try:
        assert await level() < before * 0.8
    finally:
        await order(anna, "Louder.")
    assert len(llm.requests) == 2, "a model was asked about the volume"


async def test_a_whispered_question_is_answered_by_whisper_alone(
    stack: Stack, llm: ScriptedLlm, anna: Guest, robert: Guest
) -> None:
    before_s = asyncio.get_running_loop().time()
    asked_s = await anna.say(spoken("Is the garden gate open?"), whisper_to=BOT)
    heard = await anna.hear(BOT, after_s=asked_s)
    assert words("garden gate open close") <= words(await text_of(stack, heard))
    assert all(frame.whispered for frame in heard)
    assert not robert.heard_between(BOT, before_s, asyncio.get_running_loop().time()), "somebody else heard it"


async def test_the_first_word_is_never_lost(llm: ScriptedLlm, anna: Guest) -> None:
    llm.answer = lambda messages: OPEN
    for question in ("Gardens have gates, are they open?", "Open the gate for me."):
        asked_s = await anna.say(spoken(question, quiet_s=0.0))
        await anna.hear(BOT, after_s=asked_s)
        assert question.split()[0].lower() in words(last_said(llm.requests[-1]["messages"])), question


async def test_a_minute_of_noise_gives_no_word_and_no_answer(llm: ScriptedLlm, stack: Stack) -> None:
    kinds = ("music", "breath", "keyboard", "cough")
    begin_s = asyncio.get_running_loop().time()
    async with asyncio.TaskGroup() as people:
        for kind in kinds:
            people.create_task(be_noisy(stack, kind))
    async with Guest(stack.mumble_port, "Anna") as anna:
        assert await silent(anna, begin_s, 3.0)
    assert llm.requests == []


async def be_noisy(stack: Stack, kind: str) -> None:
    """15 s of one kind of noise from one person; several together make a minute."""
    async with Guest(stack.mumble_port, f"Noisy-{kind}") as guest:
        await guest.meet(BOT)
        begin_s = asyncio.get_running_loop().time()
        await guest.say(sound(kind, 15.0), end=False)
        assert not guest.heard_between(BOT, begin_s, asyncio.get_running_loop().time()), kind


@pytest.fixture
async def library(stack: Stack) -> AsyncIterator[None]:
    """The bot is in the channel "Library", where it answers to its name only, until the test is over."""
    password = (stack.home / "secrets" / "mumble-superuser-password").read_text().strip()
    config = ClientConfig("127.0.0.1", stack.mumble_port, "SuperUser", password=password)
    async with MumbleClient(config) as admin:
        root = admin.state.me.channel_id
        bot = next(user for user in admin.state.users.values() if user.name == BOT)
        for channel in (await make_channel(admin, "Library"), root):
            events = admin.events()
            assert admin._link is not None
            admin._link.send(wire.UserState(session=bot.session, channel_id=channel))
            await until(events, UserChanged, lambda event: event.user.name == BOT)
            if channel != root:
                yield


async def test_where_it_is_set_only_who_names_the_bot_is_answered(
    stack: Stack, llm: ScriptedLlm, library: None, anna: Guest, robert: Guest
) -> None:
    for guest in (anna, robert):
        await guest.client.join("Library")
    begin_s = await anna.say(spoken("Is the garden gate open?"))
    assert await silent(anna, begin_s, 3.5), "a bystander was answered"
    asked_s = await anna.say(spoken("Computer, is the garden gate open?"))
    await anna.hear(BOT, after_s=asked_s)
    assert words("garden gate") <= words(last_said(llm.requests[-1]["messages"]))
