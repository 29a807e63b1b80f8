"""Transcripts as SubRip and WebVTT subtitles."""

from __future__ import annotations

from mumble_ai.speech.contract import Segment, Transcript


def srt(transcript: Transcript) -> str:
    """SubRip: numbered cues with `HH:MM:SS,mmm`."""
    cues = (f"{n}\n{_span(s, ',')}\n{_safe(s.text)}\n" for n, s in enumerate(transcript.segments, 1))
    return "\n".join(cues)


def vtt(transcript: Transcript) -> str:
    """WebVTT (W3C): cues with `HH:MM:SS.mmm`."""
    cues = (f"{_span(s, '.')}\n{_safe(s.text, escape=True)}\n" for s in transcript.segments)
    return "\n".join(["WEBVTT\n", *cues])


def _span(segment: Segment, point: str) -> str:
    return f"{_time(segment.start_s, point)} --> {_time(segment.end_s, point)}"


def _time(seconds: float, point: str) -> str:
    ms = round(seconds * 1000)
    return f"{ms // 3_600_000:02}:{ms // 60_000 % 60:02}:{ms // 1000 % 60:02}{point}{ms % 1000:03}"


def _safe(text: str, *, escape: bool = False) -> str:
    text = " ".join(text.split())
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;") if escape else text
