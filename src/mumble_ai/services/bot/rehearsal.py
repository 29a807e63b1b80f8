"""The bot's talk without a Mumble server: for scenarios and replays, with the user's own settings."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from datetime import datetime

from mumble_ai.assistant.history import ShortTermMemory
from mumble_ai.assistant.mind import Assistant
from mumble_ai.assistant.persona import persona_of
from mumble_ai.conversation.cast import TalkObserver
from mumble_ai.conversation.ports import Door, Mind, Mouth, TurnEnds, VoiceActivity
from mumble_ai.conversation.speaking.mouth import EngineMouth
from mumble_ai.conversation.talk import Talk
from mumble_ai.llm.chain import build_chain
from mumble_ai.services.bot.mind import AssistantMind
from mumble_ai.services.bot.rooms import Rooms
from mumble_ai.services.bot.service import talk_policy
from mumble_ai.services.engines import load_stt, load_tts, open_turn_end, open_vad
from mumble_ai.settings import Settings
from mumble_ai.speech.contract import SttEngine
from mumble_ai.testkit.acting import RealParts
from mumble_ai.testkit.scenario import EnginePart


class Rehearsal:
    """Makes talks as the bot would hold them in a channel; a `TalkMaker`."""

    def __init__(self, settings: Settings, channel: str = "") -> None:
        self._settings = settings
        self._manners = Rooms(settings).manners(channel)

    def __call__(
        self,
        door: Door,
        stt: SttEngine,
        mind: Mind,
        mouth: Mouth,
        activity: Callable[[], VoiceActivity],
        observer: TalkObserver,
        turn_ends: TurnEnds | None,
        /,
    ) -> Talk:
        """A talk that has not begun."""
        judges = None if self._settings.turn_end_model == "off" else turn_ends
        policy = talk_policy(self._settings)
        return Talk(door, stt, mind, mouth, activity, observer, policy, turn_ends=judges, manners=lambda: self._manners)


@asynccontextmanager
async def real_parts(settings: Settings, wanted: frozenset[EnginePart]) -> AsyncGenerator[RealParts, None]:
    """Opens the engines of this machine that are wanted, inside this process; the language model is the bot's own.

    Raises:
        EngineUnavailable: One of them cannot be had.
    """
    async with AsyncExitStack() as open_things:
        stt = mind = mouth = activity = turn_ends = None
        if "ears" in wanted:
            activity = (await open_vad(settings)).session
            turn_ends = await open_turn_end(settings)
            if turn_ends is not None:
                open_things.push_async_callback(turn_ends.close)
        if "stt" in wanted:
            stt = await load_stt(settings)
            open_things.push_async_callback(stt.close)
        if "tts" in wanted:
            tts = await load_tts(settings)
            open_things.push_async_callback(tts.close)
            mouth = EngineMouth(tts, voice=settings.tts_voice, speed=settings.tts_speed)
        if "llm" in wanted:
            chain = build_chain(settings)
            open_things.push_async_callback(chain.close)
            memory = ShortTermMemory(settings.short_term_memory_limit)
            assistant = Assistant(chain, memory, persona_of(settings.bot_persona), lambda: datetime.now().astimezone())
            mind = AssistantMind(assistant)
        yield RealParts(stt, mind, mouth, activity, turn_ends)
