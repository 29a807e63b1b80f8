"""Turn ends: how often a speaker is cut off in a pause, and how long the end of a turn takes to be seen.

Recorded and synthetic speech with pauses in it is replayed through our policy, through plain silence at several lengths
and through Smart Turn alone, all on the same voice activity and the same verdicts. Nothing waits for real time.
"""

from __future__ import annotations

import asyncio
import os
import statistics
from collections import defaultdict
from collections.abc import Sequence
from typing import Final

from benchmarks.report import Row, arguments, conditions, emit, summary_ms
from benchmarks.stt import load_clips
from benchmarks.turn_taking.replay import Contestant, Heard, Listener, Outcome, replay
from benchmarks.turn_taking.takes import all_takes
from mumble_ai.audio.pcm import Float32
from mumble_ai.conversation.turn_taking.endpointing import Endpointing
from mumble_ai.conversation.turn_taking.pauses import PauseHabits
from mumble_ai.services.engines import load_stt, open_turn_end, open_vad
from mumble_ai.settings import EMBEDDED, load_settings

OURS: Final = Endpointing()
SMART_TURN_STOP_S: Final = 3.0
"""Silence that ends a turn whatever the model says, the default of pipecat's analyser."""
ALL: Final = "all"


def silence(seconds: float) -> Contestant:
    """Plain voice activity detection."""
    return Contestant(f"silence {seconds:g} s", Endpointing(silence_s=seconds, silence_max_s=max(1.5, seconds)))


CONTESTANTS: Final = (
    *(silence(seconds) for seconds in (0.3, 0.5, 0.8, 1.0, 1.2)),
    Contestant(
        "Smart Turn alone",
        Endpointing(
            silence_s=SMART_TURN_STOP_S,
            silence_max_s=SMART_TURN_STOP_S,
            complete_s=0.0,
            incomplete_s=SMART_TURN_STOP_S,
            complete_at=0.5,
            incomplete_at=0.499,
        ),
        listens=True,
    ),
    Contestant("ours, sound alone", OURS, listens=True),
    Contestant("ours, sound and words", OURS, listens=True, reads=True),
    Contestant("ours, and the speaker's habits", OURS, listens=True, reads=True, learns=True),
)


def main(argv: list[str] | None = None) -> None:
    """Runs the benchmark and prints its table."""
    options = arguments(__doc__).parse_args(argv)
    heard, judging_s = asyncio.run(listen())
    rows = measure(heard, judging_s)
    audio_s = sum(h.take.audio.size for h in heard) / 16_000
    where = conditions(
        takes=len(heard),
        audio_s=round(audio_s),
        verdicts=sum(len(h.verdicts) for h in heard),
        verdict_ms=round(judging_s * 1000, 1),
        voice_activity="Silero",
        recogniser="moonshine tiny",
        model="Smart Turn 3.2",
    )
    emit("turns", rows, where, as_json=options.json)


async def listen() -> tuple[list[Heard], float]:
    """Everything that can be heard in every take, and how long a verdict takes."""
    settings = load_settings({**os.environ, "WHISPER_URL": EMBEDDED, "STT_ENGINE": "moonshine"})
    model = await open_turn_end(settings)
    if model is None:
        raise SystemExit("there is nothing to measure with TURN_END_MODEL=off, or where the model can't be had")
    vad, stt = await asyncio.gather(open_vad(settings), load_stt(settings))

    async def read(audio: Float32) -> str:
        return (await stt.transcribe(audio, language="en")).text

    listener = Listener(vad, model.judge, read, OURS.pause_s)
    clips = {name: audio for name, (audio, text) in load_clips().items() if text}
    try:
        heard = [await listener.hear(take) for take in all_takes(clips)]
    finally:
        await model.close()
        await stt.close()
    return heard, statistics.median(listener.took_s)


def measure(heard: Sequence[Heard], judging_s: float) -> list[Row]:
    """One row a contestant and kind of speech, the sum of all first."""
    rows: list[Row] = []
    for kind in (ALL, *dict.fromkeys(h.take.kind for h in heard)):
        for contestant in CONTESTANTS:
            outcome = Outcome()
            habits: defaultdict[str, PauseHabits] = defaultdict(PauseHabits)
            for one in heard:
                if kind in (ALL, one.take.kind):
                    known = habits[one.take.speaker]
                    habits[one.take.speaker] = replay(one, contestant, known, judging_s, outcome)
            rows.append(row(contestant.name, kind, outcome))
    return rows


def row(name: str, kind: str, outcome: Outcome) -> Row:
    """The figures of one contestant."""
    delays = {key: round(ms) for key, ms in summary_ms(outcome.delays_s).items()}
    return {
        "speech": kind,
        "ends by": name,
        "pauses": outcome.pauses,
        "cut_off_percent": round(100 * outcome.cut / outcome.pauses, 1) if outcome.pauses else None,
        "turns": outcome.takes,
        "turns_cut_percent": round(100 * outcome.spoilt / outcome.takes, 1),
        **delays,
        "made_in_vain": outcome.made_in_vain,
    }


if __name__ == "__main__":
    main()
