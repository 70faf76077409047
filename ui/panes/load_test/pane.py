"""Load test: puts servers under load by a scenario, shows it live beside what the servers measure, and grades it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, QTimer, Slot
from PySide6.QtWidgets import QStackedWidget, QWidget

from app.domain.loadtest.orders import Climb, Live, ResultLine, RunOrder, RunPhase, ScenarioFile
from app.services.load_tests import LoadTestsService
from ui.messages import Choice, Question
from ui.panes.base import Pane, PaneContext, TourStep
from ui.panes.load_test import touring, words
from ui.panes.load_test.keeping import Keeping
from ui.panes.load_test.lists import Lists
from ui.panes.load_test.outcomes import Outcomes
from ui.panes.load_test.result_page import ResultPage
from ui.panes.load_test.run_page import RunPage, Samples, samples_of
from ui.panes.load_test.scenario_page import FORM, TEXT, ScenarioPage
from ui.widgets.acts import Act, ActSet
from ui.widgets.basic import frame, row

_FIRST = "template/guide"
LOOK_MS = 1_000
"""How often a run is looked at while the pane is seen."""


class LoadTestPane(Pane):
    """Scenarios and results at the left, one of them at the right."""

    def __init__(self, context: PaneContext, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.live = Live()
        self._looking = False
        self._awaited = False
        self.keeping, self.outcomes = Keeping(self), Outcomes(self)
        self.scenario = ScenarioPage(self)
        self.scenario.start_asked.connect(self.ask_start)
        self.scenario.knee_asked.connect(self.ask_knee)
        self.scenario.save_asked.connect(self.keeping.save)
        self.running = RunPage(self, self.stop_run, self.show_scenario)
        self._acts = ActSet(self._pane_acts(), tuple, self)
        self.result = ResultPage(
            (
                self._acts.button_of("json"),
                self._acts.button_of("html"),
            ),
            self.outcomes.copy,
        )
        self.lists = Lists(context.state, self._scenario_acts(), self._result_acts())
        self.lists.scenarios.opened.connect(self.keeping.open)
        self.lists.scenarios.current_changed.connect(self.keeping.choose)
        self.lists.results.opened.connect(lambda line: self.outcomes.open(line.id))
        self.lists.results.current_changed.connect(self.outcomes.choose)
        self.stack = QStackedWidget()
        for page in (self.scenario, self.running, self.result):
            self.stack.addWidget(page)
        body = frame("plain")
        line = row(body, self.lists, self.stack, gap=1)
        line.setStretch(1, 1)
        self.set_body(body)
        self._timer = QTimer(self, interval=LOOK_MS)
        self._timer.timeout.connect(self.look_now)
        self._show_acts()

    @property
    def service(self) -> LoadTestsService:
        """The service."""
        return self.services.load_tests

    def _pane_acts(self) -> tuple[Act, ...]:
        return (
            Act("start", self.tr("Start the run"), lambda _: self.ask_start(), "play", "Ctrl+R"),
            Act("stop", self.tr("Stop the run"), lambda _: self.stop_run(), "stop", "Ctrl+."),
            Act("knee", self.tr("Find the knee…"), lambda _: self.ask_knee(), "trend-up", "Ctrl+G"),
            Act("save", self.tr("Save the scenario"), lambda _: self.keeping.save(), "check", "Ctrl+S"),
            Act("text", self.tr("Form or text"), lambda _: self.turn(), "code", "Ctrl+E"),
            Act("run", self.tr("The run"), lambda _: self.show_run(), "activity", "Ctrl+L"),
            Act("html", self.tr("Save the report…"), lambda _: self.outcomes.save_report(), "export", "Ctrl+P",
                tip=self.tr("A page that stands by itself, for a browser")),
            Act("json", self.tr("Save as JSON…"), lambda _: self.outcomes.save_json(), "download-simple", "Ctrl+Shift+J",
                tip=self.tr("The file that clms loadtest reads")),
        )  # fmt: skip

    def _scenario_acts(self) -> tuple[Act, ...]:
        return (
            Act("new", self.tr("New"), lambda _: self.keeping.new(), "plus", "Ctrl+N", tip=self.tr("Begin a scenario of your own")),
            Act("delete", self.tr("Delete…"), self.keeping.ask_delete, "trash", "Del", "one", danger=True, menu_only=True),
        )  # fmt: skip

    def _result_acts(self) -> tuple[Act, ...]:
        return (
            Act("compare", self.tr("Compare"), self.outcomes.compare, "arrows-left-right", "Ctrl+M", "two",
                tip=self.tr("Says whether the later of two runs was faster, or only luckier")),
            Act("delete", self.tr("Delete…"), self.outcomes.ask_delete, "trash", "Del", "some", danger=True, menu_only=True),
        )  # fmt: skip

    # -- what the window asks ------------------------------------------------------------------------

    def start(self) -> None:
        self.run(self._read_all, self._on_read, partial(self.set_state, "failed"))
        self._timer.start()

    def _read_all(self) -> tuple[tuple[ScenarioFile, ...], tuple[ResultLine, ...], Live]:
        service, actor = self.service, self.actor
        return service.scenarios(actor), service.results(actor), service.live(actor)

    def _on_read(self, read: tuple[tuple[ScenarioFile, ...], tuple[ResultLine, ...], Live]) -> None:
        scenarios, results, live = read
        self.lists.show_scenarios(scenarios)
        self.lists.show_results(results)
        self.set_state("loaded")
        if live.phase in (RunPhase.RUNNING, RunPhase.ENDING):
            self._awaited = True
            self.show_run()
        elif scenarios and not self.scenario.name and not self.lists.scenarios.select_key(_FIRST):
            self.lists.scenarios.selectRow(0)
        self.look_now()

    def reload(self, then: Callable[[], object] | None = None) -> None:
        """Read both lists again."""

        def shown(read: tuple[tuple[ScenarioFile, ...], tuple[ResultLine, ...], Live]) -> None:
            self.lists.show_scenarios(read[0])
            self.lists.show_results(read[1])
            if then is not None:
                then()

        self.run(self._read_all, shown, latest="lists")

    def acts(self) -> tuple[Act, ...]:
        return (*self._acts.acts, *self.lists.scenarios.acts.acts)

    def do(self, key: str) -> None:
        if key in {act.key for act in self._acts.acts}:
            self._acts.trigger(key)
        else:
            self.lists.scenarios.acts.trigger(key)

    def row_count(self) -> int:
        return self.lists.scenario_model.rowCount()

    def take_focus(self) -> None:
        self.lists.scenarios.setFocus(Qt.FocusReason.OtherFocusReason)

    def tour_steps(self) -> tuple[TourStep, ...]:
        return touring.steps(self)

    def guard(self, leave: Callable[[], None]) -> None:
        self.keeping.guard(leave)

    # -- pages ---------------------------------------------------------------------------------------

    def show_scenario(self) -> None:
        """Bring the scenario to the front."""
        self._go(self.scenario)

    def show_run(self) -> None:
        """Bring the run to the front."""
        self._go(self.running)

    def show_result(self) -> None:
        """Bring the result to the front."""
        from_run = self.stack.currentWidget() is self.running
        self._go(self.result)
        if from_run and self.result.area is not None:
            self.result.area.setFocus(Qt.FocusReason.OtherFocusReason)

    def turn(self) -> None:
        """Show the form instead of the text, or the other way round."""
        self._go(self.scenario)
        self.scenario.show_view(FORM if self.scenario.views.currentIndex() == TEXT else TEXT)

    def _go(self, page: QWidget) -> None:
        self.stack.setCurrentWidget(page)
        self._show_acts()

    def _show_acts(self) -> None:
        run = self.stack.currentWidget() is self.result and bool(self.outcomes.shown)
        going = self.live.phase in (RunPhase.RUNNING, RunPhase.ENDING)
        for key, on in (
            ("html", run), ("json", run), ("stop", self.live.phase is RunPhase.RUNNING),
            ("start", not going), ("knee", not going), ("run", self.live.phase is not RunPhase.NONE),
        ):  # fmt: skip
            self._acts.action(key).setEnabled(on)
        self.scenario.allow(not going)
        self.result.show_buttons(run)

    # -- running -------------------------------------------------------------------------------------

    @Slot()
    def ask_start(self) -> None:
        """Start the run; where it is not this computer that bears the load, ask first."""
        if self.scenario.usable:
            self._ask(self.scenario.order())

    @Slot()
    def ask_knee(self) -> None:
        """Look for the knee, after it was said what that means."""
        climb = self.scenario.options.climb()
        if not self.scenario.usable or climb is None:
            return
        order = self.scenario.order()
        text = self.tr(
            "Rates from {first} to {highest} arrivals a second are tried one after the other at {target}, each for {seconds} s or "
            "longer, until one is not kept up. That puts the server under as much load as it bears, and more."
        )
        asked = text.format(
            first=f"{climb.first:g}", highest=f"{climb.highest:g}", seconds=f"{climb.seconds:g}",
            target=self.scenario.checked.script.target if self.scenario.checked.script else "",
        )  # fmt: skip
        self._ask(order, climb, asked)

    def _ask(self, order: RunOrder, climb: Climb | None = None, text: str = "") -> None:
        checked = self.scenario.checked
        if checked.here and climb is None:
            self.begin(order)
            return
        detail = text or words.what_it_does(checked)
        if not checked.here:
            warning = self.tr(
                "Whoever works with {host} now will feel it. Type the name of the host if that is meant."
            )
            detail = f"{detail} {warning.format(host=checked.host)}"
        question = Question(
            self.tr("Find the knee?") if climb else self.tr("Put {host} under load?").format(host=checked.host),
            detail,
            (Choice("cancel", self.tr("Cancel")), Choice("start", self.tr("Start it"), danger=not checked.here, primary=checked.here)),
            type_to_confirm="" if checked.here else checked.host,
            icon="gauge",
        )  # fmt: skip
        allowed = "" if checked.here else checked.host
        wanted = RunOrder(
            order.name, order.text, order.target, order.variables, () if climb else order.warm_up, order.abort, allowed,
            order.token, climb,
        )  # fmt: skip
        self.messages.ask(question, lambda key, _text: self.begin(wanted) if key == "start" else None)

    def begin(self, order: RunOrder) -> None:
        """Start it."""
        self.run(partial(self.service.start, self.actor, order), self._on_started, self.messages.warn)

    def _on_started(self, live: Live) -> None:
        self.live, self._awaited = live, True
        self.running.show_live(live, [])
        self.show_run()
        self.running.stop.setFocus(Qt.FocusReason.OtherFocusReason)
        self.look_now()

    @Slot()
    def stop_run(self) -> None:
        """Let nobody arrive any more."""
        self.run(partial(self.service.stop, self.actor), lambda _: self.look_now())

    @Slot()
    def look_now(self) -> None:
        """Look how the run stands, unless a look is under way, nobody sees it, or there is none."""
        if self._looking or not self.isVisible():
            return
        self._looking = True
        seen = self.live
        work = partial(_look, self.service, self, seen)
        self.runner.run(self, work, self._on_look, self._on_no_look, background=True)

    def _on_look(self, found: tuple[Live, Samples]) -> None:
        self._looking = False
        live, fresh = found
        if live.began < self.live.began:
            return  # it was asked for before the run began that goes on now
        self.live = live
        if live.phase is not RunPhase.NONE:
            self.running.show_live(live, fresh)
        over = live.phase in (RunPhase.OVER, RunPhase.FAILED)
        self._show_acts()
        if over and self._awaited:
            self._awaited = False
            self.reload()
            if live.result and self.stack.currentWidget() is self.running:
                self.outcomes.open(live.result)

    def _on_no_look(self, error: Exception) -> None:
        self._looking = False
        self.messages.warn(error)


def _look(service: LoadTestsService, pane: LoadTestPane, seen: Live) -> tuple[Live, Samples]:
    """How the run stands and the samples of its new seconds; those of a later rate of a search stand after those before."""
    live = service.live(pane.actor, seen.number, seen.round) if seen.began else service.live(pane.actor)
    if seen.began and live.began != seen.began:
        live = service.live(pane.actor)
    return live, samples_of(live.seconds, live.round_began)
