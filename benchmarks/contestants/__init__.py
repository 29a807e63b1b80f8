"""One program a contestant of `benchmarks.overhead`: the same course, instant engines, real framework code."""
