"""An invented library in any size: the shipped sample and the large one tests and benchmarks run on."""
