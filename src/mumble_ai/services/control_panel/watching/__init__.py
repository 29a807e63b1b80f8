"""What goes on: the dashboard, live news, health, jobs, logs and flight records."""
