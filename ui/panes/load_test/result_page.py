"""What runs brought: one with its grade and the evidence for it, a search for the knee, or two runs beside each other."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from PySide6.QtWidgets import QScrollArea, QWidget

from app.domain.loadtest.climbed import Climbed
from app.domain.loadtest.comparing import Difference
from app.domain.loadtest.grading import Grade
from app.domain.loadtest.latencies import Latencies
from app.domain.loadtest.run import Figures, Result, Verdict
from app.services.load_tests import Judged
from ui import theme
from ui.models.columns import Badge, Tone
from ui.panes.load_test import words
from ui.panes.load_test.grid import Cell, grid
from ui.panes.load_test.result_curves import Curves, ResultCurves
from ui.panes.load_test.words import tr
from ui.sentences import said
from ui.widgets.badge import BadgeLabel
from ui.widgets.banner import Banner
from ui.widgets.basic import Elided, button, clear, column, frame, label, row
from ui.widgets.sheet import Section, page

_POINTS = (0.5, 0.75, 0.9, 0.95, 0.99, 0.999)


class ResultPage(QWidget):
    """Title and buttons above, the page below."""

    def __init__(self, buttons: Sequence[QWidget], copied: Callable[[str], object]) -> None:
        """``copied`` is handed the figures of a run's curves as a table."""
        super().__init__()
        self._copied = copied
        self.title = Elided("", "heading")
        self.title.setProperty("mayElide", True)
        self.badge = BadgeLabel(words.grade_badge(None), self)
        self.about = label("", "soft", wrap=True)
        head = QWidget()
        line = row(head, self.title, *buttons)
        line.setStretch(0, 1)
        top = QWidget()
        column(top, head, row(None, self.badge, None), self.about, margin=theme.SPACE_2, gap=theme.SPACE_HALF)
        body = frame("plain")
        self._place = column(gap=0)
        column(body, top, self._place, gap=0)
        column(self, body, gap=0)
        self._buttons = tuple(buttons)
        self.area: QScrollArea | None = None
        self.sections: tuple[QWidget, ...] = ()

    def show_run(self, judged: Judged, curves: Curves | None) -> None:
        """Show a run with its curves, None where there are none."""
        result, report = judged.result, judged.report
        self._head(
            result.name, f"{result.target} · {words.when(result.began)}", words.grade_badge(report.grade)
        )
        sections: list[QWidget] = []
        if result.verdict is not Verdict.DONE or report.why_none:
            sections.append(_verdict(judged))
        sections.append(_grade(judged))
        if curves is not None:
            sections.append(self._over_time(curves))
        sections += [
            _phases(result),
            _percentiles(result.figures),
            _answers(result.figures),
        ]
        if result.unknown:
            sections.append(
                Section(tr("Not known here, and passed over"), label("\n".join(result.unknown), wrap=True))
            )
        self._show(sections)

    def _over_time(self, curves: Curves) -> QWidget:
        made = ResultCurves(curves, self._copied)
        copy = button("", "copy", "quiet", name=tr("Copy figures"), run=made.copy)
        return Section(tr("Over time"), made, copy)

    def show_climbed(self, climbed: Climbed) -> None:
        """Show a search for the knee."""
        knee = climbed.knee
        self._head(
            climbed.name,
            f"{climbed.target} · {words.when(climbed.began)}",
            Badge(tr("Knee"), Tone.INFO, "trend-up"),
        )
        text = words.knee_sentence(knee)
        if climbed.reason:
            text = f"{text} {said(climbed.reason)}"
        rows = [
            (
                f"{step.rate:,.1f}",
                _outcome(step.valid, step.problem),
                said(step.problem),
            )
            for step in sorted(climbed.steps, key=lambda step: step.rate)
        ]
        kept = tr(
            "Kept up means: 95 of 100 answers within {time}, at most {share} failed, and 95 % of what was asked answered."
        )
        note = kept.format(
            time=words.milliseconds(climbed.bounds.p95_ms), share=f"{climbed.bounds.error_share:.0%}"
        )
        tried = grid((tr("Arrivals a second"), tr("Outcome"), tr("Why")), rows, numbers=(0,), wide=2)
        self._show(
            [
                Section(tr("The knee"), label(text, wrap=True)),
                Section(tr("Rates that were tried"), _with_note(tried, note)),
            ]
        )

    def show_difference(self, before: str, after: str, found: Iterable[Difference]) -> None:
        """Show two runs beside each other."""
        self._head(tr("Two runs compared"), tr("{before} → {after}").format(before=before, after=after), None)
        rows = [
            (
                words.difference_name(each),
                words.difference_value(each, each.before),
                words.difference_value(each, each.after),
                words.difference_badge(each),
                words.chance(each),
            )
            for each in found
        ]
        table = grid(
            (tr("By the second, in the middle"), tr("Before"), tr("After"), tr("Verdict"), tr("By chance alone")),
            rows, numbers=(1, 2, 4),
        )  # fmt: skip
        note = tr(
            "Seconds of the two runs are compared, warm-up left out (rank test of Mann and Whitney). What chance alone would do "
            "in one of a hundred cases or more is called no difference."
        )
        self._show([_with_note(table, note)])

    def show_buttons(self, shown: bool) -> None:
        """Offer what can be done with a run, or not."""
        for each in self._buttons:
            each.setVisible(shown)

    def _head(self, title: str, about: str, badge: Badge | None) -> None:
        self.title.setText(title)
        self.about.setText(about)
        self.badge.set_badge(badge)

    def _show(self, sections: Sequence[QWidget]) -> None:
        clear(self._place)
        self.sections = tuple(sections)
        self.area = page(*sections, name=tr("The result"))
        self._place.addWidget(self.area)


