"""From text to paced sound: clauses, voice, loudness, playout, and the words that were really heard."""
