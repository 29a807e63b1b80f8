"""What an import found and did."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import Final

_SETTINGS: Final = {
    "ollama_url": "OLLAMA_URL",
    "ollama_model": "OLLAMA_MODEL",
    "bot_persona": "BOT_PERSONA",
    "whisper_language": "WHISPER_LANGUAGE",
    "short_term_memory_limit": "SHORT_TERM_MEMORY_LIMIT",
    "session_timeout_minutes": "SESSION_TIMEOUT_MINUTES",
    "session_reactivation_minutes": "SESSION_REACTIVATION_MINUTES",
}
_USUAL: Final = {
    "whisper_language": "auto",
    "short_term_memory_limit": "10",
    "session_timeout_minutes": "30",
    "session_reactivation_minutes": "10",
}


@dataclass(slots=True)
class ImportReport:
    """Counts by what they are of.

    Attributes:
        found: What the old database holds and can be taken over.
        added: What was not here yet.
        skipped: What was left out, by why.
        settings: What was set there, under the names of today.
    """

    is_dry_run: bool
    found: Counter[str] = field(default_factory=Counter[str])
    added: Counter[str] = field(default_factory=Counter[str])
    skipped: Counter[str] = field(default_factory=Counter[str])
    settings: dict[str, str] = field(default_factory=dict[str, str])

    def note_configuration(self, configuration: dict[str, str]) -> None:
        """Takes over what is still a setting and is not the usual value."""
        for key, name in _SETTINGS.items():
            value = configuration.get(key, "").strip()
            if value and value != _USUAL.get(key):
                self.settings[name] = " ".join(value.split())

    def in_words(self) -> str:
        """A line for each thing."""
        lines = [
            f"{what}: {self.found[what]} found" + ("" if self.is_dry_run else f", {self.added[what]} added")
            for what in self.found
        ]
        lines += [f"left out, {why}: {count}" for why, count in self.skipped.items()]
        if self.settings:
            lines.append("Set there; add these to .env if you want them:")
            lines += [f"  {name}={value}" for name, value in self.settings.items()]
        return "\n".join(lines)
