"""Events, tasks, reminders and timers of each person."""
