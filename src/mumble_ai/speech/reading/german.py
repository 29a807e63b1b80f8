"""German."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from mumble_ai.speech.reading.rules import (
    HOST,
    LONG_DIGITS,
    MAIL,
    TELEPHONE,
    Found,
    Rule,
    day_of,
    digits_apart,
    one_of,
    ordinal_in_words,
    telephone,
    year_in_words,
)

_MONTHS: Final = (
    *("Januar", "Februar", "März", "April", "Mai", "Juni", "Juli"),
    *("August", "September", "Oktober", "November", "Dezember"),
)


@dataclass(frozen=True, slots=True)
class _Unit:
    name: str
    one: str = "ein"
    single: str = ""
    """The singular, where it differs."""


_UNITS: Final = {
    "°C": _Unit("Grad Celsius"),
    "°F": _Unit("Grad Fahrenheit"),
    "°": _Unit("Grad"),
    "%": _Unit("Prozent"),
    "km/h": _Unit("Kilometer pro Stunde"),
    "m/s": _Unit("Meter pro Sekunde"),
    "km²": _Unit("Quadratkilometer"),
    "m²": _Unit("Quadratmeter"),
    "m³": _Unit("Kubikmeter"),
    "km": _Unit("Kilometer"),
    "m": _Unit("Meter"),
    "cm": _Unit("Zentimeter"),
    "mm": _Unit("Millimeter"),
    "kg": _Unit("Kilogramm"),
    "g": _Unit("Gramm"),
    "mg": _Unit("Milligramm"),
    "l": _Unit("Liter"),
    "ml": _Unit("Milliliter"),
    "h": _Unit("Stunden", "eine", "Stunde"),
    "Std.": _Unit("Stunden", "eine", "Stunde"),
    "min": _Unit("Minuten", "eine", "Minute"),
    "Min.": _Unit("Minuten", "eine", "Minute"),
    "Sek.": _Unit("Sekunden", "eine", "Sekunde"),
    "ms": _Unit("Millisekunden", "eine", "Millisekunde"),
    "kB": _Unit("Kilobyte"),
    "MB": _Unit("Megabyte"),
    "GB": _Unit("Gigabyte"),
    "TB": _Unit("Terabyte"),
    "Hz": _Unit("Hertz"),
    "kHz": _Unit("Kilohertz"),
    "MHz": _Unit("Megahertz"),
    "GHz": _Unit("Gigahertz"),
    "W": _Unit("Watt"),
    "kW": _Unit("Kilowatt"),
    "kWh": _Unit("Kilowattstunden", "eine", "Kilowattstunde"),
    "V": _Unit("Volt"),
}
_MONEY: Final = {"€": "Euro", "EUR": "Euro", "$": "Dollar", "USD": "Dollar", "£": "Pfund", "CHF": "Franken"}
_SHORT: Final = {
    "Dr.": "Doktor",
    "Prof.": "Professor",
    "Hr.": "Herr",
    "Fr.": "Frau",
    "z.B.": "zum Beispiel",
    "z. B.": "zum Beispiel",
    "d.h.": "das heißt",
    "d. h.": "das heißt",
    "u.a.": "unter anderem",
    "u. a.": "unter anderem",
    "o.ä.": "oder ähnliches",
    "usw.": "und so weiter",
    "bzw.": "beziehungsweise",
    "ca.": "circa",
    "evtl.": "eventuell",
    "ggf.": "gegebenenfalls",
    "inkl.": "inklusive",
    "vgl.": "vergleiche",
    "vs.": "gegen",
    "Nr.": "Nummer",
    "&": "und",
    "→": "nach",
    "≈": "etwa",
    "½": "ein halb",
    "¼": "ein Viertel",
    "¾": "drei Viertel",
}
_SIGNS: Final = {
    "+": "plus",
    "=": "gleich",
    "×": "mal",
    "*": "mal",
    "x": "mal",
    "÷": "geteilt durch",
    "/": "geteilt durch",
}
_FRACTIONS: Final = {
    "1/2": "ein halb",
    "1/3": "ein Drittel",
    "2/3": "zwei Drittel",
    "1/4": "ein Viertel",
    "3/4": "drei Viertel",
}
_DATIVE: Final = ("am", "vom", "zum", "dem", "den", "des", "im", "beim", "bis", "ab", "seit", "nach", "vor")
_ARTICLE: Final = ("der", "die", "das")
_NUMBER: Final = r"(?:\d{1,3}(?:\.\d{3})+|\d+)(?:,\d+)?"
_BEFORE_A_YEAR: Final = (
    "im Jahr",
    "im Jahre",
    "Jahr",
    "Jahre",
    "seit",
    "bis",
    "von",
    "ab",
    "um",
    "und",
    "anno",
    *_MONTHS,
)


def _unit(found: Found) -> str:
    number, unit = found[1] or "", _UNITS[found[2] or ""]
    if number == "1":
        return f"{unit.one} {unit.single or unit.name}"
    return f"{number} {unit.name}"


def _money(found: Found) -> str:
    number, name = found[2] or found[3] or "", _MONEY[found[1] or found[4] or ""]
    whole, _, rest = number.partition(",")
    whole = "ein" if whole == "1" else whole
    return f"{whole} {name}" if rest in {"", "00", "0"} else f"{whole} {name} {rest}"


def _date(year: str | None, month: str, day: str, before: str | None) -> str | None:
    if (when := day_of(year, month, day)) is None:
        return None
    spoken = f"{_ordinal(when.day, before)} {_MONTHS[when.month - 1]}"
    return f"{spoken} {year_in_words(when.year, 'de')}" if year else spoken


def _ordinal(number: int, before: str | None) -> str:
    ending = "n" if before and before.strip().lower() in _DATIVE else ""
    return f"{before or ''}{ordinal_in_words(number, 'de')}{ending}"


def _time(found: Found) -> str | None:
    hour, minute = int(found[1] or ""), int(found[2] or "")
    if hour > 24 or minute > 59:
        return None
    spoken = "ein" if hour == 1 else str(hour)
    return f"{spoken} Uhr {minute}" if minute else f"{spoken} Uhr"


def _range(found: Found) -> str | None:
    first, second = found[1] or "", found[2] or ""
    unit = _UNITS.get((found[3] or "").strip())
    if _value(first) >= _value(second):
        return None
    return f"{first} bis {second} {unit.name}" if unit else f"{first} bis {second}"


def _value(number: str) -> float:
    return float(number.replace(".", "").replace(",", "."))


def _dotted(words: str) -> str:
    return re.sub(r"\.", " Punkt ", words)


_LEADING: Final = rf"((?:\b(?i:{'|'.join((*_DATIVE, *_ARTICLE))}) )?)"
_ANY_MONTH: Final = "|".join(_MONTHS)

RULES: Final = (
    Rule(MAIL, lambda m: f"{_dotted(m[1] or '')} ät {_dotted(m[2] or '')}"),
    Rule(HOST, lambda m: _dotted(m[1] or "")),
    Rule(
        rf"{_LEADING}(?<![\w.-])(\d{{4}})-(\d{{2}})-(\d{{2}})(?![\w-])",
        lambda m: _date(m[2], m[3] or "", m[4] or "", m[1]),
    ),
    Rule(
        rf"{_LEADING}(?<![\w.,])(\d{{1,2}})\.(\d{{1,2}})\.(\d{{4}})?(?![\w.])",
        lambda m: _date(m[4], m[3] or "", m[2] or "", m[1]),
    ),
    Rule(
        rf"{_LEADING}(?<![\w.,])(\d{{1,2}})\.(?= (?:{_ANY_MONTH})\b)",
        lambda m: _ordinal(int(m[2] or ""), m[1]),
    ),
    Rule(
        rf"(\b(?i:{'|'.join((*_DATIVE, *_ARTICLE))}) )(\d{{1,3}})\.(?= [A-ZÄÖÜa-zäöü])",
        lambda m: _ordinal(int(m[2] or ""), m[1]),
    ),
    Rule(r"(?<![\w:.,])(\d{1,2})[:.](\d{2}) Uhr\b", _time),
    Rule(r"(?<![\w:.,])(\d{1,2}):(\d{2})(?![\w:])", _time),
    Rule(r"\b1 Uhr\b", lambda _: "ein Uhr"),
    Rule(r"(?<=:\d\d) ?[-–] ?(?=\d{1,2}:\d\d)", lambda _: " bis "),
    Rule(TELEPHONE, telephone),
    Rule(r"(?<![\w.,])(\d+(?:\.\d{1,2}){2,})(?![\w]|[.,]\d)", lambda m: (m[1] or "").replace(".", " Punkt ")),
    Rule(LONG_DIGITS, lambda m: digits_apart(m[1] or "")),
    Rule(rf"(?<!\w)(?:([$€£]) ?({_NUMBER})|({_NUMBER}) ?({one_of(_MONEY)})(?!\w))", _money),
    Rule(rf"(?<![\w.,/:])(-?{_NUMBER}) ?({one_of(_UNITS)})(?![\w/²³])", _unit),
    Rule(rf"(?<![\w.,/:-])({_NUMBER}) ?[-–] ?({_NUMBER})( ?(?:{one_of(_UNITS)})(?!\w))?(?![\w/-]|[.,:]\d)", _range),
    Rule(rf"(?<![\w./])({one_of(_FRACTIONS)})(?![\w/])", lambda m: _FRACTIONS[m[1] or ""]),
    Rule(
        rf"\b((?i:{'|'.join(_BEFORE_A_YEAR)})) (1[1-9]\d\d)(?!\w|[.,]\d)",
        lambda m: f"{m[1]} {year_in_words(int(m[2] or ''), 'de')}",
    ),
    Rule(r"(\w+)str\.(?!\w)", lambda m: f"{m[1]}straße"),
    Rule(r"(?<=\d) ?([+=×*x÷/]) ?(?=\d)", lambda m: f" {_SIGNS[m[1] or '']} "),
    Rule(r"(?<=\w) ([+=]) (?=\w)", lambda m: f" {_SIGNS[m[1] or '']} "),
    Rule(r"\busw\.(?=\W*$)", lambda _: "und so weiter."),
    Rule(rf"(?<!\w)({one_of(_SHORT)})(?!\w)", lambda m: _SHORT[m[1] or ""]),
)
