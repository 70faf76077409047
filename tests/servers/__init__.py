"""Real database servers for tests and benchmarks: unprivileged, on loopback, gone when the process ends."""
