"""A question as "I don't know …" goes on."""

from __future__ import annotations

from mumble_ai.memory.extraction.grammar import Grammar
from mumble_ai.memory.extraction.subjects import Subject


def indirect(text: str, phrase: str, subject: Subject, grammar: Grammar, *, lead: str = "") -> str:
    """A question as "I don't know …" goes on: "where do I live" becomes "where I live"."""
    questions = grammar.data["questions"]
    padded = f" {text} "
    if not questions["indirect"] or not phrase or f" {phrase}" not in padded:
        return ""
    before, _, after = padded.partition(f" {phrase}")
    if after.startswith("'"):  # "my wife's name"
        owned, _, after = after.strip().partition(" ")
        noun, _, after = after.partition(" ")
        phrase = f"{phrase}{owned} {noun}"
    asking, _, aux = before.strip().rpartition(" ")
    words = after.split()
    be = {form for sense in ("now", "past") for form in grammar.data["be"][sense].split("|")}
    if aux.casefold() in be:
        parts = [lead or asking, phrase, aux, *words]
    elif aux.casefold() in questions["do"] and words:
        verb = _inflected(words[0], questions["do"][aux.casefold()], grammar)
        if not verb:
            return ""
        parts = [lead or asking, phrase, verb, *words[1:]]
    else:
        parts = [lead or before.strip(), phrase, *words]
    said = " ".join(part for part in parts if part)
    return said[:1].lower() + said[1:]


def _inflected(verb: str, place: int, grammar: Grammar) -> str:
    found = next((forms[place] for forms in grammar.data["verbs"].values() if forms[0] == verb.casefold()), "")
    return found or (verb if place == 0 else "")
