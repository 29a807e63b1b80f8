"""English."""

from __future__ import annotations

import re
from typing import Final

from mumble_ai.speech.reading.rules import (
    HOST,
    LONG_DIGITS,
    MAIL,
    TELEPHONE,
    VERSION,
    Found,
    Names,
    Rule,
    day_of,
    digits_apart,
    in_words,
    one_of,
    ordinal_in_words,
    telephone,
    year_in_words,
)

_MONTHS: Final = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)
_UNITS: Final = {
    "°C": Names("degree Celsius", "degrees Celsius"),
    "°F": Names("degree Fahrenheit", "degrees Fahrenheit"),
    "°": Names("degree", "degrees"),
    "%": Names("percent", "percent"),
    "km/h": Names("kilometre per hour", "kilometres per hour"),
    "kph": Names("kilometre per hour", "kilometres per hour"),
    "m/s": Names("metre per second", "metres per second"),
    "mph": Names("mile per hour", "miles per hour"),
    "km²": Names("square kilometre", "square kilometres"),
    "m²": Names("square metre", "square metres"),
    "m³": Names("cubic metre", "cubic metres"),
    "km": Names("kilometre", "kilometres"),
    "m": Names("metre", "metres"),
    "cm": Names("centimetre", "centimetres"),
    "mm": Names("millimetre", "millimetres"),
    "mi": Names("mile", "miles"),
    "ft": Names("foot", "feet"),
    "yd": Names("yard", "yards"),
    "kg": Names("kilogram", "kilograms"),
    "g": Names("gram", "grams"),
    "mg": Names("milligram", "milligrams"),
    "lb": Names("pound", "pounds"),
    "lbs": Names("pound", "pounds"),
    "oz": Names("ounce", "ounces"),
    "l": Names("litre", "litres"),
    "L": Names("litre", "litres"),
    "ml": Names("millilitre", "millilitres"),
    "h": Names("hour", "hours"),
    "hr": Names("hour", "hours"),
    "hrs": Names("hour", "hours"),
    "min": Names("minute", "minutes"),
    "sec": Names("second", "seconds"),
    "ms": Names("millisecond", "milliseconds"),
    "kB": Names("kilobyte", "kilobytes"),
    "MB": Names("megabyte", "megabytes"),
    "GB": Names("gigabyte", "gigabytes"),
    "TB": Names("terabyte", "terabytes"),
    "Hz": Names("hertz", "hertz"),
    "kHz": Names("kilohertz", "kilohertz"),
    "MHz": Names("megahertz", "megahertz"),
    "GHz": Names("gigahertz", "gigahertz"),
    "W": Names("watt", "watts"),
    "kW": Names("kilowatt", "kilowatts"),
    "kWh": Names("kilowatt hour", "kilowatt hours"),
    "V": Names("volt", "volts"),
}
_MONEY: Final = {
    "$": (Names("dollar", "dollars"), Names("cent", "cents")),
    "US$": (Names("dollar", "dollars"), Names("cent", "cents")),
    "€": (Names("euro", "euros"), Names("cent", "cents")),
    "£": (Names("pound", "pounds"), Names("penny", "pence")),
}
_CODES: Final = {"USD": "$", "EUR": "€", "GBP": "£", **{sign: sign for sign in _MONEY}}
_SHORT: Final = {
    "Dr.": "Doctor",
    "Mr.": "Mister",
    "Mrs.": "Missus",
    "Ms.": "Miss",
    "Prof.": "Professor",
    "Jr.": "Junior",
    "Sr.": "Senior",
    "Ave.": "Avenue",
    "Rd.": "Road",
    "e.g.": "for example",
    "i.e.": "that is",
    "etc.": "et cetera",
    "vs.": "versus",
    "approx.": "approximately",
    "incl.": "including",
    "w/o": "without",
    "w/": "with",
    "&": "and",
    "→": "to",
    "≈": "about",
    "≤": "at most",
    "≥": "at least",
    "½": "one half",
    "¼": "one quarter",
    "¾": "three quarters",
    "⅓": "one third",
    "⅔": "two thirds",
}
_SIGNS: Final = {
    "+": "plus",
    "=": "equals",
    "×": "times",
    "*": "times",
    "x": "times",
    "÷": "divided by",
    "/": "divided by",
}
_PARTS: Final = {2: "half", 3: "third", 4: "quarter", 5: "fifth", 8: "eighth", 10: "tenth"}
_YEAR_AFTER: Final = (
    *("in", "since", "until", "till", "by", "from", "of", "during", "around", "before", "after", "year", "years"),
    *("late", "early", "mid", "spring", "summer", "autumn", "fall", "winter", "to", "and", "circa", *_MONTHS),
)
_NUMBER: Final = r"(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?"
_MINUS: Final = r"(?<![\w.,/:])(-?"


