"""How the parts of the library stand, what was measured, alerts and where they are sent."""

from __future__ import annotations

from app.bootstrap import App
from app.domain.actors import Actor, Permission
from app.server.route import Content, Noun, Place, Route
from app.services.alerts import AlertsService
from app.services.health import HealthService
from app.services.memory_looks import MemoryLooksService
from app.services.nodes import NodesService
from app.services.troubleshooting import TroubleshootingService

_OPERATE = Permission.OPERATE
_HERE = "/api/monitoring"
_NODE = f"{_HERE}/parts/{{part}}"
_SPAN = {"since": "2026-11-25T00:00:00Z", "until": "2026-11-26T00:00:00Z"}
_RULE = {
    "rule": {
        "name": "cpu",
        "title": "Processors are busy",
        "kind": "host",
        "metric": "host_cpu",
        "raise_at": 90,
        "clear_at": 80,
        "for_s": 300,
    }
}
_PAUSE = {
    "pause": {
        "kind": "maintenance",
        "target": "db-1",
        "since": 4070908800,
        "until": 4070912400,
        "reason": "A new release of MariaDB",
    }
}
_CHANNEL = {"channel": {"name": "Slack of the IT room", "kind": "slack", "secret": "keyring:clms_slack"}}

NOUN = Noun(
    "Monitoring",
    "How databases, Redis, API nodes, nginx, files and computers stand; figures, alerts, channels.",
)


def save_evidence(actor: Actor, app: App, case: str) -> Content:
    """Work a case through and hand out what it was judged by as a zip, without secrets."""
    return Content("application/zip", app.troubleshooting.evidence(actor, case).content)


ROUTES = (
    Route("GET", f"{_HERE}/overall", HealthService.overall, Permission.SEARCH, "The whole in one word"),
    Route("GET", _HERE, HealthService.look, _OPERATE, "Everything as it is now", place=Place.HEALTH),
    Route("POST", f"{_HERE}/watch", HealthService.watch, _OPERATE, "Look, every second", place=Place.HEALTH),
    Route("GET", f"{_HERE}/metrics", HealthService.metrics, _OPERATE, "Every figure there is"),
    Route("GET", f"{_HERE}/targets", HealthService.targets, _OPERATE, "What was measured"),
    Route(
        "GET",
        f"{_HERE}/history",
        HealthService.history,
        _OPERATE,
        "Figures over time",
        {"target": "this-computer", "metrics": ["host_cpu"], **_SPAN},
    ),
    Route("GET", f"{_HERE}/incidents", HealthService.incidents, _OPERATE, "Alerts there were", _SPAN),
    Route("GET", f"{_HERE}/incidents/{{incident}}", HealthService.incident, _OPERATE, "One alert"),
    Route(
        "POST",
        f"{_HERE}/incidents/{{incident}}/acknowledge",
        AlertsService.acknowledge,
        _OPERATE,
        "Look after an alert",
        {"note": "I look at it"},
    ),
    Route("GET", f"{_HERE}/timeline", HealthService.timeline, _OPERATE, "What happened", _SPAN),
    Route("GET", f"{_HERE}/deliveries", HealthService.deliveries, _OPERATE, "Messages, the newest first"),
    Route("GET", f"{_HERE}/rules", AlertsService.rules, _OPERATE, "The rules in force"),
    Route("PUT", f"{_HERE}/rules", AlertsService.save_rule, _OPERATE, "Change or add a rule", _RULE),
    Route(
        "POST", f"{_HERE}/rules/rehearse", AlertsService.rehearse, _OPERATE, "Try a rule on the past", _RULE
    ),
    Route("DELETE", f"{_HERE}/rules/{{name}}", AlertsService.reset_rule, _OPERATE, "Put a rule back"),
    Route("GET", f"{_HERE}/pauses", AlertsService.pauses, _OPERATE, "Silences and maintenance windows"),
    Route("POST", f"{_HERE}/pauses", AlertsService.pause, _OPERATE, "Let nobody be told", _PAUSE, 201),
    Route("DELETE", f"{_HERE}/pauses/{{pause_id}}", AlertsService.end_pause, _OPERATE, "End a silence"),
    Route("GET", f"{_HERE}/channels", AlertsService.channels, _OPERATE, "Where alerts are sent"),
    Route("POST", f"{_HERE}/channels", AlertsService.add_channel, _OPERATE, "Add a channel", _CHANNEL, 201),
    Route(
        "PUT",
        f"{_HERE}/channels/{{channel_id}}",
        AlertsService.change_channel,
        _OPERATE,
        "Change a channel",
        _CHANNEL,
    ),
    Route(
        "DELETE",
        f"{_HERE}/channels/{{channel_id}}",
        AlertsService.remove_channel,
        _OPERATE,
        "Remove a channel",
    ),
    Route("GET", f"{_NODE}/processes", NodesService.processes, _OPERATE, "Connections of a database"),
    Route(
        "POST",
        f"{_NODE}/processes/{{process}}/end",
        NodesService.end_process,
        _OPERATE,
        "End a statement or a connection",
        {"mark": "0f1e2d3c4b5a6978", "reason": "It holds up the desks"},
    ),
    Route("GET", f"{_NODE}/statements", NodesService.statements, _OPERATE, "What took the time"),
    Route(
        "GET",
        f"{_NODE}/statements/{{digest}}/sample",
        NodesService.sample,
        _OPERATE,
        "A statement as it was sent",
        also=(Permission.VIEW_PATRONS,),
    ),
    Route(
        "POST",
        f"{_NODE}/explain",
        NodesService.explain,
        _OPERATE,
        "How a SELECT would be carried out",
        {"statement": "SELECT id FROM books WHERE status = 'AVAILABLE'"},
    ),
    Route("GET", f"{_NODE}/advice", NodesService.advice, _OPERATE, "Advice on its settings"),
    Route(
        "POST",
        f"{_NODE}/advice/{{setting}}",
        NodesService.take_advice,
        _OPERATE,
        "Set what is advised",
        problems=(412,),
    ),
    Route(
        "POST",
        f"{_NODE}/memory",
        MemoryLooksService.look,
        _OPERATE,
        "What an API node holds in memory, and what grew",
    ),
    Route("GET", f"{_HERE}/memory", MemoryLooksService.taken, _OPERATE, "Looks at memory that were taken"),
    Route("GET", f"{_NODE}/log", NodesService.log, _OPERATE, "The newest lines of its logs"),
    Route(
        "POST", f"{_HERE}/requests", TroubleshootingService.requests, _OPERATE, "Time a request by its steps"
    ),
    Route("GET", f"{_HERE}/cases", TroubleshootingService.cases, _OPERATE, "What can be troubleshot"),
    Route(
        "POST", f"{_HERE}/cases/{{case}}", TroubleshootingService.diagnose, _OPERATE, "Work a case through"
    ),
    Route(
        "GET",
        f"{_HERE}/cases/{{case}}/evidence",
        save_evidence,
        _OPERATE,
        "The evidence of a case, as a zip",
        covers=("troubleshooting.evidence",),
        media=("application/zip",),
    ),
    Route("GET", f"{_HERE}/files", AlertsService.files, _OPERATE, "Files for Grafana and Prometheus"),
    Route(
        "POST",
        f"{_HERE}/channels/{{channel_id}}/test",
        AlertsService.test_channel,
        _OPERATE,
        "Send a test",
    ),
)
