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

ACTOR = Actor(None, "rush", Role.HEAD_LIBRARIAN, "RUSH")


def act(app: App, order: dict[str, Any], mine: Any) -> None:
    """One client's act."""
    if order["what"] == "check_out":
        app.circulation.check_out(ACTOR, mine, order["number"])
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
            answers = rush(lambda mine, order=order: act(app, order, mine), order["clients"])
            print(json.dumps(answers), flush=True)  # noqa: T201 - the protocol with the parent


def rush(work: Callable[[Any], None], clients: list[Any]) -> list[str]:
    """Run ``work`` once a client, all at once after the parent's go; "ok", a refusal's code, or what broke."""
    gate = threading.Event()
    answers: list[str] = []

    def one(mine: Any) -> None:
        gate.wait()
        try:
            work(mine)
        except ClmsError as error:
            answers.append(error.code)
        except Exception as error:  # noqa: BLE001 - the parent judges
            answers.append(f"{type(error).__name__}: {error}")
        else:
            answers.append("ok")

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
