"""What F1 says on each page of the cluster's pane."""

from __future__ import annotations

from ui.panes.cluster.words import tr


def text(page: str) -> str:
    """The words for a page by its key."""
    return {"local": _local, "servers": _servers, "files": _files, "checks": _checks, "rollout": _rollout}[
        page
    ]()


def _local() -> str:
    return tr(
        "Starts a whole cluster on this computer to try things: its nodes can be drained, frozen, cut off, ended and started "
        "again, and a database promoted. Its library ends with it.\n\n"
        "Ctrl+R starts it, Ctrl+N adds an API node, Ctrl+P promotes, Ctrl+. ends it. With a node chosen: Enter shows what "
        "each act would do, Ctrl+D drains, Ctrl+B freezes, Ctrl+L cuts off, Ctrl+Shift+K ends at once."
    )


def _servers() -> str:
    return tr(
        "Which hosts and nodes a real deployment has. Ctrl+N adds a node, Ctrl+Shift+N a host, F2 changes the chosen one, Del "
        "takes it out, Ctrl+G opens what all share: releases, sizes, where files are kept, and where each secret is. No "
        "secret itself is ever entered.\n\n"
        "Ctrl+T asks the chosen ones from here whether they answer and what they are; the form has the same button for what is "
        "entered. Unknown means that it can't be seen from here, and is never taken for well.\n\n"
        "Ctrl+Shift+W shows what saving does to the file; nothing is written before. What the file was stays beside it, and "
        "the menu of the list puts it back."
    )


def _files() -> str:
    return tr(
        "Every file that the topology makes for its hosts, with marks in the place of secrets. Enter shows one, Ctrl+Shift+C "
        "copies it, Ctrl+Shift+E saves it, Ctrl+E saves all below a folder for each host. Nothing is installed by that.\n\n"
        "Ctrl+R reads what stands on the hosts and shows the difference of each file. Files marked “by hand” are run once by "
        "an administrator."
    )


def _checks() -> str:
    return tr(
        "Ctrl+R lets nginx, the databases, Redis and the others look at the files as they would at their start, and finds "
        "what contradicts each other in them, such as more connections than the database takes. Ctrl+Shift+R does the same "
        "with the files that stand on the hosts. Nothing is changed anywhere.\n\n"
        "A contradiction has to be mended, advice may be; Enter says what to do."
    )


def _rollout() -> str:
    return tr(
        "Brings another release to every node while the others answer: a backup, the schema as far as the release that runs "
        "goes on working, then each node in turn. Ctrl+P asks for the release and says in numbers what it would do; it runs "
        "once its name is typed, in a worker on the server, and goes back by itself where a node does not do well.\n\n"
        "While it runs, the list says how far it is with each node, and its log stands beside it; Cancel stops it at its next "
        "step with every node at work. Ctrl+R asks the nodes again, Ctrl+L shows the last run."
    )
