"""The assistant as the `Mind` of a talk."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from contextlib import aclosing

from mumble_ai.assistant.mind import Assistant, NoAnswer
from mumble_ai.conversation.ports import MindUnavailable, Participant, Utterance


class AssistantMind:
    """Lets an `Assistant` answer in a talk."""

    def __init__(self, assistant: Assistant) -> None:
        self._assistant = assistant

    def expect(self, participant: Participant) -> None:
        """See `Mind.expect`."""
        self._assistant.expect(participant)

    async def answer(self, utterance: Utterance) -> AsyncGenerator[str, None]:
        """See `Mind.answer`."""
        try:
            async with aclosing(self._assistant.answer(utterance)) as pieces:
                async for piece in pieces:
                    yield piece
        except NoAnswer as error:
            raise MindUnavailable(str(error)) from error

    def never_mind(self, participant: Participant) -> None:
        """See `Mind.never_mind`."""
        self._assistant.never_mind(participant)

    def remember(self, utterance: Utterance, heard: str, *, interrupted: bool) -> None:
        """See `Mind.remember`."""
        self._assistant.remember(utterance, heard, interrupted=interrupted)
