"""Who may sign in where: accounts of people, their sessions, keys of programs, and the record of what was changed."""
