"""What F1 says of the library's daily work."""

from __future__ import annotations

from PySide6.QtCore import QT_TRANSLATE_NOOP

from ui.help.page import HelpPage

_BATCH = str(
    QT_TRANSLATE_NOOP(
        "help",
        "Many records are changed by a recipe of steps that is tried first: the grid shows each cell before "
        "and after, and nothing is written until you answer Ctrl+Enter. It is about what is marked, all of "
        "the list or a part of it, or numbers you scan.\n\nA step sets a field or clears it; replaces text, "
        "also by a pattern; puts text before or behind; changes capitals; moves what a field says to "
        "another; adds to or removes from many, such as subjects; gives call numbers another shelf prefix. "
        "Each begins from what the one before it made.\n\nCtrl+N adds a step, Alt+Up and Alt+Down order "
        "them. A number above the grid shows its rows only, Del leaves a row out. Desks go on meanwhile: "
        "what somebody changed is left and named. Take it back, or Earlier batches, undoes it all. Recipes "
        "are kept under a name or carried as files.",
    )
)

PAGES: tuple[HelpPage, ...] = (
    HelpPage(
        "catalog",
        "",
        "",
        str(
            QT_TRANSLATE_NOOP(
                "help",
                "Find, add and edit titles and their copies, import and export lists. Type to search; "
                "Down goes to the list, Enter opens a title beside it. Ctrl+N adds a title, Ctrl+E edits "
                "the one chosen, Ctrl+Shift+B many at once, Ctrl+I imports. In the form of a title Enter in the ISBN or Ctrl+L "
                "looks it up outside, Ctrl+R fills in what your last title had, Ctrl+B offers a call "
                "number, Ctrl+1 and Ctrl+2 show it as a form and as MARC. Beside a title Ctrl+V pastes its "
                "cover, a new one has it in its form; Ctrl+Shift+L shows where it stands, Ctrl+Shift+A puts what is chosen on a list.",
            )
        ),
    ),
    HelpPage(
        "catalog",
        "import",
        str(QT_TRANSLATE_NOOP("help", "Import a list")),
        str(
            QT_TRANSLATE_NOOP(
                "help",
                "Choose a file: CSV, XLSX, MARC 21 or MARCXML. CLMS says what each column is taken for, "
                "which repairs it proposes, and what would become of each row; nothing is written before "
                "you choose Import.\n\nA row that can't be taken is shown with its reason and can be saved "
                "to a file. The whole import is one act: Undo takes it back.",
            )
        ),
    ),
    HelpPage("catalog", "batch", str(QT_TRANSLATE_NOOP("help", "Edit many titles or copies")), _BATCH),
    HelpPage(
        "circulation",
        "",
        "",
        str(
            QT_TRANSLATE_NOOP(
                "help",
                "Scan a card, then books: each one is checked out. Scan the card again, or press Esc, "
                "when done. A book without a card is checked in. The same book twice renews it.\n\nF2 "
                "finds a patron without a card. F3 checks in only, for the book drop. F6 takes a "
                "payment. Ctrl+Z takes the last act back. /done, /undo, /renew, /checkin and /help work "
                "in the box too.",
            )
        ),
    ),
    HelpPage(
        "students",
        "",
        "",
        str(
            QT_TRANSLATE_NOOP(
                "help",
                "Type a name, a card number or an LRN; the list follows while you type. Down goes into "
                "the list, Enter opens the sheet, Esc closes it.\n\nCtrl+N adds a patron. Ctrl+E edits, "
                "Ctrl+D brings the patron to the desk, F6 takes a payment. The sheet holds cards, "
                "contacts, school years, loans and the account. Ctrl+Z takes the last act back; Ctrl+S "
                "saves a form.",
            )
        ),
    ),
    HelpPage("lists", "batch", str(QT_TRANSLATE_NOOP("help", "Edit the records of a list")), _BATCH),
    HelpPage("students", "batch", str(QT_TRANSLATE_NOOP("help", "Edit many patrons")), _BATCH),
    HelpPage(
        "equipment",
        "",
        "",
        str(
            QT_TRANSLATE_NOOP(
                "help",
                "Type a name or an asset number, Enter opens the device. Ctrl+L starts a session: scan "
                "the patron's card or type a name, then the minutes. Ctrl+R takes a device back with its "
                "condition, Ctrl+T extends.\n\nThe first filter shows what is overdue, the longest first. "
                "Ctrl+N registers a device, Ctrl+E edits one, Ctrl+Z takes the last act back.",
            )
        ),
    ),
    HelpPage(
        "attendance",
        "",
        "",
        str(
            QT_TRANSLATE_NOOP(
                "help",
                "Scan a card: its holder comes in, or goes out when they are in. Then press 1 to 7 to "
                "say what the visit is for; a second figure adds a purpose.\n\nF2 lets somebody in or out "
                "without a card. In the list, Ctrl+O checks out, Ctrl+E corrects a visit. Ctrl+Z takes "
                "the last act back. Close all ends every visit at closing time; those ends are estimates "
                "and count in no average.",
            )
        ),
    ),
    HelpPage(
        "labels",
        "",
        "",
        str(
            QT_TRANSLATE_NOOP(
                "help",
                "Copies that are new, or whose number changed since their label was printed, wait here, "
                "for each kind of label by itself. In Catalog or Students, Ctrl+Shift+P brings the "
                "titles or patrons chosen here.\n\nThe page at the right is what will be printed. On a "
                "sheet that was begun, a click or the arrow keys say where the first label goes; Page Up "
                "and Page Down turn pages, + and - change the size, 1 shows it as large as on paper.\n\n"
                "Ctrl+P prints or writes a PDF, and asks afterwards whether the labels came out right. "
                "Ctrl+L sets a spine's lines, Ctrl+N adds a sheet by its numbers, Ctrl+G prints a page "
                "that shows how far the printer is off, and Ctrl+Shift+G puts it right.",
            )
        ),
    ),
    HelpPage(
        "shelf",
        "",
        "",
        str(
            QT_TRANSLATE_NOOP(
                "help",
                "Copies as they stand on the shelf, in the order of their call numbers: Dewey by value, Library of Congress "
                "behind it, then the school's prefixes. Type a call number or scan a copy, and you stand there; Up and Down, "
                "Page Up and Page Down go along, however long the shelf is. What is lent, missing or in repair is called a gap. "
                "Enter or Ctrl+O opens the title in the catalog, Ctrl+Home goes to the first copy. In Catalog, Ctrl+Shift+L shows "
                "where a title stands.\n\nCtrl+R reads the shelf: scan the copies as they stand. The fewest that are out of "
                "place are named, with where each belongs; so are copies that are lent by the record, belong to another "
                "location, or are missing between the first and the last. Ctrl+L makes a list of them.",
            )
        ),
    ),
    HelpPage(
        "lists",
        "",
        "",
        str(
            QT_TRANSLATE_NOOP(
                "help",
                "Lists of titles or copies to work on, and searches kept under a name: your own, and shared "
                "ones. Ctrl+N makes a list. In Catalog and Shelves, Ctrl+Shift+A puts what is chosen on one; "
                "here Enter puts a scanned copy on it. Alt+Up, Alt+Down and dragging change the "
                "order.\n\nCtrl+D ticks records off, and again takes the tick away; Ctrl+T writes a note, Del "
                "takes them off, Ctrl+Shift+P brings them to the labels, Enter opens one in the catalog. "
                "Ctrl+Shift+B edits many: those marked, all, what is ticked off or still to do. The list is "
                "exported as it is shown.\n\nIn Catalog, Ctrl+Shift+K keeps a search with its filters and "
                "order: Enter asks it from here, Ctrl+K from anywhere. Ctrl+E changes name and sharing of what "
                "is chosen at the left, Ctrl+Del removes it, Ctrl+Z takes back.",
            )
        ),
    ),
    HelpPage(
        "quality",
        "",
        "",
        str(
            QT_TRANSLATE_NOOP(
                "help",
                "What the catalog's records lack or say wrongly, by kind, the gravest first; the number "
                "says how many there are.\n\nEnter takes what is proposed, E opens the record in the "
                "catalog, R remembers that it is right as it is, so that nobody is asked again. The next "
                "one is chosen by itself. Each of these is one act, and Ctrl+Z undoes it.\n\nTwo titles "
                "that may be one are shown side by side (Enter or M): ≠ marks the fields in which they "
                "differ, and for each one chooses whose words stay. Copies, loans and whoever waits go "
                "over to the title that stays. Where both have a MARC record, its fields follow: a ticked one of the other "
                "goes over, beside what is there (+) or in its place (⇄), and the title says what it says. "
                "Ctrl+Enter makes them one, Ctrl+T lets the other stay, "
                "Ctrl+D says that they are two. In Catalog, Ctrl+M brings any two titles chosen here.",
            )
        ),
    ),
)
