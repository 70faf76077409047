"""The job engine: queue, worker, schedule. Knows kinds of jobs by name and nothing of what they do."""

from __future__ import annotations
