"""pipecat-ai in its own environment: services made from its own base classes, a transport in memory.

`order["options"]`: "default" leaves every option of the pipeline worker as it comes and speaks whole sentences; "off"
has no observers, no turn tracking and no RTVI, and speaks tokens as they come. In both the wait after speech
(`user_speech_timeout`, 0.6 s by default) is zero.
"""

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import course
import numpy as np
from loguru import logger
from pipecat.audio.vad.silero import SileroVADAnalyzer
from pipecat.audio.vad.vad_analyzer import VADAnalyzer, VADParams, VADState
from pipecat.frames.frames import (
    InputAudioRawFrame,
    LLMContextFrame,
    LLMFullResponseEndFrame,
    LLMFullResponseStartFrame,
    OutputAudioRawFrame,
    StartFrame,
    TranscriptionFrame,
    TTSAudioRawFrame,
)
from pipecat.pipeline.pipeline import Pipeline
from pipecat.pipeline.worker import PipelineWorker
from pipecat.processors.aggregators.llm_context import LLMContext
from pipecat.processors.aggregators.llm_response_universal import LLMContextAggregatorPair, LLMUserAggregatorParams
from pipecat.services.llm_service import LLMService
from pipecat.services.settings import LLMSettings, STTSettings, TTSSettings
from pipecat.services.stt_service import SegmentedSTTService
from pipecat.services.tts_service import TextAggregationMode, TTSService
from pipecat.transports.base_input import BaseInputTransport
from pipecat.transports.base_output import BaseOutputTransport
from pipecat.transports.base_transport import TransportParams
from pipecat.turns.user_stop import SpeechTimeoutUserTurnStopStrategy
from pipecat.turns.user_turn_strategies import UserTurnStrategies
from pipecat.utils.time import time_now_iso8601
from pipecat.workers.runner import WorkerRunner

RATE_HZ = 16_000
VOICE_RATE_HZ = 24_000
ANSWER = np.full(round(VOICE_RATE_HZ * course.ANSWER_S), 5000, np.int16).tobytes()


class LoudIsSpeech(VADAnalyzer):
    """Voice activity that costs nothing, through the framework's own state machine."""

    def num_frames_required(self) -> int:
        return 512

    def voice_confidence(self, buffer: bytes) -> float:
        return 0.98 if np.abs(np.frombuffer(buffer, np.int16)).max() > 1600 else 0.02


def timed(analyzer: VADAnalyzer, timing: course.Timing) -> VADAnalyzer:
    """Notes when the analyzer finds that the speech is over."""
    analyze = analyzer.analyze_audio
    before = VADState.QUIET

    async def analyze_audio(buffer: bytes) -> VADState:
        nonlocal before
        state = await analyze(buffer)
        if state is VADState.QUIET and before in (VADState.SPEAKING, VADState.STOPPING):
            timing.end()
        before = state
        return state

    analyzer.analyze_audio = analyze_audio
    return analyzer


class Input(BaseInputTransport):
    async def start(self, frame: StartFrame) -> None:
        await super().start(frame)
        await self.set_transport_ready(frame)


class Output(BaseOutputTransport):
    """Takes frames in real time, like a sound card."""

    def __init__(self, params: TransportParams, timing: course.Timing) -> None:
        super().__init__(params)
        self._timing = timing
        self._due_s = 0.0

    async def start(self, frame: StartFrame) -> None:
        await super().start(frame)
        await self.set_transport_ready(frame)

    async def write_audio_frame(self, frame: OutputAudioRawFrame) -> bool:
        if any(frame.audio):
            self._timing.sound()
        now_s = time.perf_counter()
        self._due_s = max(self._due_s, now_s) + len(frame.audio) / 2 / frame.sample_rate
        await asyncio.sleep(self._due_s - now_s)
        return True


