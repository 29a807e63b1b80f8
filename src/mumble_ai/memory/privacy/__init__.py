"""What is known of somebody: told, given to them as a file, forgotten."""
