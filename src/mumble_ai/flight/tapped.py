"""The parts of a talk with a `FlightTap` listening in: each does what the part behind it does."""

from __future__ import annotations

from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import aclosing
from typing import cast

from mumble_ai.audio.pcm import Float32, Int16
from mumble_ai.conversation.ports import Door, DoorEvent, Mind, Mouth, Participant, Utterance, VoiceHeard
from mumble_ai.conversation.turn import Part
from mumble_ai.flight.tap import FlightTap
from mumble_ai.speech.contract import SttEngine, SttInfo, SttStream, Transcript


class TappedDoor:
    """A door, listened in on."""

    def __init__(self, door: Door, tap: FlightTap) -> None:
        self._door = door
        self._tap = tap

    async def events(self) -> AsyncIterator[DoorEvent]:
        """See `Door.events`."""
        async for event in self._door.events():
            if isinstance(event, VoiceHeard):
                self._tap.hear(event)
            yield event

    async def play(self, frame: Int16, *, to: Participant | None = None) -> None:
        """See `Door.play`."""
        await self._door.play(frame, to=to)

    async def can_whisper(self, to: Participant) -> bool:
        """See `Door.can_whisper`."""
        return await self._door.can_whisper(to)

    async def end_playing(self) -> None:
        """See `Door.end_playing`."""
        await self._door.end_playing()

    async def send_text(self, text: str, *, to: Participant | None = None) -> None:
        """See `Door.send_text`."""
        await self._door.send_text(text, to=to)


class TappedStt:
    """An engine that hears, listened in on."""

    def __init__(self, engine: SttEngine, tap: FlightTap) -> None:
        self._engine = engine
        self._tap = tap

    @property
    def info(self) -> SttInfo:
        """See `SttEngine.info`."""
        return self._engine.info

    async def transcribe(self, audio: Float32, *, language: str | None = None, words: bool = False) -> Transcript:
        """See `SttEngine.transcribe`."""
        call = self._tap.begin(Part.STT)
        self._tap.complete(call)
        try:
            transcript = await self._engine.transcribe(audio, language=language, words=words)
        except Exception as error:
            call.error = str(error) or type(error).__name__
            raise
        finally:
            self._tap.done(call)
        call.text, call.no_speech_probability = transcript.text, transcript.no_speech_probability
        return transcript

    def stream(self, *, language: str | None = None) -> SttStream:
        """See `SttEngine.stream`."""
        return TappedStream(self._engine.stream(language=language), self._tap)

    async def close(self) -> None:
        """See `SttEngine.close`."""
        await self._engine.close()


class TappedStream:
    """One utterance being heard, listened in on."""

    def __init__(self, stream: SttStream, tap: FlightTap) -> None:
        self._stream = stream
        self._tap = tap
        self._call = tap.begin(Part.STT)
        self._so_far = ""

    async def feed(self, audio: Float32) -> str:
        """See `SttStream.feed`."""
        text = await self._stream.feed(audio)
        if text != self._so_far:
            self._so_far = text
            self._tap.piece(self._call, text)
        return text

    async def finish(self) -> Transcript:
        """See `SttStream.finish`."""
        call = self._call
        self._tap.complete(call)
        try:
            transcript = await self._stream.finish()
        except Exception as error:
            call.error = str(error) or type(error).__name__
            raise
        finally:
            self._tap.done(call)
        call.text, call.no_speech_probability = transcript.text, transcript.no_speech_probability
        return transcript

    async def abandon(self) -> None:
        """See `SttStream.abandon`."""
        await self._stream.abandon()


class TappedMind:
    """A mind, listened in on."""

    def __init__(self, mind: Mind, tap: FlightTap) -> None:
        self._mind = mind
        self._tap = tap

    def expect(self, participant: Participant) -> None:
        """See `Mind.expect`."""
        self._mind.expect(participant)

    async def answer(self, utterance: Utterance) -> AsyncGenerator[str, None]:
        """See `Mind.answer`."""
        call = self._tap.begin(Part.LLM, asked=utterance.text, owner=utterance.turn_id)
        try:
            pieces = cast("AsyncGenerator[str, None]", self._mind.answer(utterance))
            async with aclosing(pieces):
                async for piece in pieces:
                    self._tap.done(call)
                    self._tap.piece(call, piece)
                    yield piece
        except Exception as error:
            call.error = str(error) or type(error).__name__
            raise
        finally:
            self._tap.done(call)

    def never_mind(self, participant: Participant) -> None:
        """See `Mind.never_mind`."""
        self._mind.never_mind(participant)

    def remember(self, utterance: Utterance, heard: str, *, interrupted: bool) -> None:
        """See `Mind.remember`."""
        self._mind.remember(utterance, heard, interrupted=interrupted)


class TappedMouth:
    """A mouth, listened in on."""

    def __init__(self, mouth: Mouth, tap: FlightTap) -> None:
        self._mouth = mouth
        self._tap = tap

    @property
    def speed(self) -> float:
        """See `Mouth.speed`."""
        return self._mouth.speed

    @speed.setter
    def speed(self, speed: float) -> None:
        self._mouth.speed = speed

    async def language(self) -> str:
        """See `Mouth.language`."""
        return await self._mouth.language()

    async def speak(self, clause: str, *, voice: str = "") -> AsyncGenerator[Int16, None]:
        """See `Mouth.speak`."""
        call = self._tap.begin(Part.TTS, asked=clause)
        try:
            chunks = cast("AsyncGenerator[Int16, None]", self._mouth.speak(clause, voice=voice))
            async with aclosing(chunks):
                async for chunk in chunks:
                    self._tap.done(call)
                    call.samples += chunk.size
                    yield chunk
        except Exception as error:
            call.error = str(error) or type(error).__name__
            raise
        finally:
            self._tap.done(call)
