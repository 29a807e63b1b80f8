"""What one person says: voice activity, recognition, and the assistant's own voice kept apart."""
