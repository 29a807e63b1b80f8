"""The speech engines as HTTP services: the first system's endpoints and OpenAI's."""
