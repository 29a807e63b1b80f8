"""Takes changed settings up while the bot talks: nobody is cut off, and what is said next follows them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from mumble_ai.assistant.mind import Assistant
from mumble_ai.assistant.persona import persona_of
from mumble_ai.assistant.personas.personas import Personas
from mumble_ai.conversation.speaking.mouth import EngineMouth
from mumble_ai.conversation.talk import Talk, TalkPolicy
from mumble_ai.flight.recorder import FlightRecorder
from mumble_ai.llm.chain import LlmChain, build_chain
from mumble_ai.services.bot.rooms import Rooms
from mumble_ai.services.flights import conditions
from mumble_ai.services.household import EMBEDDING_MODEL
from mumble_ai.settings import EMBEDDED, Settings
from mumble_ai.stack.saved.guide import concerns
from mumble_ai.stack.saved.live import RestartNeeded
from mumble_ai.stack.secrets import speech_api_key


@dataclass(frozen=True, slots=True)
class Changes:
    """What in the bot changes with its settings.

    Attributes:
        policy: How a talk is held by given settings.
    """

    chain: LlmChain
    mouth: EngineMouth
    assistant: Assistant
    personas: Personas
    rooms: Rooms
    talk: Talk
    recorder: FlightRecorder | None
    policy: Callable[[Settings], TalkPolicy]

    async def take(self, settings: Settings, changed: frozenset[str]) -> None:
        """Takes them up.

        Raises:
            RestartNeeded: An engine inside this process is another one.
        """
        settings = settings.model_copy(update={"speech_api_key": speech_api_key(settings)})
        if concerns("language-model", changed):
            self.chain.become(build_chain(settings))
        if changed & {"tts_voice", "tts_engine"}:
            self.mouth.use_voice(settings.tts_voice)
        self.mouth.speed = settings.tts_speed
        if changed & {"tts_voice", "tts_engine", "tts_speed"}:
            self.talk.renew_sounds()
        if "bot_persona" in changed:
            self.personas.take_words(settings.bot_persona)
            self.assistant.become(persona_of(settings.bot_persona))
        self.rooms.adopt(settings)
        self.talk.adopt(self.policy(settings))
        if self.recorder is not None:
            self.recorder.take_conditions(conditions(settings))
        if "tts_engine" in changed and settings.piper_url == EMBEDDED:
            raise RestartNeeded("another engine speaks inside the bot")
        if "ollama_url" in changed and settings.embedding_model != EMBEDDING_MODEL:
            raise RestartNeeded("the embedding model is on another server")
