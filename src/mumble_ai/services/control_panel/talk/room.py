"""The parts of talking in the panel: the assistant, its models, ear and voice. Open for as long as the service runs."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from mumble_ai.accounts.account import Account
from mumble_ai.assistant.mind import Assistant
from mumble_ai.assistant.persona import persona_of
from mumble_ai.assistant.tools.toolbox import WatchedTools
from mumble_ai.conversation.speaking.speed_meter import SpeedMeter
from mumble_ai.llm.chain import LlmChain, build_chain
from mumble_ai.llm.contract import LlmError
from mumble_ai.resilience.standing import Standing
from mumble_ai.services.assistant import assistant_in, house_of, open_mcp
from mumble_ai.services.control_panel.panel import Panel
from mumble_ai.services.control_panel.speech_parts import SpeechParts
from mumble_ai.services.control_panel.talk.door import WebDoor
from mumble_ai.services.control_panel.talk.keeping import WebFlights
from mumble_ai.services.control_panel.talk.talks import Talks
from mumble_ai.services.control_panel.voices.usual import UsualVoices
from mumble_ai.services.deed_news import watching
from mumble_ai.services.voice_choices import VoiceChoices
from mumble_ai.settings import Settings
from mumble_ai.stack.saved.guide import concerns
from mumble_ai.storage.rate_limits import Rate, RateLimits
from mumble_ai.web.errors import ApiError

CHECK_S: Final = 4.0
FRESH_S: Final = 5.0
PROBE_S: Final = 5.0
BUSY_S: Final = 3.0


@dataclass(frozen=True, slots=True)
class TalkStandings:
    """How the parts are that a talk needs."""

    model: Standing
    hearing: Standing
    speaking: Standing


class TalkRoom:
    """Made with the application, and usable while it runs.

    Attributes:
        panel: What it is a part of.
        speech: Ear and voice.
        usual: The voice for everybody who has no other.
        meter: How fast answers are written and spoken.
    """

    def __init__(self, panel: Panel) -> None:
        self.panel = panel
        self.usual = UsualVoices(panel)
        self.speech = SpeechParts(panel.settings, self.usual.voice)
        self.meter = SpeedMeter()
        self._flights: WebFlights | None = None
        self._choices = VoiceChoices(panel.household.stores.database, self.speech.words)
        self._limits = RateLimits(panel.household.stores.redis)
        self._talks: Talks | None = None
        self._chain: LlmChain | None = None
        self._assistant: Assistant | None = None
        self._standings: tuple[float, TalkStandings] | None = None
        self._places: dict[str, int] = {}
        self._warming: asyncio.Task[None] | None = None

    @property
    def talks(self) -> Talks:
        """The talks that go on.

        Raises:
            ApiError: The service is starting or ending.
        """
        if self._talks is None:
            raise _starting()
        return self._talks

    @property
    def flights(self) -> WebFlights:
        """Where turns are recorded.

        Raises:
            ApiError: The service is starting or ending.
        """
        if self._flights is None:
            raise _starting()
        return self._flights

    @asynccontextmanager
    async def open(self, app: object) -> AsyncGenerator[None]:
        """The lifespan of the endpoints."""
        settings, household = self.panel.settings, self.panel.household
        async with AsyncExitStack() as open_things:
            open_things.push_async_callback(self.speech.close)
            self._chain = chain = build_chain(settings)
            open_things.push_async_callback(chain.close)
            mcp, door = open_mcp(settings), WebDoor(self.voice_names)
            others = WatchedTools(mcp, lambda context, name, deed: self.talks.watch_others(context, name, deed))
            house = house_of(settings, household, door, chain, others)
            assistant = assistant_in(house, settings, chain)
            self._assistant = assistant
            open_things.push_async_callback(assistant.close)
            self._flights = flights = WebFlights(self.panel)
            open_things.push_async_callback(flights.close)
            talks = Talks(assistant, lambda: not household.log.standing().degraded, self._changed, flights.over)
            open_things.push_async_callback(talks.close)
            house.knowing.watchers.append(talks.watch_knowing)
            for watcher in (talks.watch, watching(self.panel.live.changed)):
                household.registry.watchers.append(watcher)
                open_things.callback(household.registry.watchers.remove, watcher)
            keeping = [
                asyncio.create_task(mcp.run(), name="mcp"),
                asyncio.create_task(self._choices.run(self.panel.events, household.people.changed), name="voices"),
                asyncio.create_task(self._revive(chain), name="revive"),
            ]
            open_things.push_async_callback(_ended, keeping)
            if self.panel.changing is not None:
                self.panel.changing.when_changed(self._take)
            self._talks = talks
            try:
                yield
            finally:
                self._talks = None
                if self._warming is not None:
                    await asyncio.wait((self._warming,))

    def expect(self) -> None:
        """Somebody may ask soon: the sentences of commands are read, which takes a second once. Returns at once."""
        if self._warming is None:
            self._warming = asyncio.create_task(self.panel.household.commands.warm_up(), name="read commands")

    async def look_again(self) -> None:
        """Reads anew what was chosen, so that the next preview has it.

        Raises:
            DatabaseUnavailable: It stays as it was.
        """
        await self._choices.look()

    async def voice_names(self) -> list[str]:
        """The ids of the voices there are.

        Raises:
            SpeechError: They can't be asked.
        """
        return [voice.id for voice in await self.speech.voices()]

    async def standings(self) -> TalkStandings:
        """How everything is, as of a few seconds ago at most; never fails."""
        now_s = asyncio.get_running_loop().time()
        if self._standings is None or now_s - self._standings[0] > FRESH_S:
            found = await asyncio.gather(self._model(), self.speech.hearing(), self.speech.speaking())
            self._standings = (now_s, TalkStandings(*found))
        return self._standings[1]

    async def limit(self, account: Account, what: str, rate: Rate) -> None:
        """Counts one more of something.

        Raises:
            ApiError: 429: it was too often.
        """
        wait_s = await self._limits.wait_s(f"{what}:{account.person.id}", rate)
        if wait_s > 0:
            raise ApiError(429, "this was asked too often; wait a moment", code="too_often", retry_s=wait_s)

    @asynccontextmanager
    async def place(self, what: str, most: int) -> AsyncGenerator[None]:
        """One of the places there are for something.

        Raises:
            ApiError: 503: all are taken.
        """
        if self._places.get(what, 0) >= most:
            raise ApiError(503, "too many people do this now; try again in a moment", code="busy", retry_s=BUSY_S)
        self._places[what] = self._places.get(what, 0) + 1
        try:
            yield
        finally:
            self._places[what] -= 1

    async def _take(self, settings: Settings, changed: frozenset[str]) -> None:
        """Other models answer from the next question on, and the assistant is who it is to be."""
        if self._chain is not None and concerns("language-model", changed):
            self._chain.become(build_chain(settings))
            self._standings = None
        if self._assistant is not None and "bot_persona" in changed:
            self._assistant.become(persona_of(settings.bot_persona))
        if self._flights is not None:
            self._flights.take(settings)

    def _changed(self, person_id: UUID) -> None:
        self.panel.live.tell("talk", person_id)

    async def _model(self) -> Standing:
        if self._chain is None:
            return Standing("the service is starting", degraded=True)
        try:
            async with asyncio.timeout(CHECK_S):
                return Standing((await self._chain.check()).detail)
        except (LlmError, TimeoutError) as error:
            return Standing(str(error) or "no model answers in time", degraded=True)

    async def _revive(self, chain: LlmChain) -> None:
        """Tries models that are left alone, so that they are used again when they are back; for ever."""
        while True:
            await asyncio.sleep(PROBE_S)
            await chain.probe()


def _starting() -> ApiError:
    return ApiError(503, "the service is starting; try again", code="unavailable", retry_s=BUSY_S)


async def _ended(tasks: list[asyncio.Task[None]]) -> None:
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
