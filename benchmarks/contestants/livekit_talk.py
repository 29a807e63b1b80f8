"""livekit-agents in its own environment: engines made from its own base classes, audio in memory.

`order["options"]`: "default" leaves every option of the session as it comes; "off" speaks text as it is and starts no
answer ahead. In both the waits after speech (`min_delay`, 0.3 or 0.5 s by default) are zero and nothing is recorded.
"""

import asyncio
import logging
import time
import uuid
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import course
import numpy as np
from livekit import rtc
from livekit.agents import Agent, AgentSession, inference, llm, stt, tts, vad
from livekit.agents.types import DEFAULT_API_CONNECT_OPTIONS
from livekit.agents.voice import io

RATE_HZ = 16_000
VOICE_RATE_HZ = 24_000
FRAME_SAMPLES = round(RATE_HZ * course.FRAME_S)
ANSWER = np.full(round(VOICE_RATE_HZ * course.ANSWER_S), 5000, np.int16).tobytes()


class LoudIsSpeech(vad.VAD):
    """Voice activity that costs nothing, in the chunks and with the thresholds in time of the framework's own."""

    def __init__(self) -> None:
        super().__init__(capabilities=vad.VADCapabilities(update_interval=course.FRAME_S))

    def stream(self) -> vad.VADStream:
        return _LoudStream(self)


class _LoudStream(vad.VADStream):
    START_S, END_S = 0.05, 0.25

    async def _main_task(self) -> None:
        self._frames: list[rtc.AudioFrame] = []
        self._samples, self._speech_s, self._silence_s, self._speaking = 0, 0.0, 0.0, False
        async for frame in self._input_ch:
            if isinstance(frame, self._FlushSentinel):
                self._frames, self._speech_s, self._silence_s, self._speaking = [], 0.0, 0.0, False
            else:
                self._take(frame, bool(np.abs(np.asarray(frame.data)).max() > 1600))

    def _take(self, frame: rtc.AudioFrame, is_loud: bool) -> None:
        self._samples += frame.samples_per_channel
        is_kept = is_loud or self._speaking
        self._speech_s = self._speech_s + course.FRAME_S if is_kept else 0.0
        self._silence_s = 0.0 if is_loud else self._silence_s + course.FRAME_S
        self._frames = [*self._frames, frame] if is_kept else []
        self._tell(vad.VADEventType.INFERENCE_DONE, [frame], is_loud)
        if not self._speaking and self._speech_s >= self.START_S:
            self._speaking = True
            self._tell(vad.VADEventType.START_OF_SPEECH, list(self._frames), is_loud)
        elif self._speaking and self._silence_s >= self.END_S:
            self._speaking = False
            self._tell(vad.VADEventType.END_OF_SPEECH, self._frames, is_loud)
            self._frames, self._speech_s = [], 0.0

    def _tell(self, kind: vad.VADEventType, frames: list[rtc.AudioFrame], is_loud: bool) -> None:
        event = vad.VADEvent(
            type=kind,
            samples_index=self._samples,
            timestamp=time.time(),
            speech_duration=self._speech_s,
            silence_duration=self._silence_s,
            frames=frames,
            probability=0.98 if is_loud else 0.02,
            speaking=self._speaking,
            raw_accumulated_silence=self._silence_s,
            raw_accumulated_speech=self._speech_s,
        )
        self._event_ch.send_nowait(event)


class Microphone(io.AudioInput):
    def __init__(self) -> None:
        super().__init__(label="memory")
        self._frames: asyncio.Queue[rtc.AudioFrame] = asyncio.Queue()

    def put(self, frame: bytes) -> None:
        self._frames.put_nowait(rtc.AudioFrame(frame, RATE_HZ, 1, FRAME_SAMPLES))

    async def __anext__(self) -> rtc.AudioFrame:
        return await self._frames.get()


