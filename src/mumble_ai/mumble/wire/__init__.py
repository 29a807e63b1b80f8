"""Generated message classes; README.md says how they are made."""
