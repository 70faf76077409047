"""Figures of a folder's disk."""

from __future__ import annotations

import os
import shutil

from app.domain.health import TargetKind
from app.domain.measuring import Metric, level, share
from app.monitoring.collector import Collector, Figures


class FilesCollector(Collector):
    """The disk under a folder."""

    KIND = TargetKind.FILES
    METRICS = (
        Metric("files_free", "bytes", "Free on the disk.", "shutil.disk_usage: free", level("free")),
        Metric("files_used", "%", "Of the disk in use.", "shutil.disk_usage: used / (used + free)", share("used", "usable")),
        Metric("files_inodes", "%", "Of the disk's inodes in use: none left is full too.", "statvfs: (f_files − f_favail) / f_files", share("inodes_used", "inodes")),
        Metric(
            "files_full_h", "h", "Until the disk is full, at the rate of the last week; a year at most.",
            "ops: free / −slope of free, by Theil and Sen over hourly means of 7 days", level("full_h"),
        ),
    )  # fmt: skip

    def collect(self) -> Figures:
        """Look."""
        disk = shutil.disk_usage(self.target.address)
        raw = {
            "free": float(disk.free),
            "used": float(disk.used),
            "usable": float(disk.used + disk.free),
        }
        if hasattr(os, "statvfs"):
            system = os.statvfs(self.target.address)
            if system.f_files:  # some file systems make inodes as they need them
                raw |= {
                    "inodes": float(system.f_files),
                    "inodes_used": float(system.f_files - system.f_favail),
                }
        return Figures(self.target.address, 1e9, raw)
