"""PCM frames, resampling, Opus, the jitter buffer and WAV: signal code without I/O."""
