"""The loop: the model asks for tools, they do, and the person hears of it in the words of the deed.

What changes something is told by the deed itself, at once; the model never words it. What only looks something up goes
back to the model as data. The model may then go on, for a bounded number of rounds.
"""

from __future__ import annotations

import json
from collections.abc import AsyncGenerator, Mapping
from contextlib import aclosing
from dataclasses import dataclass, field
from typing import Any, Final

import structlog

from mumble_ai.assistant.actions.context import ActionContext
from mumble_ai.assistant.actions.deed import Deed
from mumble_ai.assistant.prompt import Prompt
from mumble_ai.assistant.tools.claims import Held, Stripped, names_a_deed
from mumble_ai.assistant.tools.judge import Judge
from mumble_ai.assistant.tools.permission import Permission
from mumble_ai.assistant.tools.toolbox import Offer, Toolbox, Toolboxes
from mumble_ai.assistant.tools.wording import wording
from mumble_ai.llm.chain import LlmChain
from mumble_ai.llm.contract import LlmError, Message, Tool, ToolCall

log: structlog.stdlib.BoundLogger = structlog.get_logger(__name__)

NOTHING_MORE: Final = "DONE"
"""What a model answers when everything was said; an empty answer counts as a broken model."""
_LONG_WORD: Final = 5
_TOLD: Final = f"The person has heard this already. If nothing else was asked for, answer only {NOTHING_MORE}."
_NO_CALL: Final = (
    "The person has not heard these words of yours: {words}\nThey tell of something done, but you called no tool, so "
    "nothing was done. Call the tool now if the person asked for it; otherwise go on without such a claim."
)


@dataclass(frozen=True, slots=True)
class TalkPolicy:
    """Limits of one turn.

    Attributes:
        rounds: How often the model is asked.
        calls: Tools used in all.
        result_characters: What the model sees of one result.
    """

    rounds: int = 5
    calls: int = 8
    result_characters: int = 6_000


@dataclass(slots=True)
class _Turn:
    """What happened so far.

    Attributes:
        used: Results by call, so that the same call is not made twice.
        said: What deeds have told the person.
        looked_up: What was looked up and not told yet.
        is_tainted: Whether words of anybody else than the person stand in the prompt.
        is_over: Whether the model has nothing to add, such as after a question to the person.
    """

    prompt: Prompt
    context: ActionContext
    offers: Mapping[str, tuple[Offer, Toolbox]]
    messages: list[Message]
    is_tainted: bool
    used: dict[str, Deed] = field(default_factory=dict[str, Deed])
    said: list[str] = field(default_factory=list[str])
    looked_up: list[str] = field(default_factory=list[str])
    has_corrected: bool = False
    has_misused: bool = False
    has_spoken: bool = False
    is_over: bool = False


