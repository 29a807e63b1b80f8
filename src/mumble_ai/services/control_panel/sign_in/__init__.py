"""How people sign in, and what they may see of accounts."""
