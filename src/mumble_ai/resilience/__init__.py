"""Living with parts that fail: circuit breakers, adaptive deadlines, spares that step in, retries."""
