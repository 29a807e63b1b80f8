"""Who is known: endpoints about people."""
