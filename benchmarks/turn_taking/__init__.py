"""What `benchmarks.turns` measures with: turns with pauses in them, and their replay."""
