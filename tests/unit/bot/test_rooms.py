"""What the settings say about single channels."""

from __future__ import annotations

import pytest

from mumble_ai.conversation.turn_taking.addressee import Addressee
from mumble_ai.services.bot.rooms import Rooms
from mumble_ai.settings import SettingsError, load_settings


def rooms(**settings: str) -> Rooms:
    return Rooms(load_settings({name.upper(): value for name, value in settings.items()}, None))


def test_everybody_is_answered_everywhere_unless_told_otherwise() -> None:
    assert rooms().manners("Kitchen").addressee.mode is Addressee.ALWAYS
    assert rooms(addressee="named").manners("").addressee.mode is Addressee.NAMED
    assert not rooms().manners("").to_asker
    assert rooms(answer_to="asker").manners("").to_asker


@pytest.mark.parametrize(
    ("path", "mode"),
    [
        ("Kitchen", Addressee.NAMED),
        ("kitchen", Addressee.NAMED),
        ("Family/Kitchen", Addressee.NAMED),
        ("Family/Office", Addressee.WHISPER),
        ("Office", Addressee.ALONE),
        ("", Addressee.ALWAYS),
        ("Hall", Addressee.ALONE),
    ],
)
def test_a_channel_is_meant_by_its_path_or_by_its_name(path: str, mode: Addressee) -> None:
    by_channel = " Kitchen = named, /Family/Office=Whisper ,/=always,"
    assert rooms(addressee="alone", addressee_by_channel=by_channel).manners(path).addressee.mode is mode


def test_the_bot_listens_to_its_user_name_and_to_more() -> None:
    policy = rooms(mumble_username="Ada", bot_names="computer, Bot,").manners("").addressee
    assert policy.names == ("Ada", "computer", "Bot")


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ("Kitchen", "must be a channel, =, and one of always, named, alone, whisper"),
        ("Kitchen=loud", "'Kitchen=loud' must be"),
        ("=named", "'=named' must be"),
        ("Kitchen=named,Kitchen=alone", "'Kitchen' is named twice"),
    ],
)
def test_a_mistake_is_named(value: str, said: str) -> None:
    with pytest.raises(SettingsError, match="ADDRESSEE_BY_CHANNEL") as caught:
        load_settings({"ADDRESSEE_BY_CHANNEL": value}, None)
    assert said in str(caught.value)
