"""Where things are kept: PostgreSQL is the truth; Redis and the vector index may be lost and are made again from it."""
