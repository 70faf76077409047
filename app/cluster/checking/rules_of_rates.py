"""Limits of nginx against a school of which everybody comes from one address."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from app.cluster.checking.facts import Facts
from app.cluster.checking.finding import Finding

A_PERSON = 0.5
"""Requests a second of somebody at work, on average."""
A_CLASS = 40
PATIENCE_S = 10
"""A class signs in within so long."""


def schools(facts: Facts) -> Iterator[Finding]:
    """What counts by address must suit all who share one."""
    people = facts.topology.people
    for node, told in facts.nginx.items():
        for rate in told.by_address:
            if rate.a_second < people * A_PERSON:
                yield Finding(
                    "school-rate",
                    f"{node}: the {people} people behind the school's address share {rate.a_second:g} requests a second "
                    f"(zone {rate.zone}); at work they make about {people * A_PERSON:g}.",
                    "Count those who are signed in by their token, and let an address have far more.",
                    (node,),
                )
        pupils = min(people, A_CLASS)
        for rate in told.by_address_at_login:
            let_in = rate.burst + 1 + rate.a_second * PATIENCE_S
            if let_in < pupils:
                yield Finding(
                    "class-rate",
                    f"{node}: of a class of {pupils} that signs in together {let_in:g} get in within {PATIENCE_S} s (zone {rate.zone}: "
                    f"{rate.a_second:g} a second, burst {rate.burst}).",
                    "Raise rate or burst for an address; the API counts each name for itself.",
                    (node,),
                )


def statuses(facts: Facts) -> Iterator[Finding]:
    """Who asks too much is told so, and not that the server is away."""
    for node, told in facts.nginx.items():
        if told.status_of_limits != 429 and (told.by_address or told.by_address_at_login):
            yield Finding(
                "limit-status",
                f"{node} answers {told.status_of_limits} to who asks too much, which says that the server is away.",
                "Set limit_req_status 429.",
                (node,),
            )


def addresses(facts: Facts) -> Iterator[Finding]:
    """Behind a CDN all come from its address, unless its word is believed; without one nobody's is."""
    trusted = bool(facts.topology.trusted_networks)
    for node, told in facts.nginx.items():
        if trusted and not told.real_ip:
            yield Finding(
                "cdn-address",
                f"{node} stands behind {', '.join(facts.topology.trusted_networks)} and counts everybody from there as one.",
                "Set set_real_ip_from and real_ip_header, as the rendered nginx.conf does.",
                (node,),
            )
        elif told.real_ip and not trusted:
            yield Finding(
                "cdn-address",
                f"{node} believes what others say of a client's address, though the topology names no network before it.",
                "Remove set_real_ip_from, or add the network to trusted_networks.",
                (node,),
            )


RULES: tuple[Callable[[Facts], Iterator[Finding]], ...] = (schools, statuses, addresses)