def _amount(number: str, names: Names) -> str:
    return f"{number} {names.one if number.lstrip('+-') == '1' else names.many}"


def _unit(found: Found) -> str:
    return _amount(found[1] or "", _UNITS[found[2] or ""])


def _money(found: Found) -> str:
    number, scale = found[2] or found[4] or "", found[3]
    big, small = _MONEY[_CODES[found[1] or found[5] or ""]]
    if scale:
        return f"{number} {scale} {big.many}"
    whole, _, rest = number.partition(".")
    if len(rest) != 2 or rest == "00":
        return _amount(number.removesuffix(".00"), big)
    cents = _amount(str(int(rest)), small)
    return cents if whole == "0" else f"{_amount(whole, big)} and {cents}"


def _date(year: str | None, month: str, day: str) -> str | None:
    if (when := day_of(year, month, day)) is None:
        return None
    spoken = f"{_MONTHS[when.month - 1]} {ordinal_in_words(when.day, 'en')}"
    return f"{spoken}, {year_in_words(when.year, 'en')}" if year else spoken


def _slashed(found: Found) -> str | None:
    """Month first, unless there is no such month; a lone fraction where both could be meant."""
    first, second, year = found[1] or "", found[2] or "", found[3]
    top, bottom = int(first), int(second)
    if year is None and top < bottom and (name := _PARTS.get(bottom)):
        return f"{in_words(top, 'en')} {name if top == 1 else 'halves' if bottom == 2 else name + 's'}"
    if year is None and (bottom <= 12 or top > 12):
        return None
    return _date(year, first, second) if top <= 12 else _date(year, second, first)


def _time(found: Found) -> str | None:
    hour, minute, half = int(found[1] or ""), found[2] or "", found[3]
    if hour > 24 or int(minute) > 59:
        return None
    words = f"{hour}" if minute == "00" else f"{hour} oh {int(minute)}" if minute < "10" else f"{hour} {minute}"
    if half:
        return f"{words} {_half(half)}"
    return f"{hour} o'clock" if minute == "00" else words


def _half(letters: str) -> str:
    return "a.m." if letters[0] in "aA" else "p.m."


def _range(found: Found) -> str | None:
    first, second = found[1] or "", found[2] or ""
    if _value(first) >= _value(second):
        return None
    unit = _UNITS.get((found[3] or "").strip())
    spoken = f"{_number(first)} to {_number(second)}"
    return f"{spoken} {unit.many}" if unit else spoken


def _value(number: str) -> float:
    return float(number.replace(",", ""))


def _number(number: str) -> str:
    is_year = len(number) == 4 and number.isdigit() and 1100 <= int(number) <= 2099
    return year_in_words(int(number), "en") if is_year else number


def _decade(found: Found) -> str:
    century, tens = found[1] or "", found[2] or ""
    words = year_in_words(int(f"{century}{tens}"), "en") if century else in_words(int(tens), "en")
    return f"{words[:-1]}ies" if words.endswith("y") else f"{words}s"


