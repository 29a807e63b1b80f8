"""Measures and how they are converted; their names in each language are in the table `units` of `languages/`."""

from __future__ import annotations

from typing import Final

from mumble_ai.assistant.actions.replies import replies

_IN_BASE: Final[dict[str, tuple[str, float]]] = {
    "millimetre": ("length", 0.001),
    "centimetre": ("length", 0.01),
    "metre": ("length", 1.0),
    "kilometre": ("length", 1000.0),
    "inch": ("length", 0.0254),
    "foot": ("length", 0.3048),
    "yard": ("length", 0.9144),
    "mile": ("length", 1609.344),
    "milligram": ("mass", 0.001),
    "gram": ("mass", 1.0),
    "kilogram": ("mass", 1000.0),
    "tonne": ("mass", 1_000_000.0),
    "ounce": ("mass", 28.349523125),
    "pound": ("mass", 453.59237),
    "stone": ("mass", 6350.29318),
    "millilitre": ("volume", 0.001),
    "centilitre": ("volume", 0.01),
    "litre": ("volume", 1.0),
    "teaspoon": ("volume", 0.00492892159375),
    "tablespoon": ("volume", 0.01478676478125),
    "cup": ("volume", 0.2365882365),
    "pint": ("volume", 0.473176473),
    "gallon": ("volume", 3.785411784),
    "second": ("time", 1.0),
    "minute": ("time", 60.0),
    "hour": ("time", 3600.0),
    "day": ("time", 86400.0),
    "week": ("time", 604800.0),
    "byte": ("data", 1.0),
    "kilobyte": ("data", 1e3),
    "megabyte": ("data", 1e6),
    "gigabyte": ("data", 1e9),
    "terabyte": ("data", 1e12),
    "kilometre_per_hour": ("speed", 1 / 3.6),
    "mile_per_hour": ("speed", 0.44704),
    "metre_per_second": ("speed", 1.0),
    "celsius": ("temperature", 1.0),
    "fahrenheit": ("temperature", 1.0),
    "kelvin": ("temperature", 1.0),
}
"""Each in the base of its quantity (United States measures for cups, pints and gallons)."""


def unit_of(word: str, language: str) -> str | None:
    """The unit that a word names."""
    units = replies(language).words("units")
    return units.get(word.casefold())


def converted(amount: float, unit: str, target: str) -> float | None:
    """The amount in the other unit; None where they measure different things."""
    (kind, factor), (target_kind, target_factor) = _IN_BASE[unit], _IN_BASE[target]
    if kind != target_kind:
        return None
    if kind == "temperature":
        return _from_celsius(_to_celsius(amount, unit), target)
    return amount * factor / target_factor


def _to_celsius(degrees: float, unit: str) -> float:
    return {"celsius": degrees, "fahrenheit": (degrees - 32) / 1.8, "kelvin": degrees - 273.15}[unit]


def _from_celsius(degrees: float, unit: str) -> float:
    return {"celsius": degrees, "fahrenheit": degrees * 1.8 + 32, "kelvin": degrees + 273.15}[unit]
