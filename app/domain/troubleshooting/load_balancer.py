"""Load balancer: nginx is away or full, an API node is out, or requests are shared unequally."""

from __future__ import annotations

from app.domain.health import HealthState, TargetKind
from app.domain.troubleshooting.case import (
    Case,
    Check,
    Facts,
    Found,
    cause,
    listed,
    part,
    ruled_out,
    suspect,
    unknown,
)  # fmt: skip

_UNEQUAL = 3.0
_SOON_DAYS = 14.0
_SLOW_STEP_MS = 500.0


def _nginx(facts: Facts) -> Found:
    nodes = facts.of(TargetKind.NGINX)
    if not nodes:
        return ruled_out("There is no load balancer here.")
    down = facts.down(TargetKind.NGINX)
    if down:
        name = down[0].name
        return cause(
            f"{name} does not answer.", down[0].reason, remedies=(part(name, "log", "Look at its log"),)
        )
    if any(node.state is HealthState.UNKNOWN for node in nodes):
        return unknown("The load balancer could not be asked.")
    return ruled_out("The load balancer answers.")


def _backends(facts: Facts) -> Found:
    nodes = facts.of(TargetKind.API)
    if not nodes:
        return ruled_out("No API node is watched here.")
    down = facts.down(TargetKind.API)
    if not down:
        if any(node.state is HealthState.UNKNOWN for node in nodes):
            return unknown("Not every API node could be asked.")
        return ruled_out("Every API node takes requests.")
    name, reasons = down[0].name, tuple(f"{node.name}: {node.reason}" for node in down)
    if len(down) == len(nodes):
        said = "No API node takes requests, so nobody is answered."
    else:
        said = f"{name} takes no requests; the others do its work."
    return cause(said, *reasons, remedies=(part(name, "log", "Look at its log"),))


def _leaning(facts: Facts) -> Found:
    """API nodes say no when their database is away."""
    nodes = facts.of(TargetKind.DATABASE)
    down = facts.down(TargetKind.DATABASE)
    if not nodes or any(node.state is HealthState.UNKNOWN for node in nodes):
        return unknown("Not every database could be asked.")
    if down and facts.down(TargetKind.API):
        name = down[0].name
        return cause(f"{name} is away, and API nodes that lean on it take no requests.", down[0].reason,
                     remedies=(part(name, "log", "Look at its log"),))  # fmt: skip
    return ruled_out("No API node is out because of its database.")


def _through(facts: Facts) -> Found:
    """One request through the load balancer and to each node, step by step."""
    balancers = {node.name for node in facts.of(TargetKind.NGINX)}
    through = [each for each in facts.requests if each.part in balancers]
    direct = [each for each in facts.requests if each.part not in balancers]
    told = tuple(each.told for each in facts.requests)
    if not facts.requests:
        return (
            ruled_out("There is nobody to send a request to.")
            if not facts.nodes
            else unknown("No request was sent.")
        )
    answering = [each for each in direct if each.answered]
    failed = next((each for each in through if not each.answered), None)
    if failed is not None:
        name = failed.part
        if answering:
            return cause(f"{name} passes no request on, and {answering[0].part} answers when it is asked itself.", *told,
                         remedies=(part(name, "log", "Look at its log"),))  # fmt: skip
        return suspect("No request is answered, by whatever way it is sent.", *told)
    slow = max((*through, *direct), key=lambda each: each.total_ms)
    step, longest = max(slow.steps, key=lambda each: each[1], default=("", 0.0))
    if longest > _SLOW_STEP_MS:
        return suspect(
            f"A request to {slow.part} takes {slow.total_ms:.0f} ms, most of it for this step: {step}.", *told
        )
    silent = next((each for each in direct if not each.answered), None)
    if silent is not None:
        return suspect(f"{silent.part} does not answer a request; the others do.", *told,
                       remedies=(part(silent.part, "log", "Look at its log"),))  # fmt: skip
    return ruled_out("Requests are answered, through the load balancer and by each node.", *told)


def _dropped(facts: Facts) -> Found:
    rates = facts.values(TargetKind.NGINX, "nginx_dropped")
    if not rates:
        return unknown("Whether connections are refused is not known.")
    for name, rate in rates.items():
        peak = max(rate, facts.peak(name, "nginx_dropped") or 0.0)
        if peak > 0:
            return cause(f"{name} had no room for connections: worker_connections is too small.",
                         f"{name}: {peak:.2f} a second")  # fmt: skip
    return ruled_out("The load balancer has room for connections.")


def _shares(facts: Facts) -> Found:
    rates = facts.values(TargetKind.API, "api_lb_requests")
    if len(rates) < 2 or sum(rates.values()) < 2:
        return unknown("There are too few requests to compare.")
    most, least = max(rates.values()), min(rates.values())
    told = listed(rates, "{:.1f} a second")
    if most > _UNEQUAL * max(least, 0.1):
        name = min(rates, key=lambda each: rates[each])
        return suspect(f"{name} gets far fewer requests than the others.", *told,
                       remedies=(part(name, "log", "Look at its log"),))  # fmt: skip
    return ruled_out("Requests are shared equally.", *told)


def _releases(facts: Facts) -> Found:
    found = {
        node.name: node.facts.get("release") or node.facts.get("version", "")
        for node in facts.of(TargetKind.API)
    }
    known = {name: release for name, release in found.items() if release}
    if not known:
        return unknown("Which releases the API nodes are is not known.")
    told = tuple(f"{name}: {release}" for name, release in sorted(known.items()))
    if len(set(known.values())) > 1:
        return suspect("API nodes are of different releases: a roll-out is under way or did not end.", *told)
    return ruled_out("All API nodes are of one release.", *told)


def _certificate(facts: Facts) -> Found:
    days = facts.values(TargetKind.NGINX, "certificate_days")
    if not days:
        return unknown("Until when certificates are good is not known.")
    name, least = min(days.items(), key=lambda each: each[1])
    if least <= 0:
        return cause(f"The certificate of {name} has ended: programs refuse to connect.")
    if least < _SOON_DAYS:
        return suspect(f"The certificate of {name} ends in {least:.0f} days.")
    return ruled_out("Certificates are good.", *listed(days, "{:.0f} days"))


CASE = Case(
    "load-balancer",
    "Load balancer",
    "Desks get errors such as 502 or 504, or some requests are answered and others are not.",
    (
        Check("nginx", "Does the load balancer answer?", _nginx),
        Check("leaning", "Are API nodes out because of a database?", _leaning),
        Check("backends", "Does every API node take requests?", _backends),
        Check("through", "Does a request get through, and where does its time go?", _through),
        Check("dropped", "Is there room for connections?", _dropped),
        Check("certificate", "Is the certificate good?", _certificate),
        Check("shares", "Are requests shared equally?", _shares),
        Check("releases", "Are all API nodes of one release?", _releases),
    ),
    ("nginx_dropped", "nginx_requests", "api_lb_requests", "api_lb_p95_ms", "api_errors"),
    requests=True,
)
