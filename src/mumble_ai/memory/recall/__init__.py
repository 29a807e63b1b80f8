"""Recall: which lines of what was said before belong to what is said now.

Words are looked for in a turn and its neighbours (`keywords`), meaning in vectors; what was found is read again token
by token (`late_interaction`) and put in order by several signs at once (`ranking`). No language model is asked.
"""
