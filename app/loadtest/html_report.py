"""A run as one HTML page that needs nothing else: the grade with its evidence, phases, percentiles, curves over time."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from html import escape

from app import __version__
from app.domain.loadtest.grading import Grade, Report, graded
from app.domain.loadtest.latencies import Latencies
from app.domain.loadtest.run import Figures, Result, Verdict
from app.domain.loadtest.servers import borne
from app.loadtest.charts import Line, chart
from app.loadtest.words import GRADES, METRICS, VERDICTS, grade_of, milliseconds, server_figure, value_of

_POINTS = (0.5, 0.75, 0.9, 0.95, 0.99, 0.999)
_BLUE, _ORANGE, _GREEN, _RED = "#1f6feb", "#b45309", "#15803d", "#b91c1c"
_SHAPES = {Grade.EXCELLENT: "●", Grade.GOOD: "●", Grade.ACCEPTABLE: "▲", Grade.BELOW: "■", None: "○"}
_STYLE = """
:root{color-scheme:light dark}body{font:15px/1.5 system-ui,sans-serif;max-width:920px;margin:2rem auto;padding:0 1rem}
h1{font-size:1.6rem;margin:0}h2{font-size:1.15rem;margin:2rem 0 .5rem}table{border-collapse:collapse;width:100%}
th,td{text-align:left;padding:.35rem .6rem;border-bottom:1px solid #8884;vertical-align:top}td.n,th.n{text-align:right;
font-variant-numeric:tabular-nums}.grade{font-size:1.3rem;font-weight:600}.note{opacity:.8}.bad{border-left:4px solid #b91c1c;
padding:.4rem .8rem}figure{margin:1rem 0}figcaption{font-weight:600}svg text{font:12px system-ui,sans-serif;fill:currentColor}
.grid{stroke:#8884}.legend{list-style:none;display:flex;gap:1.5rem;padding:0;margin:.2rem 0;flex-wrap:wrap}
"""


def page(result: Result) -> str:
    """The whole page."""
    figures = result.figures
    began = datetime.fromtimestamp(result.began).astimezone()
    parts = [
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Load test {escape(result.name)}</title>',
        f'<meta name="viewport" content="width=device-width"><style>{_STYLE}</style></head><body>',
        f"<h1>Load test {escape(result.name)}</h1><p class=note>{escape(result.target)}, "
        f"{began:%Y-%m-%d %H:%M %Z}, CLMS {__version__}</p>",
        _verdict(result),
        f"<p class=bad>{escape(figures.caution)}</p>" if figures.caution else "",
        _grade(graded(result, borne(result.server))),
        _phases(result),
        _percentiles(figures),
        _answers(figures),
        _curves(result),
        _unknown(result.unknown),
        "</body></html>",
    ]
    return "".join(parts)


def _verdict(result: Result) -> str:
    said = VERDICTS[result.verdict]
    if result.verdict is Verdict.DONE:
        return f"<p>{said}.</p>"
    return f"<p class=bad><strong>{said}.</strong> {escape(result.reason)}</p>"


def _grade(report: Report) -> str:
    word = f"No grade: {report.why_none}" if report.grade is None else GRADES[report.grade]
    deciding = ", ".join(METRICS[mark.metric].split(",")[0].lower() for mark in report.decisive)
    why = f" – decided by {deciding}" if report.grade not in (None, Grade.EXCELLENT) else ""
    rows = (
        (
            METRICS[mark.metric],
            value_of(mark),
            f"{_SHAPES[mark.grade]} {grade_of(mark)}",
            " ".join(filter(None, (mark.note, mark.advice))),
        )
        for mark in report.marks
    )
    return (
        f"<h2>Grade</h2><p class=grade>{_SHAPES[report.grade]} {word}{why}</p>"
        f"{_table(('Metric', 'Measured', 'Grade', 'What would raise it'), rows)}"
    )


def _phases(result: Result) -> str:
    rows = []
    for place, (name, seconds, rate, rate_to) in enumerate(result.phases):
        figures = result.figures_in(place)
        share = figures.error_share
        rows.append(
            (
                (name or f"Phase {place + 1}") + (" (warm-up)" if place in result.warm_up else ""),
                f"{seconds:g} s",
                f"{rate:g}" if rate == rate_to else f"{rate:g} to {rate_to:g}",
                "–" if figures.rate is None else f"{figures.rate:,.1f}",
                "–" if share is None else f"{share:.2%}",
                milliseconds(figures.corrected.percentile_ms(0.95)),
            )
        )
    head = ("Phase", "Lasts", "Arrivals a second", "Answers a second", "Failed", "95 % took at most")
    return f"<h2>Phases</h2>{_table(head, rows, numbers=range(1, 6))}"


def _percentiles(figures: Figures) -> str:
    def column(latencies: Latencies) -> list[str]:
        return [milliseconds(latencies.percentile_ms(share)) for share in _POINTS] + [
            milliseconds(latencies.highest_ms)
        ]

    names = [f"{share * 100:g} %" for share in _POINTS] + ["The longest"]
    rows = zip(names, column(figures.corrected), column(figures.service), strict=True)
    return (
        "<h2>How long answers took</h2>"
        f"{_table(('Of the answers', 'from when they were due', 'from when they were sent'), rows, numbers=(1, 2))}"
        "<p class=note>Readers feel the first column: it counts the time a request had to wait before it could be sent. Where the "
        "two differ, requests stood in a queue that the second one does not see.</p>"
    )


def _answers(figures: Figures) -> str:
    rows = [(f"Status {status}", f"{count:,}") for status, count in sorted(figures.statuses.items())]
    rows += [(what.capitalize(), f"{count:,}") for what, count in sorted(figures.problems.items())]
    if figures.left_out:
        rows.append(("Arrivals left out, too many were under way", f"{figures.left_out:,}"))
    return f"<h2>What was answered</h2>{_table(('Answer', 'Requests'), rows, numbers=(1,))}"


def _curves(result: Result) -> str:
    if not result.seconds:
        return ""
    until = result.seconds[-1].at
    made = [
        chart(
            "Requests",
            "a second",
            (
                Line("due", [(each.at, each.due) for each in result.seconds], _BLUE),
                Line("answered", [(each.at, each.answered) for each in result.seconds], _GREEN),
                Line("failed", [(each.at, each.failed) for each in result.seconds], _RED),
            ),
            until,
        ),
        chart("How long answers took", "ms", _times(result), until),
    ]
    for name, points in result.server.items():
        title, unit = server_figure(name)
        made.append(chart(title, unit, (Line("measured by the servers", points, _BLUE),), until))
    return f"<h2>Over time</h2>{''.join(made)}"


def _times(result: Result) -> tuple[Line, ...]:
    """Of each second what 95 of 100 and half of the answers took at most, however few they are: a curve of seconds is looked at as
    a whole."""
    due = [(each.at, Latencies.decoded(each.corrected)) for each in result.seconds]
    sent = [(each.at, Latencies.decoded(each.service)) for each in result.seconds]

    def line(name: str, found: list[tuple[float, Latencies]], share: float, colour: str) -> Line:
        return Line(
            name, [(at, times.percentile_ms(share) or times.highest_ms) for at, times in found], colour
        )

    return (
        line("95 of 100, from when they were due", due, 0.95, _BLUE),
        line("95 of 100, from when they were sent", sent, 0.95, _ORANGE),
        line("half, from when they were due", due, 0.5, _BLUE),
        line("half, from when they were sent", sent, 0.5, _ORANGE),
    )


def _unknown(places: Iterable[str]) -> str:
    found = "".join(f"<li><code>{escape(place)}</code></li>" for place in places)
    return f"<h2>What the file says and CLMS does not know</h2><ul>{found}</ul>" if found else ""


def _table(head: Iterable[str], rows: Iterable[Iterable[str]], numbers: Iterable[int] = ()) -> str:
    right = set(numbers)

    def line(cells: Iterable[str], tag: str) -> str:
        made = (
            f"<{tag}{' class=n' if n in right else ''}>{escape(cell)}</{tag}>" for n, cell in enumerate(cells)
        )
        return f"<tr>{''.join(made)}</tr>"

    return f"<table><thead>{line(head, 'th')}</thead><tbody>{''.join(line(row, 'td') for row in rows)}</tbody></table>"
