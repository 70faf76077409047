"""Many clients in several processes doing the same thing in the same moment: run by the concurrency tests.

``python -m tests.app.services.rush URL THREADS`` reads one JSON order a line from standard input, carries it out in
all its threads at once, and answers with one JSON line. The parent releases all processes with a line of its own, so
that the threads of every process start together.
"""

from __future__ import annotations

import json
import sys
import threading
from collections.abc import Callable
from typing import Any

from app.bootstrap import App, build_on
from app.database.engine import Database
from app.domain.actors import Actor, Role
from app.errors import ClmsError
from app.services.acts import new_key
from tests.app.services.company import act_together

ACTOR = Actor(None, "rush", Role.HEAD_LIBRARIAN, "RUSH")


def act(app: App, order: dict[str, Any], mine: Any) -> None:
    """One client's act."""
    if order["what"] == "check_out":
        number = order["number"] if "number" in order else f"{order['numbers']}{mine:05d}"
        app.circulation.check_out(ACTOR, mine, number, key=new_key())
    elif order["what"] == "renew":
        app.circulation.renew(ACTOR, order["loan"])
    else:
        app.ledger.pay(ACTOR, order["student"], order["amount"])


def main() -> None:
    """Carry out orders until standard input ends."""
    url, threads = sys.argv[1], int(sys.argv[2])
    app = build_on(Database(url, pool_size=threads, acquire_timeout_s=30), bcrypt_rounds=4)
    with app:
        for service in (app.circulation, app.ledger):
            assert service
        for line in sys.stdin:
            order = json.loads(line)
            answers = rush(_work(app, order), _shared_out(order))
            print(json.dumps(answers), flush=True)  # noqa: T201 - the protocol with the parent


def _shared_out(order: dict[str, Any]) -> list[Any]:
    """Each thread's client, or clients: those that act together are shared out to two."""
    clients = order["clients"]
    return [clients[0::2], clients[1::2]] if order.get("together") else clients


def _work(app: App, order: dict[str, Any]) -> Callable[[Any], list[str]]:
    """What a thread does: gives "ok", a refusal's code, or what broke, of each of its clients."""

    def one(mine: Any) -> list[str]:
        act(app, order, mine)
        return ["ok"]

    def several(mine: list[Any]) -> list[str]:
        works = [lambda each=each: act(app, order, each) for each in mine]
        said, _ = act_together(works, app.core.database)
        return ["ok" if each is None else each.code for each in said]

    return several if order.get("together") else one


def rush(work: Callable[[Any], list[str]], clients: list[Any]) -> list[str]:
    """Run ``work`` in a thread for each, all at once after the parent's go; what they answered."""
    gate = threading.Event()
    answers: list[str] = []

    def one(mine: Any) -> None:
        gate.wait()
        try:
            answers.extend(work(mine))
        except ClmsError as error:
            answers.append(error.code)
        except Exception as error:  # noqa: BLE001 - the parent judges
            answers.append(f"{type(error).__name__}: {error}")

    workers = [threading.Thread(target=one, args=(mine,)) for mine in clients]
    for worker in workers:
        worker.start()
    print("ready", flush=True)  # noqa: T201 - the protocol with the parent
    sys.stdin.readline()
    gate.set()
    for worker in workers:
        worker.join()
    return answers


if __name__ == "__main__":
    main()
