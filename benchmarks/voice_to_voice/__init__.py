"""What `benchmarks.voice` measures through a real Mumble server, with an independent client."""
