"""Language model clients: one contract, one file a protocol, and the chain that falls back."""
