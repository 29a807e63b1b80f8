"""Sound that carries words, and microphones that send like real clients."""

from __future__ import annotations

import asyncio

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mumble_ai.audio.pcm import VOICE_RATE_HZ, Float32, Int16, to_float
from mumble_ai.audio.resample import Int16Resampler
from mumble_ai.conversation.ports import VoiceHeard
from mumble_ai.testkit import ALICE, in_virtual_time
from mumble_ai.testkit.noises import SOUNDS, sound
from mumble_ai.testkit.room import ECHO_DELAY_S, GATE_HOLD_S, Microphone, MicrophoneOf, Room
from mumble_ai.testkit.wordcode import WORD_S, Lexicon, WordActivity, WordReader, WordTurnEnds, speak

CHUNK = 512


def at_16k(pcm: Int16) -> Float32:
    resampler = Int16Resampler(VOICE_RATE_HZ, 16_000)
    pieces = [resampler.feed(pcm[start : start + 960]) for start in range(0, pcm.size, 960)]
    return to_float(np.concatenate([*pieces, resampler.flush()]))


def read(pcm: Int16, lexicon: Lexicon) -> str:
    reader = WordReader(lexicon)
    reader.feed(at_16k(pcm))
    return reader.finish()


@settings(max_examples=40, deadline=None)
@given(st.lists(st.text("abcdefghij'?!.", min_size=1, max_size=8), min_size=1, max_size=30))
def test_the_words_that_are_spoken_are_read(words: list[str]) -> None:
    lexicon = Lexicon()
    for number in range(300):
        lexicon.number(f"other{number}")
    assert read(speak(" ".join(words), lexicon), lexicon) == " ".join(words)


def test_a_word_that_is_clipped_is_lost_and_the_others_stay() -> None:
    lexicon = Lexicon()
    pcm = speak("one two three", lexicon)
    assert read(pcm[round(0.18 * VOICE_RATE_HZ) :], lexicon) == "two three"
    assert read(pcm[: -round(0.26 * VOICE_RATE_HZ)], lexicon) == "one two"


def test_words_are_read_at_any_speed_of_the_voice_and_softly_too() -> None:
    lexicon = Lexicon()
    for speed in (0.5, 1.0, 1.8):
        assert read(speak("one two three", lexicon, speed), lexicon) == "one two three"
    assert read((speak("one two three", lexicon) * 0.4).astype(np.int16), lexicon) == "one two three"


def test_a_pause_is_as_long_as_told() -> None:
    lexicon = Lexicon()
    pcm = speak("one [1.5] two", lexicon)
    assert pcm.size / VOICE_RATE_HZ == pytest.approx(1.5 + 2 * WORD_S, abs=0.001)
    assert read(pcm, lexicon) == "one two"


@pytest.mark.parametrize("name", SOUNDS)
def test_noises_carry_no_words_and_only_a_throat_sounds_like_voice(name: str) -> None:
    lexicon = Lexicon()
    for number in range(3000):
        lexicon.number(str(number))
    pcm = sound(name, 8.0)
    assert read(pcm, lexicon) == ""
    audio, activity = at_16k(pcm), WordActivity()
    voiced = [activity.probability(audio[n : n + CHUNK]) > 0.5 for n in range(0, audio.size - CHUNK, CHUNK)]
    assert any(voiced) == (name in ("cough", "laughter"))
    assert np.array_equal(pcm, sound(name, 8.0)), "the same each time"


@in_virtual_time
async def test_a_full_stop_completes_a_sentence() -> None:
    lexicon = Lexicon()
    judge = WordTurnEnds(lexicon)
    whole = await judge.probability(at_16k(speak("I am done.", lexicon)))
    part = await judge.probability(at_16k(speak("I am", lexicon)))
    assert whole is not None
    assert part is not None
    assert whole > 0.5 > part
    assert await judge.probability(np.zeros(16_000, np.float32)) is None


async def sent(kind: Microphone, text: str, *, echo: float = 0.0) -> list[VoiceHeard]:
    room = Room(Lexicon())
    microphone = MicrophoneOf(ALICE, kind, room, echo)
    running = asyncio.create_task(microphone.run())
    if text:
        await microphone.send(speak(text, Lexicon()))
    else:
        for _ in range(25):
            await room.play(np.full(960, 20_000, np.int16))
    await asyncio.sleep(1.0)
    running.cancel()
    await asyncio.gather(running, return_exceptions=True)
    room.close()
    return [event async for event in room.events() if isinstance(event, VoiceHeard)]


@in_virtual_time
async def test_push_to_talk_sends_pauses_too_and_ends_with_the_key() -> None:
    frames = await sent("push-to-talk", "one [1.0] two")
    assert [frame.ended for frame in frames] == [False] * (len(frames) - 1) + [True]
    assert len(frames) * 0.02 == pytest.approx(1.0 + 2 * WORD_S, abs=0.03)


@in_virtual_time
async def test_a_voice_activated_client_holds_its_gate_and_closes_it_in_a_pause() -> None:
    frames = await sent("voice-activated", "one [1.0] two")
    assert [frame.ended for frame in frames].count(True) == 2
    assert len(frames) * 0.02 == pytest.approx(2 * (0.25 + GATE_HOLD_S), abs=0.1)


@in_virtual_time
async def test_an_open_microphone_never_ends() -> None:
    frames = await sent("open", "one")
    assert not any(frame.ended for frame in frames)
    assert len(frames) * 0.02 == pytest.approx(1.0 + WORD_S, abs=0.05)


@in_virtual_time
async def test_a_loudspeaker_comes_back_softer_and_later() -> None:
    frames = await sent("voice-activated", "", echo=0.3)
    loud = [frame for frame in frames if np.abs(frame.pcm).max() > 1000]
    assert int(np.abs(loud[0].pcm).max()) == 6000
    assert loud[0].at_s - 1000.0 == pytest.approx(ECHO_DELAY_S, abs=0.021)
    assert 0.4 < len(loud) * 0.02 <= 0.52
