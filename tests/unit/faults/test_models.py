"""Language models behind each other: which one answers, and how long an ill one is waited for. In virtual time."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator
from contextlib import aclosing, asynccontextmanager

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mumble_ai.llm.chain import LlmChain
from mumble_ai.llm.contract import LlmBroken, LlmError, LlmTooSlow, Message, Sampling
from mumble_ai.llm.rung import Deadlines
from mumble_ai.llm.screen import AnswerScreen
from mumble_ai.resilience.breaker import BreakerPolicy, BreakerState
from mumble_ai.testkit.virtual_time import in_virtual_time
from tests.unit.faults.parts import FAULTS, CutModel, Fault, FaultyModel

ASK = [Message("user", "Who are you?")]


@asynccontextmanager
async def chain(*models: FaultyModel, threshold: int = 5) -> AsyncGenerator[LlmChain]:
    policy = BreakerPolicy(threshold)
    together = LlmChain(models, Deadlines(), Sampling(), policy, is_first_wanted=True)
    try:
        yield together
    finally:
        await together.close()


def now_s() -> float:
    return asyncio.get_running_loop().time()


async def answer(models: LlmChain) -> tuple[str, float]:
    """The answer, and how long its first piece took."""
    start_s, first_s, text = now_s(), 0.0, ""
    async with aclosing(models.stream(ASK)) as pieces:
        async for piece in pieces:
            first_s = first_s or now_s() - start_s
            text += piece
    return text, first_s


@pytest.mark.parametrize("fault", FAULTS)
@in_virtual_time
async def test_the_next_model_answers_soon_and_the_first_again_when_it_is_well(fault: Fault) -> None:
    first, second = FaultyModel("first"), FaultyModel("second")
    async with chain(first, second) as models:
        assert await answer(models) == ("I am first.", pytest.approx(0.1))
        first.fault = fault
        for _ in range(8):
            text, first_s = await answer(models)
            assert text == "I am second."
            assert first_s < 1.2
            await asyncio.sleep(5)
            await models.check()
        standing = await models.check()
        assert standing.degraded
        first.fault = Fault.NONE
        await models.probe()
        await models.check()
        assert await answer(models) == ("I am first.", pytest.approx(0.1))
        assert not (await models.check()).degraded


@pytest.mark.parametrize("fault", FAULTS)
@in_virtual_time
async def test_a_lone_model_is_left_alone_after_some_failures_until_it_writes_again(fault: Fault) -> None:
    only = FaultyModel("only")
    async with chain(only, threshold=2) as models:
        await answer(models)
        only.fault = fault
        if fault is not Fault.SLOW:
            for _ in range(2):
                with pytest.raises(LlmError):
                    await answer(models)
            calls, start_s = only.calls, now_s()
            with pytest.raises(LlmError, match="left alone"):
                await answer(models)
            assert (only.calls, now_s()) == (calls, start_s)
            with pytest.raises(LlmError):
                await models.check()
            await models.probe()
            assert models.breakers[0].state(now_s()) is BreakerState.OPEN
        else:
            assert (await answer(models))[1] == 5.0, "nobody stands behind it, so it is waited for"
        only.fault = Fault.NONE
        await models.probe()
        assert (await answer(models))[0] == "I am only."


@in_virtual_time
async def test_one_late_answer_does_not_cost_a_model_its_place() -> None:
    first, second = FaultyModel("first"), FaultyModel("second")
    async with chain(first, second) as models:
        await answer(models)
        first.takes_s = 2.0
        assert (await answer(models))[0] == "I am second."
        first.takes_s = 0.1
        await asyncio.sleep(1.0)
        assert (await answer(models))[0] == "I am first."


class FarModel(FaultyModel):
    """Its server takes no connection in time while it is frozen, and its own client says so."""

    async def check(self) -> None:
        if self.fault is Fault.FROZEN:
            raise LlmTooSlow(f"{self.name}: silent for too long (ConnectTimeout)")


@in_virtual_time
async def test_one_late_check_says_nothing_about_a_model_two_do() -> None:
    for only in (FaultyModel("only"), FarModel("only")):
        async with chain(only) as models:
            only.fault = Fault.FROZEN
            with pytest.raises(LlmError):
                await models.check()
            only.fault = Fault.NONE
            assert (await answer(models))[0] == "I am only."
            only.fault = Fault.FROZEN
            for _ in range(2):
                with pytest.raises(LlmError):
                    await models.check()
            only.fault = Fault.NONE
            with pytest.raises(LlmError, match="left alone"):
                await answer(models)


@in_virtual_time
async def test_a_model_that_is_usually_slow_is_waited_for() -> None:
    first, second = FaultyModel("first", takes_s=4.0), FaultyModel("second")
    async with chain(first, second) as models:
        for _ in range(3):
            assert await answer(models) == ("I am first.", pytest.approx(4.0))


@in_virtual_time
async def test_an_answer_that_has_begun_is_never_begun_again_by_another() -> None:
    first, second = CutModel("first"), FaultyModel("second")
    first.fault = Fault.RUBBISH
    async with chain(first, second) as models:
        pieces = models.stream(ASK)
        assert await anext(pieces) == "I am "
        with pytest.raises(LlmBroken):
            await anext(pieces)
        assert second.calls == 0
        assert (await answer(models))[0] == "I am second.", "and it is not asked first the next time"


@in_virtual_time
async def test_an_answer_that_is_stopped_is_no_failure() -> None:
    only = FaultyModel("only")
    async with chain(only, threshold=1) as models:
        pieces = models.stream(ASK)
        await anext(pieces)
        await pieces.aclose()
        only.fault = Fault.FROZEN
        waiting = asyncio.create_task(answer(models))
        await asyncio.sleep(1.0)
        waiting.cancel()
        await asyncio.gather(waiting, return_exceptions=True)
        assert models.breakers[0].state(now_s()) is BreakerState.CLOSED


def screened(*pieces: str) -> str:
    screen = AnswerScreen("model")
    return "".join(screen.push(piece) for piece in pieces) + screen.flush()


@pytest.mark.parametrize("pieces", [("<!DOC", "TYPE html>"), ("\n<html",), ("<ht", "ml><body>"), ("<HEAD>",)])
def test_a_web_page_is_no_answer(pieces: tuple[str, ...]) -> None:
    with pytest.raises(LlmBroken, match="web page"):
        screened(*pieces)


@pytest.mark.parametrize("unit", ["ha ", "I do not know. ", "The garden gate is open, and so is the other one. "])
def test_running_in_circles_is_no_answer(unit: str) -> None:
    with pytest.raises(LlmBroken, match="repeats itself"):
        screened("Well. ", *[unit] * 60)


@pytest.mark.parametrize(
    "text", ["ha ha ha ha!", "No, no, no, no, no.", "1, 2, 3, 4, 5", "Row, row, row your boat. " * 4]
)
def test_people_repeat_themselves_too(text: str) -> None:
    assert screened(*text) == text


@pytest.mark.parametrize("pieces", [(), ("",), (" ", "\n")])
def test_nothing_is_nothing(pieces: tuple[str, ...]) -> None:
    assert screened(*pieces) == ""


@given(st.lists(st.text(max_size=12), max_size=20))
def test_what_is_no_rubbish_passes_unchanged(pieces: list[str]) -> None:
    text = "".join(pieces)
    try:
        passed = screened(*pieces)
    except LlmBroken:
        return
    assert passed == (text if text.strip() else "")
