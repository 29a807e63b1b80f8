"""Voices and words of the panel, with a real voice inside it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import httpx
import pytest

from mumble_ai.accounts.account import Account
from mumble_ai.audio.wav import WavReader
from mumble_ai.services.control_panel.panel import Panel
from mumble_ai.services.voice_choices import VoiceChoices
from mumble_ai.speech.pronunciations import Pronunciations
from mumble_ai.stack.saved.store import SavedSettings

VOICE = "/api/v1/voices"
WORDS = "/api/v1/pronunciations"


@pytest.fixture(scope="module")
def more_settings() -> Mapping[str, str]:
    return {"PIPER_URL": "embedded", "WHISPER_URL": "http://127.0.0.1:1"}


async def samples_of(client: httpx.AsyncClient, **body: object) -> int:
    answer = await client.post(f"{VOICE}/preview", json=body)
    assert answer.status_code == 200, answer.text
    return len(WavReader().feed(answer.content))


async def test_a_preview_is_heard_and_chooses_nothing(member_client: httpx.AsyncClient) -> None:
    listed = (await member_client.get(VOICE)).json()
    before = (await member_client.get(f"{VOICE}/choices")).json()
    voice = listed["voices"][-1]["id"]
    assert await samples_of(member_client, voice=voice, text="Good morning.") > 6_000
    assert await samples_of(member_client, voice=voice) > await samples_of(member_client, voice=voice, text="Good.")
    assert (await member_client.get(VOICE)).json() == listed
    assert (await member_client.get(f"{VOICE}/choices")).json() == before
    unknown = await member_client.post(f"{VOICE}/preview", json={"voice": "nobody's"})
    assert (unknown.status_code, unknown.json()["code"]) == (404, "unknown_voice")


async def test_voices_are_chosen_for_everybody_a_channel_and_a_person(
    panel_client: httpx.AsyncClient, panel: Panel, member: Account
) -> None:
    voice = (await panel_client.get(VOICE)).json()["voices"][-1]["id"]
    chosen = [
        await panel_client.put(f"{VOICE}/usual", json={"voice": voice}),
        await panel_client.put(f"{VOICE}/channels", json={"channel": "/Family/Kitchen/", "voice": voice}),
        await panel_client.put(f"{VOICE}/people/{member.person.id}", json={"voice": voice}),
    ]
    assert [answer.status_code for answer in chosen] == [204, 204, 204]
    assert (await SavedSettings(panel.household.stores.database).read()).values["tts_voice"] == voice
    assert (await panel_client.get(VOICE)).json()["usual"] == {"voice": voice, "engine": "hibari", "origin": "saved"}
    person = await panel.household.people.get(member.person.id)
    assert person is not None
    assert person.voice == voice
    choices = (await panel_client.get(f"{VOICE}/choices")).json()
    assert choices["channels"] == [{"channel": "Family/Kitchen", "voice": voice}]
    words = Pronunciations(Path("nowhere"), lambda _: None)
    seen_by_bot = VoiceChoices(panel.household.stores.database, words)
    await seen_by_bot.look()
    paths = ("Family/Kitchen", "family/kitchen", "Family", "Other/Kitchen")
    assert [seen_by_bot.of_channel(path) for path in paths] == [voice, voice, "", ""]
    await panel_client.put(f"{VOICE}/channels", json={"channel": "Kitchen", "voice": voice})
    await seen_by_bot.look()
    assert seen_by_bot.of_channel("Other/Kitchen") == voice


async def test_members_choose_for_themselves_alone(member_client: httpx.AsyncClient, owner: Account) -> None:
    voice = (await member_client.get(VOICE)).json()["voices"][0]["id"]
    assert (await member_client.put(f"{VOICE}/mine", json={"voice": voice})).status_code == 204
    choices = (await member_client.get(f"{VOICE}/choices")).json()
    assert (choices["mine"], choices["people"]) == (voice, [])
    refused = [
        await member_client.put(f"{VOICE}/usual", json={"voice": voice}),
        await member_client.put(f"{VOICE}/people/{owner.person.id}", json={"voice": voice}),
        await member_client.put(f"{VOICE}/channels", json={"channel": "/", "voice": voice}),
        await member_client.put(f"{VOICE}/engine", json={"engine": "piper"}),
        await member_client.put(WORDS, json={"language": "en", "word": "a", "say": "b"}),
    ]
    assert [answer.status_code for answer in refused] == [403] * 5
    assert (await member_client.put(f"{VOICE}/mine", json={"voice": "nobody's"})).status_code == 404


async def test_words_are_tried_kept_changed_exported_and_imported(
    panel_client: httpx.AsyncClient, panel: Panel
) -> None:
    word = {"language": "en", "word": "Mumble", "say": "mum bull", "has_case": False}
    voice = (await panel_client.get(VOICE)).json()["voices"][0]["id"]
    plain = await samples_of(panel_client, voice=voice, text="Mumble")
    long = word | {"say": "a very long way to say a short word"}
    assert await samples_of(panel_client, voice=voice, text="Mumble", word=long) > 1.5 * plain
    assert (await panel_client.get(WORDS)).json()["words"] == []
    assert (await panel_client.put(WORDS, json=word)).status_code == 204
    changed = word | {"word": "Mumbles", "instead_of": word}
    assert (await panel_client.put(WORDS, json=changed)).status_code == 204
    assert [w["word"] for w in (await panel_client.get(WORDS)).json()["words"]] == ["Mumbles"]
    exported = (await panel_client.get(f"{WORDS}/export")).text
    query = {"language": "en", "word": "Mumbles"}
    assert (await panel_client.delete(WORDS, params=query)).status_code == 204
    assert (await panel_client.delete(WORDS, params=query)).status_code == 404
    file = exported + '\n[de]\nREAD = { say = "ried", case = true }\n"" = "x"\n'
    headers = {"Content-Type": "text/plain"}
    report = (await panel_client.post(f"{WORDS}/import", content=file, headers=headers)).json()
    assert (report["taken"], len(report["problems"])) == (2, 1)
    seen_by_bot = Pronunciations(Path("nowhere"), lambda _: None)
    await VoiceChoices(panel.household.stores.database, seen_by_bot).look()
    assert seen_by_bot.apply("Mumbles read READ", "de") == "Mumbles read ried"
    assert seen_by_bot.apply("mumbles", "en") == "mum bull"


async def test_what_is_no_word_is_refused(panel_client: httpx.AsyncClient) -> None:
    for body in ({"language": "e", "word": "a", "say": "b"}, {"language": "en", "word": "!", "say": "b"}):
        answer = await panel_client.put(WORDS, json=body)
        assert (answer.status_code, answer.json()["code"]) == (400, "invalid_value"), body
