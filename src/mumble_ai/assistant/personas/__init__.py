"""Who the assistant is: everywhere, in a channel, and for one person."""
