"""Voices: which there are, how they sound, and who hears which one where."""

from typing import Annotated, Final, get_args
from uuid import UUID

from fastapi import APIRouter, Depends

from mumble_ai.accounts.account import Account
from mumble_ai.assistant.personas.persona import PersonaError
from mumble_ai.assistant.voices.channel_voices import ChannelVoices, TooManyChannels
from mumble_ai.memory.people.preferences import Change, Preferences
from mumble_ai.memory.people.roster import Roster
from mumble_ai.services.control_panel.talk.room import TalkRoom
from mumble_ai.services.control_panel.talk.speech import no_voice
from mumble_ai.services.control_panel.voices.shapes import (
    ChannelBody,
    ChannelVoiceView,
    ChoiceBody,
    EngineBody,
    EngineView,
    PersonVoiceView,
    VoiceChoicesView,
    VoiceList,
    VoiceView,
)
from mumble_ai.services.live_news import SNAPSHOT, PresenceNews
from mumble_ai.services.voice_choices import tell_changed
from mumble_ai.settings import Settings
from mumble_ai.speech.contract import SpeechError, UnknownVoice, Voice
from mumble_ai.storage.cache import Cache
from mumble_ai.web.errors import ApiError

ENGINES: Final[tuple[str, ...]] = get_args(Settings.model_fields["tts_engine"].annotation)
"""Those that can be asked for, whether they run or not."""
NOT_RUNNING: Final = "It does not run. Choosing it starts the speech service with it, which takes minutes at first."


def routes(room: TalkRoom) -> APIRouter:
    """The endpoints."""
    router = APIRouter(prefix="/api/v1/voices", tags=["voices"])
    member, owner = room.panel.guard.member, room.panel.guard.owner
    choosing = _Choosing(room)

    @router.get("", operation_id="voices")
    async def voices(account: Annotated[Account, Depends(member)]) -> VoiceList:
        """Every voice of every engine that runs."""
        return await choosing.voices()

    @router.get("/choices", operation_id="voiceChoices")
    async def voice_choices(account: Annotated[Account, Depends(member)]) -> VoiceChoicesView:
        """Who hears which voice where."""
        return await choosing.choices(account)

    @router.put("/mine", operation_id="chooseMyVoice", status_code=204)
    async def choose_my_voice(body: ChoiceBody, account: Annotated[Account, Depends(member)]) -> None:
        """The voice that the one who asks hears, at every door."""
        await choosing.for_person(account, account.person.id, body.voice)

    @router.put("/people/{person_id}", operation_id="choosePersonVoice", status_code=204)
    async def choose_person_voice(
        person_id: UUID, body: ChoiceBody, account: Annotated[Account, Depends(owner)]
    ) -> None:
        """The voice that somebody hears."""
        await choosing.for_person(account, person_id, body.voice)

    @router.put("/channels", operation_id="chooseChannelVoice", status_code=204)
    async def choose_channel_voice(body: ChannelBody, account: Annotated[Account, Depends(owner)]) -> None:
        """The voice of a channel."""
        await choosing.for_channel(account, body.channel, body.voice)

    @router.put("/usual", operation_id="chooseUsualVoice", status_code=204)
    async def choose_usual_voice(body: ChoiceBody, account: Annotated[Account, Depends(owner)]) -> None:
        """The voice for everybody else."""
        await choosing.for_all(account, body.voice)

    @router.put("/engine", operation_id="chooseEngine", status_code=204)
    async def choose_engine(body: EngineBody, account: Annotated[Account, Depends(owner)]) -> None:
        """The engine whose first voice becomes the usual one."""
        await choosing.engine(account, body.engine)

    _ = voices, voice_choices, choose_my_voice, choose_person_voice, choose_channel_voice, choose_usual_voice
    _ = choose_engine
    return router


class _Choosing:
    """What the endpoints do."""

    def __init__(self, room: TalkRoom) -> None:
        house = room.panel.household
        self._room = room
        self._panel = room.panel
        self._channels = ChannelVoices(house.stores.database)
        self._preferences = Preferences(house.stores.database, house.people)
        self._roster = Roster(house.stores.database, house.people)
        self._cache = Cache(house.stores.redis)

    async def voices(self) -> VoiceList:
        found, usual = await self._there(), await self._room.usual.now()
        speaks = next((v.engine for v in found if v.id == usual.voice), found[0].engine if found else usual.engine)
        names = list(dict.fromkeys([*(v.engine for v in found), *ENGINES]))
        counts = {name: sum(v.engine == name for v in found) for name in names}
        engines = [
            EngineView(name=n, voices=counts[n], usual=n == speaks, hint="" if counts[n] else NOT_RUNNING)
            for n in names
        ]
        return VoiceList(voices=[VoiceView.of(v) for v in found], engines=engines, usual=usual)

    async def choices(self, account: Account) -> VoiceChoicesView:
        by_channel = await self._channels.all()
        cards = await self._roster.everybody() if account.is_owner else []
        people = [
            PersonVoiceView(person_id=p.id, name=p.name, voice=p.voice)
            for p in (card.person for card in cards)
            if not p.is_guest
        ]
        return VoiceChoicesView(
            mine=account.person.voice,
            channels=[ChannelVoiceView(channel=path, voice=voice) for path, voice in by_channel.items()],
            people=people,
            known_channels=sorted({*by_channel, *await self._channels_now()}),
        )

    async def for_person(self, account: Account, person_id: UUID, voice: str) -> None:
        await self._check(voice)
        try:
            await self._preferences.change(person_id, Change(voice=voice))
        except LookupError as error:
            raise ApiError(404, "nobody has this id", code="unknown_person") from error
        if person_id != account.person.id:
            await self._panel.accounts.audit.note(account, "voice.chosen", str(person_id), voice=voice)
        await self._tell(person_id)

    async def for_channel(self, account: Account, channel: str, voice: str) -> None:
        await self._check(voice)
        try:
            path = await self._channels.use(channel, voice)
        except (PersonaError, TooManyChannels) as error:
            raise ApiError(409, str(error), code="refused") from error
        await self._panel.accounts.audit.note(account, "voice.chosen", path, voice=voice)
        await self._tell()

    async def for_all(self, account: Account, voice: str) -> None:
        await self._check(voice)
        await self._room.usual.choose(account, voice)
        await self._tell()

    async def engine(self, account: Account, engine: str) -> None:
        found = await self._there()
        first = next((v.id for v in found if v.engine == engine), "")
        if not first and engine not in ENGINES:
            raise ApiError(404, f"there is no engine {engine!r}; there are {', '.join(ENGINES)}", code="unknown_engine")
        await self._room.usual.choose(account, first, engine=None if first else engine)
        await self._tell()

    async def _tell(self, person_id: UUID | None = None) -> None:
        await tell_changed(self._panel.events, person_id)
        self._panel.live.tell("voices", None)

    async def _check(self, voice: str) -> None:
        """Refuses a voice that is not there; empty is for none."""
        if voice and voice not in {v.id for v in await self._there()}:
            raise no_voice(UnknownVoice(f"there is no voice {voice!r}"))

    async def _there(self) -> list[Voice]:
        try:
            return list(await self._room.speech.voices())
        except SpeechError as error:
            raise no_voice(error) from error

    async def _channels_now(self) -> list[str]:
        """Where somebody is now, as the bot tells it."""
        told = await self._cache.get(SNAPSHOT)
        if told is None:
            return []
        news = PresenceNews.model_validate(told)
        return [channel.path or "/" for channel in news.channels]
