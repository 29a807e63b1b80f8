"""Speech to text and text to speech: the two contracts, one file an engine, the HTTP API and its client."""
