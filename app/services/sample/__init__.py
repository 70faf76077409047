"""An invented library in any size: the shipped sample and the large one tests and benchmarks run on."""

from __future__ import annotations

from app.services.sample.service import SampleService
from app.services.sample.values import Progress, SampleReport, SampleSize, SampleStep

__all__ = ["Progress", "SampleReport", "SampleService", "SampleSize", "SampleStep"]
