"""What is being said in a talk at one moment, by whom, and who hears it: for whoever shows it in writing."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from mumble_ai.conversation.answering import Answering
from mumble_ai.conversation.listener import Listener
from mumble_ai.conversation.ports import Participant


@dataclass(frozen=True, slots=True)
class Caption:
    """One voice now.

    Attributes:
        id: The same for as long as the same thing is being said.
        participant: Who speaks, or whom the assistant speaks to.
        by_assistant: Whether the assistant speaks.
        words: What was understood or played so far; of somebody who speaks it may still change.
        is_final: Whether the words of somebody who speaks stand.
        private: Whether nobody else hears it.
    """

    id: str
    participant: Participant
    by_assistant: bool
    words: str
    is_final: bool = False
    private: bool = False


def captions_of(listeners: Iterable[Listener]) -> list[Caption]:
    """What everybody says and is told now. It only looks: no voice waits for it."""
    captions: list[Caption] = []
    for listener in listeners:
        captions += _of_person(listener)
        told = {id(one): one for one in (listener.exchange, listener.speaking) if one is not None}
        captions += [caption for one in told.values() if (caption := _of_assistant(one)) is not None]
    return captions


def _of_person(listener: Listener) -> list[Caption]:
    exchange, speaker = listener.exchange, listener.speaker
    before = exchange.words_so_far if exchange is not None and not exchange.is_over else ""
    now = listener.words_so_far
    if now is None and not before:
        return []
    is_final = now is None and exchange is not None and bool(exchange.turn.text)
    private = (exchange is not None and exchange.turn.private) or (now is not None and listener.whispers)
    return [Caption(f"{speaker.id}:said", speaker, False, f"{before} {now or ''}".strip(), is_final, private)]


def _of_assistant(answering: Answering) -> Caption | None:
    turn = answering.turn
    words = answering.words_played
    if answering.is_over or not words:
        return None
    return Caption(f"{turn.id}:told", turn.speaker, True, words, False, turn.private)
