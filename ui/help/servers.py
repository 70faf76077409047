"""What F1 says of the panes about the API, the cluster and load tests."""

from __future__ import annotations

from PySide6.QtCore import QT_TRANSLATE_NOOP

from ui.help.page import HelpPage

PAGES: tuple[HelpPage, ...] = (
    HelpPage(
        "load-test",
        "",
        "",
        str(
            QT_TRANSLATE_NOOP(
                "help",
                "Puts a server under load by a scenario and grades what it does: Excellent, Good, "
                "Acceptable or below. A scenario is Artillery's file, as a form or as text (Ctrl+E); it "
                "is checked while you type, and the line above says what it would do; what the form "
                "changes is written anew, without the file's comments. Ctrl+R starts it, Ctrl+. stops "
                "it, Ctrl+L goes back to it, Ctrl+G looks for the highest rate that is kept up. Only "
                "this computer is put under load without being asked; another host's name has to be "
                "typed. Two results chosen together are compared with Ctrl+M; Ctrl+P writes the report "
                "as a page, Ctrl+N begins a scenario, Ctrl+S keeps it, Del deletes.",
            )
        ),
    ),
    HelpPage(
        "server",
        "",
        "",
        str(
            QT_TRANSLATE_NOOP(
                "help",
                "Starts and stops the API of this computer, which programs, kiosks and browsers use, and "
                "shows its figures, requests and log. Ctrl+R starts it, Ctrl+. stops it, Ctrl+D opens "
                "its docs, Ctrl+1 to Ctrl+4 change the page. In a graph, Left and Right move the cursor.",
            )
        ),
    ),
    HelpPage(
        "server",
        "overview",
        str(QT_TRANSLATE_NOOP("help", "Figures")),
        str(
            QT_TRANSLATE_NOOP(
                "help",
                "What the API of this computer does now: requests, their times and errors, connections, "
                "memory. In a graph, Left and Right move the cursor.",
            )
        ),
    ),
    HelpPage(
        "server",
        "requests",
        str(QT_TRANSLATE_NOOP("help", "Requests")),
        str(
            QT_TRANSLATE_NOOP(
                "help",
                "The newest requests as they come, without names or secrets. Type to filter; Enter shows "
                "the steps one took.",
            )
        ),
    ),
    HelpPage(
        "server",
        "routes",
        str(QT_TRANSLATE_NOOP("help", "Routes")),
        str(
            QT_TRANSLATE_NOOP(
                "help",
                "How often each route was asked, how long it took, and how often it failed.",
            )
        ),
    ),
    HelpPage(
        "server",
        "log",
        str(QT_TRANSLATE_NOOP("help", "Log")),
        str(
            QT_TRANSLATE_NOOP(
                "help",
                "The newest lines of the server's log. Type to filter; the level leaves out what is less.",
            )
        ),
    ),
    HelpPage(
        "cluster",
        "",
        "",
        str(
            QT_TRANSLATE_NOOP(
                "help",
                "A cluster on this computer to try things, and the servers, files, checks and roll-outs "
                "of a real one. Every act says before what it will do.",
            )
        ),
    ),
    HelpPage(
        "cluster",
        "local",
        str(QT_TRANSLATE_NOOP("help", "On this computer")),
        str(
            QT_TRANSLATE_NOOP(
                "help",
                "Starts a whole cluster on this computer to try things: its nodes can be drained, "
                "frozen, cut off, ended and started again, and a database promoted. Its library ends "
                "with it.\n\nCtrl+R starts it, Ctrl+N adds an API node, Ctrl+P promotes, Ctrl+. ends it. "
                "With a node chosen: Enter shows what each act would do, Ctrl+D drains, Ctrl+B freezes, "
                "Ctrl+L cuts off, Ctrl+Shift+K ends at once.",
            )
        ),
    ),
    HelpPage(
        "cluster",
        "servers",
        str(QT_TRANSLATE_NOOP("help", "Servers")),
        str(
            QT_TRANSLATE_NOOP(
                "help",
                "Which hosts and nodes a real deployment has. Ctrl+N adds a node, Ctrl+Shift+N a host, "
                "F2 changes the chosen one, Del takes it out, Ctrl+G opens what all share: releases, "
                "sizes, where files are kept, and where each secret is. No secret itself is ever "
                "entered.\n\nCtrl+T asks the chosen ones from here whether they answer and what they are; "
                "the form has the same button for what is entered. Unknown means that it can't be seen "
                "from here, and is never taken for well.\n\nCtrl+Shift+W shows what saving does to the "
                "file; nothing is written before. What the file was stays beside it, and the menu of the "
                "list puts it back.",
            )
        ),
    ),
    HelpPage(
        "cluster",
        "files",
        str(QT_TRANSLATE_NOOP("help", "Files")),
        str(
            QT_TRANSLATE_NOOP(
                "help",
                "Every file that the topology makes for its hosts, with marks in the place of secrets. "
                "Enter shows one, Ctrl+Shift+C copies it, Ctrl+Shift+E saves it, Ctrl+E saves all below "
                "a folder for each host. Nothing is installed by that.\n\nCtrl+R reads what stands on the "
                "hosts and shows the difference of each file. Files marked “by hand” are run once by an "
                "administrator.",
            )
        ),
    ),
    HelpPage(
        "cluster",
        "checks",
        str(QT_TRANSLATE_NOOP("help", "Checks")),
        str(
            QT_TRANSLATE_NOOP(
                "help",
                "Ctrl+R lets nginx, the databases, Redis and the others look at the files as they would "
                "at their start, and finds what contradicts each other in them, such as more connections "
                "than the database takes. Ctrl+Shift+R does the same with the files that stand on the "
                "hosts. Nothing is changed anywhere.\n\nA contradiction has to be mended, advice may be; "
                "Enter says what to do.",
            )
        ),
    ),
    HelpPage(
        "cluster",
        "rollout",
        str(QT_TRANSLATE_NOOP("help", "Roll-out")),
        str(
            QT_TRANSLATE_NOOP(
                "help",
                "Brings another release to every node while the others answer: a backup, the schema as "
                "far as the release that runs goes on working, then each node in turn. Ctrl+P asks for "
                "the release and says in numbers what it would do; it runs once its name is typed, in a "
                "worker on the server, and goes back by itself where a node does not do well.\n\nWhile it "
                "runs, the list says how far it is with each node, and its log stands beside it; Cancel "
                "stops it at its next step with every node at work. Ctrl+R asks the nodes again, Ctrl+L "
                "shows the last run.",
            )
        ),
    ),
)
