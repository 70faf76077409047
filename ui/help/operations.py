"""What F1 says of the panes that look after servers and data."""

from __future__ import annotations

from PySide6.QtCore import QT_TRANSLATE_NOOP

from ui.help.page import HelpPage

PAGES: tuple[HelpPage, ...] = (
    HelpPage(
        "health",
        "",
        "",
        str(
            QT_TRANSLATE_NOOP(
                "help",
                "How the library's parts stand, live: arrow keys walk over the map, Enter opens a part. "
                "Ctrl+1 to Ctrl+7 change the page. In a graph, Left and Right move the cursor; under the "
                "graphs they walk over what happened. Ctrl+T looks after an alert, Ctrl+B silences one. "
                "Rules, quiet times and channels are added with Ctrl+N and changed with Ctrl+E; a rule "
                "is tried on the last thirty days while you type.",
            )
        ),
    ),
    HelpPage(
        "health",
        "overview",
        str(QT_TRANSLATE_NOOP("help", "Map")),
        str(
            QT_TRANSLATE_NOOP(
                "help",
                "Every part of the library and how it stands, by word, shape and colour. Arrow keys walk "
                "over the map, Enter opens a part. Below it are the graphs that matter most; Left and "
                "Right move the cursor in one, and a click on what happened shows it on all.",
            )
        ),
    ),
    HelpPage(
        "health",
        "nodes",
        str(QT_TRANSLATE_NOOP("help", "Parts")),
        str(
            QT_TRANSLATE_NOOP(
                "help",
                "Each database, node and computer as a line. Enter opens a part: its graphs, connections "
                "and statements, advice on its settings, memory and log, as far as its kind has them.",
            )
        ),
    ),
    HelpPage(
        "health",
        "alerts",
        str(QT_TRANSLATE_NOOP("help", "Alerts")),
        str(
            QT_TRANSLATE_NOOP(
                "help",
                "What is wrong now comes first, then what was. Enter says why and what to do. Ctrl+T "
                "says that you look after one, so that nobody else is called; Ctrl+B silences one for "
                "some time.",
            )
        ),
    ),
    HelpPage(
        "health",
        "trouble",
        str(QT_TRANSLATE_NOOP("help", "Troubleshoot")),
        str(
            QT_TRANSLATE_NOOP(
                "help",
                "Choose what people complain of, such as a slow desk. Each cause is looked at and "
                "crossed off, or shown with its figures and what helps. What can't be known is called "
                "unknown. The evidence can be saved as a file for whoever helps you.",
            )
        ),
    ),
    HelpPage(
        "health",
        "rules",
        str(QT_TRANSLATE_NOOP("help", "Rules")),
        str(
            QT_TRANSLATE_NOOP(
                "help",
                "When an alert is raised: a figure, a bound, and for how long. Ctrl+N adds a rule, "
                "Ctrl+E changes one; while you type it is tried on the last thirty days and says how "
                "often it would have called you.",
            )
        ),
    ),
    HelpPage(
        "health",
        "quiet",
        str(QT_TRANSLATE_NOOP("help", "Quiet times")),
        str(
            QT_TRANSLATE_NOOP(
                "help",
                "When nobody is to be told, such as every Sunday night or while a server is being worked "
                "on. Alerts are kept and shown all the same. Ctrl+N adds one, Del ends it.",
            )
        ),
    ),
    HelpPage(
        "health",
        "channels",
        str(QT_TRANSLATE_NOOP("help", "Channels")),
        str(
            QT_TRANSLATE_NOOP(
                "help",
                "Where alerts are sent: mail, chat or a web page of your own. Each can be tried before "
                "it is needed. The address is kept as a secret and never shown again.",
            )
        ),
    ),
    HelpPage(
        "cache",
        "",
        "",
        str(
            QT_TRANSLATE_NOOP(
                "help",
                "What the cache holds, by namespace: in the memory of each process, in Redis and in the "
                "table. Right opens a line, Left shuts it, Enter shows more of it, Ctrl+L its keys, Del "
                "removes it after its effect was told. Ctrl+R looks through Redis, gently unless you say "
                "otherwise; Ctrl+P lets it pause, Ctrl+. ends it. Ctrl+1 to Ctrl+5 change the page; what "
                "was removed can be put back under Acts for ten minutes.",
            )
        ),
    ),
    HelpPage(
        "cache",
        "keys",
        str(QT_TRANSLATE_NOOP("help", "Keys")),
        str(
            QT_TRANSLATE_NOOP(
                "help",
                "The keys of a branch or a pattern, with their size and time to live. Enter shows a "
                "value; it can be compared with what the database says now. Del removes what is chosen "
                "after its effect was told.",
            )
        ),
    ),
    HelpPage(
        "cache",
        "layers",
        str(QT_TRANSLATE_NOOP("help", "Layers")),
        str(
            QT_TRANSLATE_NOOP(
                "help",
                "What each layer holds and how much of it is used: the memory of each process, Redis, "
                "and the table. Emptying one is safe: it fills again by itself, and is slower until then.",
            )
        ),
    ),
    HelpPage(
        "cache",
        "live",
        str(QT_TRANSLATE_NOOP("help", "Live")),
        str(
            QT_TRANSLATE_NOOP(
                "help",
                "Reads as they happen, by namespace: answered from memory, from Redis, from the table, "
                "or by the database.",
            )
        ),
    ),
    HelpPage(
        "cache",
        "acts",
        str(QT_TRANSLATE_NOOP("help", "Acts")),
        str(
            QT_TRANSLATE_NOOP(
                "help",
                "What was removed, emptied or warmed, and by whom. For ten minutes it can be put back.",
            )
        ),
    ),
    HelpPage(
        "cache",
        "hot",
        str(QT_TRANSLATE_NOOP("help", "Hot keys")),
        str(
            QT_TRANSLATE_NOOP(
                "help",
                "Which keys are read most, and how much of all reads they are. A few that are read very often may be held "
                "back by one node of Redis; this shows which.",
            )
        ),
    ),
    HelpPage(
        "cache",
        "truth",
        str(QT_TRANSLATE_NOOP("help", "Truth")),
        str(
            QT_TRANSLATE_NOOP(
                "help",
                "Takes cached values and compares each with what the database says now. A difference that stays is a fault of the "
                "program; the evidence can be saved.",
            )
        ),
    ),
    HelpPage(
        "cache",
        "what-if",
        str(QT_TRANSLATE_NOOP("help", "What if")),
        str(
            QT_TRANSLATE_NOOP(
                "help",
                "What the hit ratio would be with more or less memory, from the reads of late. Nothing is changed.",
            )
        ),
    ),
    HelpPage(
        "maintenance",
        "",
        "",
        str(
            QT_TRANSLATE_NOOP(
                "help",
                "Looks after the database: tasks and what they would do, what runs now, what ran before, "
                "what the clock starts, and the backups. Ctrl+1 to Ctrl+5 change the page. Enter shows a "
                "task, Ctrl+R runs it; nothing that can do harm runs before it has told its effect and "
                "asked. A backup holds the photos and covers too, wherever they are kept; the list says "
                "which one was proven and which has a copy elsewhere.",
            )
        ),
    ),
    HelpPage(
        "maintenance",
        "tasks",
        str(QT_TRANSLATE_NOOP("help", "Tasks")),
        str(
            QT_TRANSLATE_NOOP(
                "help",
                "What keeps the library in order. Enter shows a task, Ctrl+P what it would do now, "
                "Ctrl+D tries it without writing, Ctrl+R runs it. A destructive one asks for its name to "
                "be typed.",
            )
        ),
    ),
    HelpPage(
        "maintenance",
        "jobs",
        str(QT_TRANSLATE_NOOP("help", "Running")),
        str(
            QT_TRANSLATE_NOOP(
                "help",
                "What runs now and what waits, with progress and log. Cancel stops a job at its next "
                "step; nothing is left half done.",
            )
        ),
    ),
    HelpPage(
        "maintenance",
        "history",
        str(QT_TRANSLATE_NOOP("help", "History")),
        str(
            QT_TRANSLATE_NOOP(
                "help",
                "What ran, when, by whom, and how it ended. Enter shows the figures and the log; a "
                "failed job says why, and can be run again.",
            )
        ),
    ),
    HelpPage(
        "maintenance",
        "schedules",
        str(QT_TRANSLATE_NOOP("help", "Schedules")),
        str(
            QT_TRANSLATE_NOOP(
                "help",
                "What the clock starts. The picture of the week shows when, beside the hours in which "
                "the library is open. Ctrl+N adds a schedule; one that would disturb the desks says so.",
            )
        ),
    ),
    HelpPage(
        "maintenance",
        "backups",
        str(QT_TRANSLATE_NOOP("help", "Backups")),
        str(
            QT_TRANSLATE_NOOP(
                "help",
                "The backups there are: when, how large, proven or not, and whether a copy is elsewhere. "
                "Enter shows one, with what a restore would bring. Prove one every month; an unproven "
                "backup is a hope.",
            )
        ),
    ),
)