class ToolTalk:
    """Answers of language models that can do things."""

    def __init__(
        self, chain: LlmChain, *boxes: Toolbox, judge: Judge | None = None, policy: TalkPolicy | None = None
    ) -> None:
        self._chain = chain
        self._boxes = Toolboxes(boxes)
        self._judge = judge or Judge(chain)
        self._permission = Permission(self._judge)
        self._policy = policy or TalkPolicy()

    def tools(self, context: ActionContext) -> tuple[Tool, ...]:
        """What a capable model is offered in this talk."""
        return tuple(offer.tool for offer, _ in self._boxes.offers(context).values())

    async def stream(self, prompt: Prompt, context: ActionContext) -> AsyncGenerator[str, None]:
        """Yields the answer in pieces.

        Raises:
            LlmError: No model answers, and nothing was done or found.
        """
        offers = self._boxes.offers(context)
        is_tainted = prompt.has_data or any(not offer.is_ours for offer, _ in offers.values())
        turn = _Turn(prompt, context, offers, list(prompt.messages), is_tainted)
        try:
            answer = self._rounds(turn) if self._chain.is_capable else self._small_talk(turn)
            async with aclosing(answer) as pieces:
                async for piece in pieces:
                    turn.has_spoken = turn.has_spoken or bool(piece.strip())
                    yield piece
        except LlmError as error:
            if not (turn.has_spoken or turn.looked_up or turn.has_corrected):
                raise
            log.warning("a model left in the middle of a turn", why=str(error))
            is_claim_left = turn.has_corrected and not turn.said
            yield wording(context.language).not_done if is_claim_left else " ".join(turn.looked_up)

    async def _small_talk(self, turn: _Turn) -> AsyncGenerator[str, None]:
        """A model without tools; its claims are left out."""
        stripped = Stripped(turn.context.language, self._acting_words(turn))
        async with aclosing(self._chain.stream(turn.prompt.messages, small=turn.prompt.small)) as pieces:
            async for piece in pieces:
                if isinstance(piece, str) and (text := stripped.push(piece)):
                    yield text
        if text := stripped.flush():
            yield text
        if stripped.text:
            yield " " + wording(turn.context.language).not_done

    async def _rounds(self, turn: _Turn) -> AsyncGenerator[str, None]:
        tools = [offer.tool for offer, _ in turn.offers.values()]
        for number in range(self._policy.rounds):
            held = Held(turn.context.language, everything=bool(turn.said) or turn.has_corrected)
            calls: list[ToolCall] = []
            passed = ""
            stream = self._chain.stream(
                turn.messages, tools=tools, small=turn.prompt.small, is_capable_wanted=number > 0
            )
            async with aclosing(stream) as pieces:
                async for piece in pieces:
                    if isinstance(piece, ToolCall):
                        calls.append(piece)
                    elif text := held.push(piece):
                        passed += text
                        yield text
            if not calls:
                if last := held.flush():
                    yield last
                async with aclosing(self._end(turn, passed + last, held.text)) as pieces:
                    async for text in pieces:
                        yield text
                if not turn.is_over:
                    continue
                return
            turn.messages.append(Message("assistant", passed, tuple(calls)))
            async with aclosing(self._use(turn, calls)) as pieces:
                async for text in pieces:
                    yield text
            if turn.is_over:
                return
        if turn.looked_up:
            yield " ".join(turn.looked_up)

    async def _end(self, turn: _Turn, passed: str, held: str) -> AsyncGenerator[str, None]:
        """What a model says to the end without asking for a tool, as far as it is true."""
        turn.is_over = True
        words = held.strip()
        if not words or (turn.said and words.strip(".!\"' ").upper() == NOTHING_MORE):
            return
        verdict = await self._judge.about(words, turn.said)
        if verdict is None:
            is_claim, is_new = bool(turn.said) or names_a_deed(words, self._acting_words(turn)), True
        else:
            is_claim, is_new = verdict.claims_more, verdict.is_new or not turn.said
        if not is_claim:
            if is_new:
                yield held
        elif turn.has_corrected or turn.said:
            log.warning("a model claimed what it did not do", is_judged=verdict is not None)
            if not turn.said:
                yield wording(turn.context.language).not_done
        else:
            turn.has_corrected, turn.is_over = True, False
            turn.messages += [Message("assistant", passed + held), Message("user", _NO_CALL.format(words=words))]

    async def _use(self, turn: _Turn, calls: list[ToolCall]) -> AsyncGenerator[str, None]:
        for call in calls:
            key = f"{call.name} {json.dumps(dict(call.arguments), sort_keys=True)}"
            is_again = key in turn.used
            if is_again:
                deed, is_told = turn.used[key], False
            elif len(turn.used) >= self._policy.calls:
                deed, is_told = Deed(False, "", {"error": "too many calls in one turn; none was made"}), False
            else:
                deed, is_told = await self._use_one(turn, call)
                turn.used[key] = deed
            turn.messages.append(Message("tool", self._result(deed, is_told=is_told), call_id=call.id))
            if is_told and deed.say:
                turn.said.append(deed.say)
                yield f"{deed.say} "
            turn.is_over = turn.is_over or bool(deed.asks)

    async def _use_one(self, turn: _Turn, call: ToolCall) -> tuple[Deed, bool]:
        """What came of one call, and whether the person is told by the deed itself."""
        found = turn.offers.get(call.name)
        if found is None or call.problem:
            wrong = call.problem or f"there is no tool called {call.name!r}"
            return self._misused(turn, Deed(False, "", {"error": wrong, "wrong": wrong}))
        offer, box = found
        if offer.acts and turn.is_tainted:
            refusal = await self._permission.refusal(offer, box, call, turn.prompt.own_words, turn.context)
            if refusal is not None:
                return refusal, True
        deed = await box.use(call.name, call.arguments, turn.context)
        if "wrong" in deed.facts:
            return self._misused(turn, deed)
        if not offer.acts:
            turn.is_tainted = True
            if deed.say:
                turn.looked_up.append(deed.say)
        return deed, offer.acts or bool(deed.asks)

    def _misused(self, turn: _Turn, deed: Deed) -> tuple[Deed, bool]:
        """The model is told once what is wrong with its call; the second time it is the person's turn."""
        is_again, turn.has_misused = turn.has_misused, True
        return deed, is_again and bool(deed.say)

    def _result(self, deed: Deed, *, is_told: bool) -> str:
        """A deed as data for the model, bounded."""
        told: dict[str, Any] = {"ok": deed.ok, **deed.facts}
        if is_told:
            told |= {"told_the_person": deed.say, "note": _TOLD}
        elif deed.say:
            told |= {"in_words": deed.say}
        text = json.dumps(told, ensure_ascii=False, default=str)
        most = self._policy.result_characters
        return text if len(text) <= most else json.dumps({"ok": deed.ok, "beginning": text[:most]}, ensure_ascii=False)

    @staticmethod
    def _acting_words(turn: _Turn) -> str:
        """What deeds are called: names whole, of descriptions the longer words."""
        acting = [offer.tool for offer, _ in turn.offers.values() if offer.acts]
        described = (word for tool in acting for word in tool.description.split() if len(word) > _LONG_WORD)
        return " ".join((*(tool.name for tool in acting), *described))
