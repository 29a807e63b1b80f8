"""Small sums and conversions of measures."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from pydantic import Field

from mumble_ai.assistant.actions.action import Action, Parameters
from mumble_ai.assistant.actions.arithmetic import tokens_of, value_of
from mumble_ai.assistant.actions.context import ActionContext
from mumble_ai.assistant.actions.deed import Deed
from mumble_ai.assistant.actions.replies import replies
from mumble_ai.assistant.actions.units import converted, unit_of


class Sum(Parameters):
    """What to work out."""

    sum: str = Field(max_length=300, description="Such as '15 percent of 80' or '3 + 4 * 2'.")


class Conversion(Parameters):
    """A measure and the unit it is wanted in."""

    number: float = Field(1.0, description="How many.")
    unit: str = Field(max_length=40, description="The unit it is in, such as 'miles'.")
    target: str = Field(max_length=40, description="The unit that is wanted.")


def sum_actions() -> Sequence[Action[Any]]:
    """Sums."""
    return (
        Action("calculate", "Works out a small sum exactly.", Sum, calculate),
        Action("convert", "Converts length, mass, volume, temperature, speed, time or data.", Conversion, convert),
    )


async def calculate(context: ActionContext, given: Sum) -> Deed:
    """The value of a sum."""
    tokens = tokens_of(given.sum, context.language)
    try:
        value = value_of(tokens) if tokens else None
    except ZeroDivisionError:
        return Deed.failed(context.say("by_zero"))
    if value is None:
        return Deed.nothing(context.say("no_sum"))
    return Deed.done(context.say("sum_is", value=_written(value, context)), value=value)


async def convert(context: ActionContext, given: Conversion) -> Deed:
    """The same measure in another unit."""
    unit, target = unit_of(given.unit, context.language), unit_of(given.target, context.language)
    value = converted(given.number, unit, target) if unit and target else None
    if value is None or unit is None or target is None:
        return Deed.nothing(context.say("no_conversion"))
    amount, result = _measured(context, given.number, unit), _measured(context, value, target)
    return Deed.done(context.say("converted", amount=amount, result=result), value=value)


def _measured(context: ActionContext, amount: float, unit: str) -> str:
    one, _, some = replies(context.language).word("unit_names", unit).partition("|")
    return f"{_written(amount, context)} {one if amount == 1 else some}"


def _written(value: float, context: ActionContext) -> str:
    """A number as it is read: whole where it is, else with a few decimals and the decimal sign of the language."""
    text = f"{value:.10g}" if float(value).is_integer() else f"{value:.4g}" if abs(value) < 1 else f"{value:.2f}"
    text = text.rstrip("0").rstrip(".") if "." in text and "e" not in text else text
    return text.replace(".", context.say("decimal_sign"))