class InstantStt(SegmentedSTTService):
    def __init__(self) -> None:
        super().__init__(settings=STTSettings(model="instant", language=None), ttfs_p99_latency=0.0)

    async def run_stt(self, audio: bytes) -> AsyncIterator[TranscriptionFrame]:
        yield TranscriptionFrame("How are you doing today?", "guest", time_now_iso8601())


class InstantLlm(LLMService):
    def __init__(self) -> None:
        names = ("system_instruction", "temperature", "max_tokens", "top_p", "top_k", "frequency_penalty")
        more = ("presence_penalty", "seed", "filter_incomplete_user_turns", "user_turn_completion_config")
        super().__init__(settings=LLMSettings(model="instant", **dict.fromkeys((*names, *more))))

    async def process_frame(self, frame: Any, direction: Any) -> None:
        await super().process_frame(frame, direction)
        if not isinstance(frame, LLMContextFrame):
            await self.push_frame(frame, direction)
            return
        await self.push_frame(LLMFullResponseStartFrame())
        await self._push_llm_text("I am very well today.")
        await self.push_frame(LLMFullResponseEndFrame())


class InstantTts(TTSService):
    def __init__(self, mode: TextAggregationMode) -> None:
        super().__init__(
            text_aggregation_mode=mode,
            push_start_frame=True,
            push_stop_frames=True,
            sample_rate=VOICE_RATE_HZ,
            settings=TTSSettings(model="instant", voice="instant", language=None),
        )

    async def run_tts(self, text: str, context_id: str) -> AsyncIterator[TTSAudioRawFrame]:
        yield TTSAudioRawFrame(ANSWER, VOICE_RATE_HZ, 1, context_id=context_id)


class Talk(course.Talker):
    """One pipeline with its worker."""

    def __init__(self, order: dict[str, Any]) -> None:
        super().__init__()
        params = VADParams(min_volume=0.0)
        analyzer = SileroVADAnalyzer(params=params) if order["voice"] == "speech" else LoudIsSpeech(params=params)
        stop = SpeechTimeoutUserTurnStopStrategy(user_speech_timeout=0.0)
        user = LLMUserAggregatorParams(
            vad_analyzer=timed(analyzer, self.timing), user_turn_strategies=UserTurnStrategies(stop=[stop])
        )
        is_off = order["options"] == "off"
        context = LLMContextAggregatorPair(LLMContext(), user_params=user)
        transport = TransportParams(
            audio_in_enabled=True, audio_out_enabled=True, audio_out_10ms_chunks=2 if is_off else 4
        )
        self._input = Input(transport)
        stages = [
            self._input,
            InstantStt(),
            context.user(),
            InstantLlm(),
            InstantTts(TextAggregationMode.TOKEN if is_off else TextAggregationMode.SENTENCE),
            Output(transport, self.timing),
            context.assistant(),
        ]
        fewer = {"enable_turn_tracking": False, "enable_rtvi": False, "idle_timeout_secs": None} if is_off else {}
        self.worker = PipelineWorker(Pipeline(stages), **fewer)
        self.started = asyncio.Event()
        self.worker.add_event_handler("on_pipeline_started", self._on_started)

    async def _on_started(self, worker: Any, frame: Any) -> None:
        self.started.set()

    async def hear(self, frame: bytes, *, last: bool) -> None:
        await self._input.push_audio_frame(InputAudioRawFrame(frame, RATE_HZ, 1))


@asynccontextmanager
async def open_talkers(count: int, order: dict[str, Any]) -> AsyncIterator[list[course.Talker]]:
    logger.remove()
    runner = WorkerRunner(handle_sigint=False)
    talks = [Talk(order) for _ in range(count)]
    await runner.add_workers(*(talk.worker for talk in talks))
    running = asyncio.create_task(runner.run())
    await asyncio.gather(*(talk.started.wait() for talk in talks))
    try:
        yield list(talks)
    finally:
        await asyncio.gather(*(talk.worker.cancel() for talk in talks))
        running.cancel()
        await asyncio.gather(running, return_exceptions=True)


if __name__ == "__main__":
    course.main(open_talkers, RATE_HZ)
