"""One live talk, whatever the door: ears, turns, floor, reply and playout."""
