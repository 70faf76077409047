"""Figures of the computer this runs on, from psutil and, on Linux, the kernel's pressure files."""

from __future__ import annotations

import os
import re
import time
from pathlib import Path

import psutil

from app.domain.health import TargetKind
from app.domain.measuring import Metric, Span, grown_share, level, rate
from app.errors import Unreachable
from app.monitoring.collector import Collector, Figures

_PSUTIL = "psutil"
_PRESSURE = re.compile(r"some avg10=([\d.]+)")
_WORK = ("cpu.user", "cpu.nice", "cpu.system", "cpu.irq", "cpu.softirq", "cpu.steal")
_ALL = (*_WORK, "cpu.idle", "cpu.iowait")
_MISSING = 0.0


def _disk_busy(span: Span) -> float | None:
    """The busiest disk's."""
    seconds = span.seconds
    if not seconds:
        return None
    grown = [span.grown(name) for name in span.now.raw if name.startswith("disk.busy.")]
    known = [each for each in grown if each is not None]
    return min(100.0, max(known) / 10 / seconds) if known else None


def _memory(span: Span) -> float | None:
    total, available = span.level("memory.total"), span.level("memory.available")
    return None if not total or available is None else 100 * (total - available) / total


class HostCollector(Collector):
    """This computer. In a container these are the figures of what it runs on."""

    KIND = TargetKind.HOST
    METRICS = (
        Metric(
            "host_cpu", "%", "Processors at work.",
            f"{_PSUTIL} cpu_times: Δ all but idle and iowait / Δ all; guest is in user already",
            grown_share(_WORK, _ALL, least=0.1),
        ),
        Metric("host_iowait", "%", "Processors that wait for a disk.", f"{_PSUTIL} cpu_times: Δiowait / Δ all", grown_share(["cpu.iowait"], _ALL, least=0.1)),
        Metric("host_steal", "%", "Processor time others of the same machine got.", f"{_PSUTIL} cpu_times: Δsteal / Δ all", grown_share(["cpu.steal"], _ALL, least=0.1)),
        Metric("host_memory", "%", "Memory in use.", f"{_PSUTIL} virtual_memory: (total − available) / total", _memory),
        Metric("host_swapping", "bytes", "Swapped in and out a second.", f"{_PSUTIL} swap_memory: Δ(sin + sout); its level means little", rate("swap.in", "swap.out")),
        Metric("host_disk_busy", "%", "The busiest disk's time at work.", f"{_PSUTIL} disk_io_counters: Δbusy_time / Δt", _disk_busy),
        Metric("host_disk_read", "bytes", "Read from disks a second.", f"{_PSUTIL} disk_io_counters: Δread_bytes", rate("disk.read")),
        Metric("host_disk_written", "bytes", "Written to disks a second.", f"{_PSUTIL} disk_io_counters: Δwrite_bytes", rate("disk.written")),
        Metric("host_received", "bytes", "Received a second.", f"{_PSUTIL} net_io_counters: Δbytes_recv", rate("net.received")),
        Metric("host_sent", "bytes", "Sent a second.", f"{_PSUTIL} net_io_counters: Δbytes_sent", rate("net.sent")),
        Metric("host_net_faults", "/s", "Packets lost or broken.", f"{_PSUTIL} net_io_counters: Δ(errin + errout + dropin + dropout)", rate("net.faults")),
        Metric("host_sockets", "", "Connections at the ports of the servers on it.", "proc(5), /proc/net/tcp: state ESTABLISHED", level("sockets")),
        Metric("host_lingering", "", "Connections at those ports that ended and still block their numbers.", "proc(5), /proc/net/tcp: state TIME_WAIT", level("lingering")),
        Metric("host_pressure_cpu", "%", "Time somebody waited for a processor.", "Linux PSI, /proc/pressure/cpu: some avg10", level("pressure.cpu")),
        Metric("host_pressure_memory", "%", "Time somebody waited for memory.", "Linux PSI, /proc/pressure/memory: some avg10", level("pressure.memory")),
        Metric("host_pressure_io", "%", "Time somebody waited for a disk.", "Linux PSI, /proc/pressure/io: some avg10", level("pressure.io")),
    )  # fmt: skip

    def collect(self) -> Figures:
        """Look."""
        if self.target.address:
            raise Unreachable("A computer can only be looked at from itself.")
        booted = psutil.boot_time()
        raw = {
            **_processors(),
            **_memory_now(),
            **_disks(),
            **_network(),
            **_pressure(),
            **self.access.neighbours.of_all(),
        }
        return Figures(str(int(booted)), time.time() - booted, raw)


def _processors() -> dict[str, float]:
    times = psutil.cpu_times()
    return {name: float(getattr(times, name[4:], _MISSING)) for name in _ALL}


def _memory_now() -> dict[str, float]:
    memory, swap = psutil.virtual_memory(), psutil.swap_memory()
    return {
        "memory.total": float(memory.total),
        "memory.available": float(memory.available),
        "swap.in": float(swap.sin),
        "swap.out": float(swap.sout),
    }


def _disks() -> dict[str, float]:
    """Whole disks only: what partitions, device mappers and loops count is counted below them again."""
    found = psutil.disk_io_counters(perdisk=True, nowrap=True)
    whole = {name: each for name, each in found.items() if not Path("/sys/block").is_dir() or _is_disk(name)}
    raw = {f"disk.busy.{name}": float(getattr(each, "busy_time", _MISSING)) for name, each in whole.items()}
    raw["disk.read"] = float(sum(each.read_bytes for each in whole.values()))
    raw["disk.written"] = float(sum(each.write_bytes for each in whole.values()))
    return raw


def _is_disk(name: str) -> bool:
    return os.path.isdir(f"/sys/block/{name}") and not name.startswith(("loop", "ram", "dm-", "md", "zram"))


def _network() -> dict[str, float]:
    every = psutil.net_io_counters(pernic=True)
    real = [each for name, each in every.items() if name != "lo" and not name.lower().startswith("loopback")]
    return {
        "net.received": float(sum(each.bytes_recv for each in real)),
        "net.sent": float(sum(each.bytes_sent for each in real)),
        "net.faults": float(sum(each.errin + each.errout + each.dropin + each.dropout for each in real)),
    }


def _pressure() -> dict[str, float]:
    found = {}
    for name in ("cpu", "memory", "io"):
        try:
            told = _PRESSURE.search(Path(f"/proc/pressure/{name}").read_text())
        except OSError:
            continue  # another system, or a kernel that does not count it
        if told:
            found[f"pressure.{name}"] = float(told[1])
    return found