def _outcome(valid: bool, problem: str) -> Badge:
    if not valid:
        return Badge(tr("Says nothing"), Tone.MUTED, "minus-circle")
    if problem:
        return Badge(tr("Not kept up"), Tone.BAD, "x-circle")
    return Badge(tr("Kept up"), Tone.OK, "check-circle")


def _verdict(judged: Judged) -> QWidget:
    result, report = judged.result, judged.report
    text = words.verdict_badge(result.verdict).text
    if result.reason:
        text = f"{text}. {said(result.reason)}"
    if report.why_none:
        text = f"{text.rstrip('.')}. {words.why_none(report)}"
    made = QWidget()
    banner = Banner(made)  # without a parent it would become a window of its own once it is shown
    column(made, banner)
    bad = result.verdict in (Verdict.INVALID, Verdict.ABORTED)
    banner.show_banner("bad" if bad else "warn", "x-circle" if bad else "warning", text)
    return made


def _grade(judged: Judged) -> QWidget:
    report = judged.report
    rows: list[tuple[Cell, ...]] = [
        (
            words.metric(mark.metric),
            words.value_of(mark),
            words.grade_badge(mark.grade) if mark.grade is not None else "–",
            " ".join(said(text) for text in (mark.note, mark.advice) if text),
        )
        for mark in report.marks
    ]
    table = grid(
        (tr("Metric"), tr("Measured"), tr("Grade"), tr("What would raise it")), rows, numbers=(1,), wide=3
    )
    title = words.grade_badge(report.grade).text
    if report.grade is not None and report.grade is not Grade.EXCELLENT:
        deciding = ", ".join(words.metric(mark.metric) for mark in report.decisive)
        title = tr("{grade}: decided by {what}").format(grade=title, what=deciding)
    return Section(tr("Grade – {grade}").format(grade=title), table)


def _phases(result: Result) -> QWidget:
    rows = []
    for place, (name, seconds, rate, rate_to) in enumerate(result.phases):
        figures = result.figures_in(place)
        named = name or tr("Phase {number}").format(number=place + 1)
        rows.append(
            (
                tr("{name} (warm-up)").format(name=named) if place in result.warm_up else named,
                f"{seconds:g} s",
                f"{rate:g}" if rate == rate_to else f"{rate:g} – {rate_to:g}",
                "–" if figures.rate is None else f"{figures.rate:,.1f}",
                "–" if figures.error_share is None else f"{figures.error_share:.2%}",
                words.milliseconds(figures.corrected.percentile_ms(0.95)),
            )
        )
    head = (
        tr("Phase"),
        tr("Lasts"),
        tr("Arrivals a second"),
        tr("Answers a second"),
        tr("Failed"),
        tr("95 % took at most"),
    )
    return Section(tr("Phases"), grid(head, rows, numbers=range(1, 6)))


def _percentiles(figures: Figures) -> QWidget:
    def times(latencies: Latencies) -> list[str]:
        return [words.milliseconds(latencies.percentile_ms(share)) for share in _POINTS] + [
            words.milliseconds(latencies.highest_ms)
        ]

    names = [f"{share * 100:g} %" for share in _POINTS] + [tr("The longest")]
    rows = list(zip(names, times(figures.corrected), times(figures.service), strict=True))
    table = grid(
        (tr("Of the answers"), tr("from when they were due"), tr("from when they were sent")),
        rows,
        numbers=(1, 2),
    )
    note = tr(
        "Readers feel the first column: it counts the time a request had to wait before it could be sent. Where the two differ, "
        "requests stood in a queue that the second one does not see."
    )
    return Section(tr("How long answers took"), _with_note(table, note))


def _answers(figures: Figures) -> QWidget:
    rows = [
        (tr("Status {status}").format(status=status), f"{count:,}")
        for status, count in sorted(figures.statuses.items())
    ]
    rows += [(words.problem(what), f"{count:,}") for what, count in sorted(figures.problems.items())]
    if figures.left_out:
        rows.append((tr("Arrivals left out, too many were under way"), f"{figures.left_out:,}"))
    return Section(tr("What was answered"), grid((tr("Answer"), tr("Requests")), rows, numbers=(1,)))


def _with_note(content: QWidget, note: str) -> QWidget:
    made = QWidget()
    column(made, content, label(note, "faint", wrap=True))
    return made