def _year(found: Found) -> str:
    return f"{found[1]} {year_in_words(int(found[2] or ''), 'en')}"


def _dotted(words: str) -> str:
    return re.sub(r"\.", " dot ", words)


RULES: Final = (
    Rule(MAIL, lambda m: f"{_dotted(m[1] or '')} at {_dotted(m[2] or '')}"),
    Rule(HOST, lambda m: _dotted(m[1] or "")),
    Rule(r"(?<![\w.-])(\d{4})-(\d{2})-(\d{2})(?![\w-])", lambda m: _date(m[1], m[2] or "", m[3] or "")),
    Rule(r"(?<![\w.,-])(\d{1,2})[.-](\d{1,2})[.-](\d{4})(?![\w-])", lambda m: _date(m[3], m[2] or "", m[1] or "")),
    Rule(r"(?<![\w./])(\d{1,2})/(\d{1,2})(?:/(\d{4}))?(?![\w/]|\.\d)", _slashed),
    Rule(r"(?<![\w:.,])(\d{1,2}):(\d{2})(?: ?([aApP]\.?[mM](?:\.|\b)))?(?![\w:])", _time),
    Rule(r"(?<![\w:.,])(\d{1,2}) ?([aApP])\.?[mM](?:\.|\b)", lambda m: f"{m[1]} {_half(m[2] or '')}"),
    Rule(r"(?<=:\d\d) ?[-–] ?(?=\d{1,2}:\d\d)", lambda _: " to "),
    Rule(TELEPHONE, telephone),
    Rule(VERSION, lambda m: (m[1] or "").replace(".", " point ")),
    Rule(LONG_DIGITS, lambda m: digits_apart(m[1] or "")),
    Rule(
        rf"(?<!\w)({one_of(_MONEY)})({_NUMBER}) ?[-–] ?[$€£]?({_NUMBER})(?![\w-]|[.,]\d)",
        lambda m: f"{m[2]} to {m[3]} {_MONEY[m[1] or ''][0].many}",
    ),
    Rule(
        rf"(?<!\w)(?:({one_of(_MONEY)}) ?({_NUMBER})(?: (thousand|million|billion|trillion)\b)?"
        rf"|({_NUMBER}) ?({one_of(_CODES)})(?!\w))",
        _money,
    ),
    Rule(rf"{_MINUS}{_NUMBER}) ?({one_of(_UNITS)})(?![\w/²³])", _unit),
    Rule(
        rf"(?<![\w.,/:-])({_NUMBER}) ?[-–] ?({_NUMBER})( ?(?:{one_of(_UNITS)})(?![\w/²³]))?(?![\w/-]|[.,:]\d)",
        _range,
    ),
    Rule(r"(?<![\w,.])['’]?(1[1-9]|20|)([1-9]0)['’]?s\b", _decade),
    Rule(rf"\b((?i:{'|'.join(_YEAR_AFTER)})) (1[1-9]\d\d|20\d\d)(?!\w|[.,]\d| ?[-–] ?\d)", _year),
    Rule(r"(?<![\w.])(?:No\.|no\.|#) ?(?=\d)", lambda _: "number "),
    Rule(r"\bSt\.(?= [A-Z])", lambda _: "Saint"),
    Rule(r"\bSt\.", lambda _: "Street"),
    Rule(r"(?<=\d) ?([+=×*x÷/]) ?(?=\d)", lambda m: f" {_SIGNS[m[1] or '']} "),
    Rule(r"(?<=\w) ([+=]) (?=\w)", lambda m: f" {_SIGNS[m[1] or '']} "),
    Rule(r"(?<!\w)~ ?(?=\d)", lambda _: "about "),
    Rule(r"\betc\.(?=\W*$| [A-Z])", lambda _: "et cetera."),
    Rule(rf"(?<!\w)({one_of(_SHORT)})(?!\w)", lambda m: _SHORT[m[1] or ""]),
)
