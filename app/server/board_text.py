"""Every part of the library as Prometheus reads it: what the watch has put up."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from app.domain.board import Board, NodeLine
from app.domain.health import TargetKind, number
from app.domain.measuring import LONGEST_S
from app.monitoring.collectors import metrics_of
from app.server.prometheus import head, line


def text_of(board: Board, now: datetime) -> bytes:
    """The whole text. What is not known, or is older than three looks, is not told."""
    return "".join(_lines(board, now.timestamp())).encode()


def _of_the_watch(board: Board, now: float) -> Iterator[str]:
    yield head("board_age_seconds", "gauge", "Since the watch put up how things stand.")
    yield line("board_age_seconds", max(0.0, now - board.at))
    yield head(
        "messages_undelivered", "gauge", "Messages about alerts that failed and wait for another attempt."
    )
    yield line("messages_undelivered", board.undelivered)
    if board.pinged_at is not None:
        yield head("switch_heard_age_seconds", "gauge", "Since the outside switch heard of the watch.")
        yield line("switch_heard_age_seconds", max(0.0, now - board.pinged_at))


def _lines(board: Board, now: float) -> Iterator[str]:
    yield from _of_the_watch(board, now)
    yield head("figures_age_seconds", "gauge", "Since a target was measured.")
    for node in board.nodes:
        if node.measured_at is not None:
            yield line("figures_age_seconds", max(0.0, now - node.measured_at), _labels(node))
    told: dict[str, str] = {}
    for kind in TargetKind:
        for metric in metrics_of(kind):
            told.setdefault(metric.name, metric.about)
    for name, about in told.items():
        values = [(node, value) for node in board.nodes if (value := _value(node, name, now)) is not None]
        if values:
            yield head(name, "gauge", about)
        for node, value in values:
            yield line(name, value, _labels(node))
    yield head("alert", "gauge", "1 for each alert that goes on and is no consequence of another.")
    for incident in board.incidents:
        if not incident.because:
            labels = {"rule": incident.rule, "target": incident.target, "severity": incident.severity.value}
            yield line("alert", 1, labels)


def _value(node: NodeLine, name: str, now: float) -> float | None:
    if name == "health":
        fresh = node.looked_at is not None and now - node.looked_at <= LONGEST_S
        return number(node.state) if fresh else None
    if name == "answer_ms":
        return node.answer_ms
    fresh = node.measured_at is not None and now - node.measured_at <= LONGEST_S
    return node.values.get(name) if fresh else None


def _labels(node: NodeLine) -> dict[str, str]:
    return {"target": node.name, "kind": node.kind.value, "host": node.host}
