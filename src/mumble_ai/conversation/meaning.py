"""What a transcript is: a question for the assistant, an order to its voice, or nothing that concerns it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from mumble_ai.conversation.cast import Cast
from mumble_ai.conversation.turn import Outcome, Stage, Turn
from mumble_ai.conversation.turn_taking.addressee import AddressFacts, is_addressed
from mumble_ai.conversation.turn_taking.controls import Control, recognise
from mumble_ai.conversation.turn_taking.interruption import Interjection, Verdict, judge


@dataclass(frozen=True, slots=True)
class Question:
    """It wants an answer."""

    text: str
    why: str
    name: str = "addressed"


@dataclass(frozen=True, slots=True)
class Order:
    """It tells the voice what to do."""

    control: Control
    why: str
    name: str = "order"


@dataclass(frozen=True, slots=True)
class Aside:
    """It gets no answer."""

    outcome: Outcome
    why: str
    name: str = "aside"


Meaning = Question | Order | Aside


def understand(turn: Turn, cast: Cast, now_s: float, *, last: Sequence[str], whispered: bool, over: bool) -> Meaning:
    """Decides what the text of a turn is.

    Args:
        last: The newest utterance of the turn; said on its own, "stop" takes the question back.
        whispered: It was spoken to the assistant alone.
        over: It fell into the answer that this speaker was given.
    """
    if not turn.text:
        return Aside(Outcome.NOTHING_SAID, "no words")
    if cast.own_voice.is_echo(turn.text, turn.times.get(Stage.SPEECH_START, now_s), now_s):
        return Aside(Outcome.OWN_VOICE, "it is what the assistant just said")
    language = cast.language or turn.language
    if over:
        verdict, why = judge(cast.interruption, Interjection(0.0, turn.text, is_over=True), language)
        if verdict is Verdict.FALSE:
            return Aside(Outcome.NOTHING_SAID, why)
    facts = AddressFacts(
        text=turn.text,
        whispered=whispered,
        people_present=cast.people(),
        answered_s_ago=0.0 if over else cast.floor.answered_s_ago(turn.speaker, now_s),
    )
    verdict = is_addressed(cast.manners().addressee, facts)
    # Whoever hears the voice may silence it, whomever it speaks to.
    control = recognise(verdict.text_without_name, language)
    if control is None and last and last[0] != turn.text and recognise(last[0], language) is Control.STOP:
        control = Control.STOP
    if control is not None and (verdict.is_addressed or control is Control.STOP):
        return Order(control, f"{control.value}: {turn.text}")
    if not verdict.is_addressed:
        return Aside(Outcome.NOT_ADDRESSED, verdict.why)
    return Question(turn.text, verdict.why)
