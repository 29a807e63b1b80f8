"""Whether speech over the assistant's own voice is meant to stop it. Time and facts come in, a verdict comes out.

The voice pauses as soon as somebody it answers begins to speak; then the words decide. A listener's "mhm", a laugh, a
cough, music or the assistant's own voice from a loudspeaker let it go on where it was; anything else stops it for good.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from mumble_ai.conversation.phrases.phrasebook import languages, phrasebook

_WORD: Final = re.compile(r"[^\W\d_]+", re.UNICODE)
_HUM: Final = re.compile(r"(?:m+|h*m+h*m*|mhm+|u+h*|uhuh|u+m+|a+h*|o+h*|e+h*|e+hm*|ä+h*m*|ö+h*m*|hm+|h+)$")
_LAUGH: Final = re.compile(r"(?:(?:ha|he|hi|ho|hä|ah|eh){2,}h?|haha|lol|ha)$")


class Verdict(StrEnum):
    """What the speech is."""

    REAL = "real"
    FALSE = "false"
    UNCLEAR = "unclear"


@dataclass(frozen=True, slots=True)
class InterruptionPolicy:
    """Thresholds. The voice is silent anyway while the verdict is open, so there is time for the words.

    Attributes:
        pause_s: The voice pauses after this much speech: two chunks, which a click, a keyboard and a cough do not
            reach. On 144 onsets of synthetic speech that is 92 ms (median) and 180 ms (95 of 100) after the first loud
            sample; two chunks of certain speech (see `speech.evidence`) took 125 and 313 ms and were no safer on noise.
        sure_words: So many words stop the answer before the speaker is done; fewer may be an order such as "a bit
            louder, please", after which it goes on.
        sure_s: Speech with words that lasts this long stops the answer, too.
        wordless_s: The same for speech without any text, where the recogniser gives none while it listens.
        short_s: A sound shorter than this, without text, is a cough until words come.
        unclear_s: Sound that gave no words for this long lets the voice go on; words that come later still stop it.
        longest_backchannel_words: More words than this are no backchannel.
    """

    pause_s: float = 0.064
    sure_words: int = 6
    sure_s: float = 2.0
    wordless_s: float = 1.5
    short_s: float = 0.6
    unclear_s: float = 1.5
    longest_backchannel_words: int = 3


@dataclass(frozen=True, slots=True)
class Interjection:
    """Speech over the assistant's voice.

    Attributes:
        speech_s: Sure speech in it so far.
        text: What was recognised so far, or None where nothing is known yet.
        is_over: Whether the text is final.
        is_pausing: Whether the speaker fell silent; without words the voice goes on, and words that come late stop it.
        is_own_voice: Whether the text is what the assistant just said.
        paused_for_s: How long the voice has been silent because of it.
        has_partials: Whether the recogniser gives text while it listens.
    """

    speech_s: float
    text: str | None = None
    is_over: bool = False
    is_pausing: bool = False
    is_own_voice: bool = False
    paused_for_s: float = 0.0
    has_partials: bool = True


def judge(policy: InterruptionPolicy, facts: Interjection, language: str | None = None) -> tuple[Verdict, str]:
    """Decides what it is, and says why."""
    words = _WORD.findall((facts.text or "").lower())
    if facts.is_own_voice:
        return Verdict.FALSE, "it is the assistant's own voice"
    is_meant = has_meaning(policy, facts.text or "", language)
    if facts.is_over:
        if is_meant:
            return Verdict.REAL, f"{len(words)} words"
        return Verdict.FALSE, "a backchannel" if words else "no words"
    if is_meant:
        is_sure = len(words) >= policy.sure_words or facts.speech_s >= policy.sure_s
        return (Verdict.REAL, f"{len(words)} words") if is_sure else (Verdict.UNCLEAR, "words that may be an order")
    if not facts.has_partials and facts.speech_s >= policy.short_s:
        is_sure = facts.speech_s >= policy.wordless_s
        return (Verdict.REAL if is_sure else Verdict.UNCLEAR), f"{facts.speech_s:.1f} s of speech"
    if facts.is_pausing:
        return Verdict.FALSE, "a backchannel, it seems" if words else "no words so far"
    if facts.paused_for_s >= policy.unclear_s:
        return Verdict.FALSE, f"no words for {facts.paused_for_s:.1f} s"
    return Verdict.UNCLEAR, "no words yet"


def has_meaning(policy: InterruptionPolicy, text: str, language: str | None = None) -> bool:
    """Whether a text is more than a sign of listening."""
    words = _WORD.findall(text.lower())
    return bool(words) and not is_backchannel(words, policy.longest_backchannel_words, language)


def is_backchannel(words: list[str], most_words: int = 3, language: str | None = None) -> bool:
    """Whether lower-case words are hums, laughter or signs of listening only."""
    if len(words) > most_words and not all(_HUM.match(w) or _LAUGH.match(w) for w in words):
        return False
    books = [phrasebook(language)] if language else [phrasebook(code) for code in languages()]
    known = {word for book in books for word in book.acknowledgements}
    return all(_HUM.match(word) or _LAUGH.match(word) or word in known for word in words)