class Speaker(io.AudioOutput):
    """Takes frames as fast as they come and says when they would have been played."""

    def __init__(self, timing: course.Timing) -> None:
        capabilities = io.AudioOutputCapabilities(pause=False)
        super().__init__(label="memory", capabilities=capabilities, sample_rate=VOICE_RATE_HZ)
        self._timing = timing
        self._pushed_s = 0.0

    async def capture_frame(self, frame: rtc.AudioFrame) -> None:
        await super().capture_frame(frame)
        if not self._pushed_s:
            self._timing.sound()
            self.on_playback_started(created_at=time.time())
        self._pushed_s += frame.duration

    def flush(self) -> None:
        super().flush()
        if self._pushed_s:
            asyncio.get_running_loop().call_later(self._pushed_s, self._finish, self._pushed_s)
            self._pushed_s = 0.0

    def clear_buffer(self) -> None:
        self.flush()

    def _finish(self, seconds: float) -> None:
        self.on_playback_finished(playback_position=seconds, interrupted=False)


class InstantStt(stt.STT):
    def __init__(self) -> None:
        super().__init__(capabilities=stt.STTCapabilities(streaming=False, interim_results=False))

    async def _recognize_impl(self, buffer: Any, *, language: Any = None, conn_options: Any = None) -> stt.SpeechEvent:
        data = stt.SpeechData(language="en", text="How are you doing today?")
        return stt.SpeechEvent(type=stt.SpeechEventType.FINAL_TRANSCRIPT, alternatives=[data])


class InstantLlm(llm.LLM):
    def chat(self, *, chat_ctx: Any, tools: Any = None, conn_options: Any = None, **_: Any) -> llm.LLMStream:
        return _LlmStream(self, chat_ctx=chat_ctx, tools=tools or [], conn_options=DEFAULT_API_CONNECT_OPTIONS)


class _LlmStream(llm.LLMStream):
    async def _run(self) -> None:
        delta = llm.ChoiceDelta(role="assistant", content="I am very well today.")
        self._event_ch.send_nowait(llm.ChatChunk(id=uuid.uuid4().hex, delta=delta))


class InstantTts(tts.TTS):
    def __init__(self) -> None:
        super().__init__(capabilities=tts.TTSCapabilities(streaming=False), sample_rate=VOICE_RATE_HZ, num_channels=1)

    def synthesize(self, text: str, *, conn_options: Any = DEFAULT_API_CONNECT_OPTIONS) -> tts.ChunkedStream:
        return _Sound(tts=self, input_text=text, conn_options=conn_options)


class _Sound(tts.ChunkedStream):
    async def _run(self, output_emitter: tts.AudioEmitter) -> None:
        output_emitter.initialize(
            request_id=uuid.uuid4().hex, sample_rate=VOICE_RATE_HZ, num_channels=1, mime_type="audio/pcm"
        )
        output_emitter.push(ANSWER)
        output_emitter.flush()


class Talk(course.Talker):
    """One agent session."""

    def __init__(self, order: dict[str, Any]) -> None:
        super().__init__()
        activity = inference.VAD(model="silero") if order["voice"] == "speech" else LoudIsSpeech()
        turns: dict[str, Any] = {"turn_detection": "vad", "endpointing": {"min_delay": 0.0, "max_delay": 0.0}}
        more: dict[str, Any] = {}
        if order["options"] == "off":
            turns["preemptive_generation"] = {"enabled": False}
            more = {"tts_text_transforms": None, "user_away_timeout": None, "aec_warmup_duration": None}
        self.session = AgentSession(
            stt=InstantStt(), vad=activity, llm=InstantLlm(), tts=InstantTts(), turn_handling=turns, **more
        )
        self._microphone = Microphone()
        self.session.input.audio = self._microphone
        self.session.output.audio = Speaker(self.timing)

    async def start(self) -> None:
        await self.session.start(Agent(instructions="You are friendly."), record=False)
        self.session.on("user_state_changed", self._on_state)

    def _on_state(self, event: Any) -> None:
        if event.old_state == "speaking":
            self.timing.end()

    def hear(self, frame: bytes, *, last: bool) -> None:
        self._microphone.put(frame)


@asynccontextmanager
async def open_talkers(count: int, order: dict[str, Any]) -> AsyncIterator[list[course.Talker]]:
    logging.disable(logging.CRITICAL)
    talks = [Talk(order) for _ in range(count)]
    await asyncio.gather(*(talk.start() for talk in talks))
    try:
        yield list(talks)
    finally:
        await asyncio.gather(*(talk.session.aclose() for talk in talks))


if __name__ == "__main__":
    course.main(open_talkers, RATE_HZ)
