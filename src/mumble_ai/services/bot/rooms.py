"""How the bot treats people in the channel it is in, as the settings want it."""

from __future__ import annotations

from mumble_ai.conversation.cast import Manners
from mumble_ai.conversation.turn_taking.addressee import Addressee, AddresseePolicy
from mumble_ai.settings import Settings, by_channel


class Rooms:
    """The manners of each channel."""

    def __init__(self, settings: Settings) -> None:
        self.adopt(settings)

    def adopt(self, settings: Settings) -> None:
        """Other settings from now on."""
        self._everywhere = Addressee(settings.addressee)
        self._by_channel = {
            path.casefold(): Addressee(m) for path, m in by_channel(settings.addressee_by_channel).items()
        }
        more = (name.strip() for name in settings.bot_names.split(","))
        self._names = (settings.mumble_username, *filter(None, more))
        self._to_asker = settings.answer_to == "asker"

    def manners(self, channel_path: str) -> Manners:
        """How people are treated in a channel, such as "Family/Kitchen"; "" is the root.

        A channel is meant by its whole path, or else by its own name alone.
        """
        path = channel_path.casefold()
        own_name = path.rpartition("/")[2]
        mode = self._by_channel.get(path) or self._by_channel.get(own_name) or self._everywhere
        return Manners(AddresseePolicy(mode, self._names), self._to_asker)
