"""How words are said: the dictionary of the panel, tried with any voice before it is kept."""

from collections.abc import Sequence
from typing import Annotated, Any, Final

from fastapi import APIRouter, Body, Depends, Query
from fastapi.responses import PlainTextResponse
from pydantic import BaseModel

from mumble_ai.accounts.account import Account
from mumble_ai.assistant.voices.dictionary import Dictionary, TooManyWords
from mumble_ai.services.control_panel.talk.room import TalkRoom
from mumble_ai.services.control_panel.voices.shapes import WordBody
from mumble_ai.services.voice_choices import tell_changed
from mumble_ai.speech.pronunciations import (
    FILE_NAME,
    MOST_BYTES,
    MOST_ENTRIES,
    BadPronunciations,
    Entry,
    checked,
    parse,
    written,
)
from mumble_ai.web.errors import ApiError

_TOML: Final[dict[int | str, dict[str, Any]]] = {200: {"content": {"text/plain": {"schema": {"type": "string"}}}}}


class WordView(BaseModel):
    """How a word, or several, are said."""

    language: str
    word: str
    say: str
    has_case: bool


class WordList(BaseModel):
    """The dictionary.

    Attributes:
        words: Those of the panel, which may be changed here.
        of_file: Those of the file `pronunciations.toml`; of two of the same word that of the panel counts.
        most: How many there may be.
    """

    words: list[WordView]
    of_file: list[WordView]
    most: int


class WordChange(WordBody):
    """A word to keep.

    Attributes:
        instead_of: The entry that it takes the place of, where its word or language was changed.
    """

    instead_of: WordBody | None = None


class ImportReport(BaseModel):
    """What came of a file."""

    taken: int
    problems: list[str]


def routes(room: TalkRoom) -> APIRouter:
    """The endpoints."""
    router = APIRouter(prefix="/api/v1/pronunciations", tags=["voices"])
    member, owner = room.panel.guard.member, room.panel.guard.owner
    words = _Words(room)

    @router.get("", operation_id="pronunciations")
    async def pronunciations(account: Annotated[Account, Depends(member)]) -> WordList:
        """Every word."""
        return await words.all()

    @router.put("", operation_id="keepPronunciation", status_code=204)
    async def keep_pronunciation(body: WordChange, account: Annotated[Account, Depends(owner)]) -> None:
        """Adds a word or changes one; it is said like this from the next sentence on."""
        await words.keep(account, body)

    @router.delete("", operation_id="removePronunciation", status_code=204)
    async def remove_pronunciation(
        language: Annotated[str, Query(max_length=3)],
        word: Annotated[str, Query(max_length=200)],
        account: Annotated[Account, Depends(owner)],
        has_case: bool = False,
    ) -> None:
        """Takes a word out."""
        await words.remove(account, Entry(language, word, "", has_case))

    @router.get("/export", operation_id="exportPronunciations", response_class=PlainTextResponse, responses=_TOML)
    async def export_pronunciations(account: Annotated[Account, Depends(member)]) -> PlainTextResponse:
        """All words of the panel as a file."""
        headers = {"Content-Disposition": f'attachment; filename="{FILE_NAME}"'}
        return PlainTextResponse(written(await words.kept()), headers=headers)

    @router.post("/import", operation_id="importPronunciations")
    async def import_pronunciations(
        text: Annotated[str, Body(media_type="text/plain", max_length=MOST_BYTES)],
        account: Annotated[Account, Depends(owner)],
        only: bool = False,
    ) -> ImportReport:
        """Takes the words of a file; with `only`, those of the panel go first."""
        return await words.take(account, text, only=only)

    _ = pronunciations, keep_pronunciation, remove_pronunciation, export_pronunciations, import_pronunciations
    return router


class _Words:
    """What the endpoints do."""

    def __init__(self, room: TalkRoom) -> None:
        self._room = room
        self._panel = room.panel
        self._dictionary = Dictionary(room.panel.household.stores.database)

    async def kept(self) -> list[Entry]:
        return await self._dictionary.all()

    async def all(self) -> WordList:
        words = self._room.speech.words
        await words.refresh()
        return WordList(words=_views(await self.kept()), of_file=_views(words.of_file()), most=MOST_ENTRIES)

    async def keep(self, account: Account, body: WordChange) -> None:
        entry = entry_of(body)
        if body.instead_of is not None and (before := entry_of(body.instead_of)) != entry:
            await self._dictionary.remove(before)
        await self._write(account, [entry], only=False)

    async def remove(self, account: Account, entry: Entry) -> None:
        if not await self._dictionary.remove(entry):
            raise ApiError(404, f"{entry.word!r} is not in the dictionary of the panel", code="unknown_word")
        await self._changed(account, removed=entry.word)

    async def take(self, account: Account, text: str, *, only: bool) -> ImportReport:
        try:
            entries, problems = parse(text)
        except BadPronunciations as error:
            raise ApiError(400, str(error), code="not_a_dictionary") from error
        await self._write(account, entries, only=only)
        return ImportReport(taken=len(entries), problems=problems)

    async def _write(self, account: Account, entries: list[Entry], *, only: bool) -> None:
        try:
            await self._dictionary.write(entries, only=only)
        except TooManyWords as error:
            raise ApiError(409, str(error), code="too_many") from error
        await self._changed(account, words=len(entries), only=only)

    async def _changed(self, account: Account, **details: Any) -> None:
        await self._room.look_again()
        await tell_changed(self._panel.events)
        self._panel.live.tell("voices", None)
        await self._panel.accounts.audit.note(account, "pronunciations.changed", **details)


def entry_of(body: WordBody) -> Entry:
    """An entry as it may stand in the dictionary.

    Raises:
        ApiError: It may not; the message says why.
    """
    try:
        return checked(body.language, body.word, body.say, has_case=body.has_case)
    except BadPronunciations as error:
        raise ApiError(400, str(error), code="invalid_value") from error


def _views(entries: Sequence[Entry]) -> list[WordView]:
    return [WordView.model_validate(entry, from_attributes=True) for entry in entries]
