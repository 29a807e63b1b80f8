"""Settings over the panel's API, on a real database, with language model servers a test decides."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from mumble_ai.services.control_panel.panel import Panel
from mumble_ai.settings import Settings
from mumble_ai.stack.saved import keeping
from mumble_ai.stack.saved.store import SavedSettings
from tests.support.control_panel import panel_settings
from tests.support.scripted_llm import ScriptedLlm
from tests.support.scripted_ollama import ScriptedOllama

URL = "/api/v1/settings"


@pytest.fixture(scope="module")
def ollama() -> Iterator[ScriptedOllama]:
    with ScriptedOllama() as server:
        yield server


async def one(client: httpx.AsyncClient, key: str) -> dict[str, Any]:
    answer = await client.get(f"{URL}/{key}")
    assert answer.status_code == 200, answer.text
    return answer.json()


async def test_every_setting_is_described_and_says_where_it_comes_from(
    panel_client: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    body = (await panel_client.get(URL)).json()
    found = {setting["key"]: setting for section in body["sections"] for setting in section["settings"]}
    assert len(found) > 100
    assert found["tts_speed"] | {"help": ""} == found["tts_speed"] | {"help": "", "value": 1.0, "source": "default"}
    assert found["tts_speed"]["at_once"] == ["The assistant"]
    assert found["stt_engine"]["restart"] == ["Speech to text", "The assistant"]
    assert "known before" in found["db_host"]["fixed"]
    assert found["database_url"]["value"] is None, "a secret is told"
    few = (await panel_client.get(URL, params={"search": "mail server"})).json()["sections"]
    keys = [setting["key"] for section in few for setting in section["settings"]]
    assert "smtp_host" in keys
    assert "tts_speed" not in keys


async def test_only_owners_see_or_change_settings(
    member_client: httpx.AsyncClient, stranger_client: httpx.AsyncClient
) -> None:
    for client, status in ((member_client, 403), (stranger_client, 401)):
        assert (await client.get(URL)).status_code == status
        assert (await client.put(URL, json={"values": {"tts_speed": 1.5}})).status_code == status


async def test_a_setting_is_saved_shown_written_down_and_undone(panel_client: httpx.AsyncClient, panel: Panel) -> None:
    saved = await panel_client.put(URL, json={"values": {"tts_speed": 1.5, "filler_after_s": 2}})
    assert saved.status_code == 200, saved.text
    assert saved.json()["at_once"] == ["The assistant"]
    now = await one(panel_client, "tts_speed")
    assert (now["value"], now["source"], now["can_reset"], now["changed_by"]) == (1.5, "saved", True, "olga")
    assert keeping.recall(panel.settings).values["tts_speed"] == 1.5
    change = (await panel_client.get(f"{URL}/changes")).json()["changes"][0]
    assert {value["key"] for value in change["values"]} == {"tts_speed", "filler_after_s"}
    entry = (await panel.accounts.audit.entries(action="settings.changed"))[0]
    assert entry.details["tts_speed"] == 1.5
    undone = await panel_client.post(f"{URL}/changes/{change['number']}/undo")
    assert undone.status_code == 200
    assert (await one(panel_client, "tts_speed"))["source"] == "default"
    assert (await panel_client.post(f"{URL}/changes/{change['number']}/undo")).status_code == 404


async def test_what_is_not_allowed_is_refused_with_the_reason(panel_client: httpx.AsyncClient) -> None:
    for values, status, words in (
        ({"tts_speed": 9}, 400, "less than or equal to 2"),
        ({"time_zone": "Europe/Berln"}, 400, "Europe/Berlin"),
        ({"db_host": "elsewhere"}, 409, "known before"),
        ({"no_such": 1}, 404, "no setting"),
    ):
        answer = await panel_client.put(URL, json={"values": values})
        assert answer.status_code == status, answer.text
        assert words in answer.text
    assert (await panel_client.get(f"{URL}/changes")).json()["changes"] == []


class TestStartedWithASettingInItsEnvironment:
    @pytest.fixture
    def panel_settings_of_test(self, database_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
        monkeypatch.setenv("TTS_SPEED", "0.8")
        return panel_settings(database_url, tmp_path)

    async def test_what_the_environment_sets_can_not_be_saved_over(self, panel_client: httpx.AsyncClient) -> None:
        now = await one(panel_client, "tts_speed")
        assert (now["value"], now["source"]) == (0.8, "environment")
        refused = await panel_client.put(URL, json={"values": {"tts_speed": 1.5}})
        assert (refused.status_code, "TTS_SPEED is set in" in refused.text) == (409, True)
        assert (await panel_client.get(f"{URL}/changes")).json()["changes"] == []


async def test_secrets_are_sealed_and_never_told(panel_client: httpx.AsyncClient, panel: Panel) -> None:
    values = {"openai_api_key": "sk-very-secret"}
    assert (await panel_client.put(URL, json={"values": values, "is_tried": False})).status_code == 200
    stored = (await SavedSettings(panel.household.stores.database).read()).values
    shown = [(await panel_client.get(path)).text for path in (URL, f"{URL}/openai_api_key", f"{URL}/changes")]
    noted = [entry.details for entry in await panel.accounts.audit.entries(action="settings.changed")]
    assert "sk-very-secret" not in json.dumps([dict(stored), shown, noted])
    assert (await one(panel_client, "openai_api_key"))["is_set"] is True


async def test_a_model_is_tried_by_a_real_answer_before_it_is_saved(
    panel_client: httpx.AsyncClient, ollama: ScriptedOllama
) -> None:
    good = {"llm_provider": "ollama", "ollama_url": ollama.url, "ollama_model": "llama3.2:latest"}
    tried = (await panel_client.post(f"{URL}/test", json={"values": good})).json()
    assert (tried["ok"], tried["trials"][0]["detail"][:14]) == (True, "“Hello there.”")
    bad = await panel_client.put(URL, json={"values": good | {"ollama_model": "absent"}})
    assert bad.status_code == 422
    assert "not found" in bad.text
    assert (await one(panel_client, "ollama_model"))["source"] == "default"
    assert (await panel_client.put(URL, json={"values": good})).status_code == 200
    for values, words in (
        ({"vision_model": "llama3.2:latest"}, "Red."),
        ({"memory_extraction_model": "llama3.2:latest"}, "found the fact"),
        ({"embedding_model": "nomic-embed-text:latest"}, "2 dimensions"),
    ):
        trials = (await panel_client.post(f"{URL}/test", json={"values": values})).json()
        assert trials["ok"], trials
        assert words in trials["trials"][0]["detail"]


async def test_an_openai_compatible_server_is_tried_too(panel_client: httpx.AsyncClient) -> None:
    with ScriptedLlm() as llm:
        values = {"llm_provider": "openai", "openai_base_url": llm.base_url, "openai_model": "scripted"}
        assert (await panel_client.put(URL, json={"values": values})).status_code == 200
        llm.status = 500
        again = await panel_client.put(URL, json={"values": {"openai_model": "other"}})
        assert again.status_code == 422
        assert "scripted failure" in again.text


async def test_nobody_overwrites_what_they_did_not_see(panel_client: httpx.AsyncClient) -> None:
    seen = (await panel_client.get(URL)).json()["version"]
    assert (await panel_client.put(URL, json={"values": {"tts_speed": 1.1}})).status_code == 200
    late = await panel_client.put(URL, json={"values": {"tts_speed": 1.2}, "seen_version": seen})
    assert late.status_code == 409
