"""What the recall benchmark is made of: conversations, methods compared, the real stores, and the counting."""
