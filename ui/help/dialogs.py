"""What F1 says in the windows that stand before or over the panes."""

from __future__ import annotations

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from ui.help.page import HelpPage

PAGES: tuple[HelpPage, ...] = (
    HelpPage(
        "",
        "sign-in",
        str(QT_TRANSLATE_NOOP("help", "Signing in")),
        str(
            QT_TRANSLATE_NOOP(
                "help",
                "Type the user name and the password you were given, then Enter. Capital letters count in "
                "the password. After some wrong ones the account rests for a while.\n\nWho forgot a "
                "password asks somebody who manages users: they set a new one under Users. If the library "
                "can't be opened, the sentence says why; Try again asks once more. Tab goes from one "
                "field to the next.",
            )
        ),
    ),
    HelpPage(
        "",
        "lock",
        str(QT_TRANSLATE_NOOP("help", "The locked window")),
        str(
            QT_TRANSLATE_NOOP(
                "help",
                "The window locks when nobody used it for some minutes, or with Ctrl+Shift+L. Everything "
                "stays as it was. Your own password opens it again; a scan does nothing here.\n\nSomebody "
                "else chooses Sign in as someone else and signs in with a name of their own.",
            )
        ),
    ),
    HelpPage(
        "",
        "settings-trouble",
        str(QT_TRANSLATE_NOOP("help", "Settings that can't be read")),
        str(
            QT_TRANSLATE_NOOP(
                "help",
                "CLMS found a setting it can't use, and stopped before it opened any library. Open the "
                "folder, put the line right with a text editor, save the file, and choose Try again.\n\n"
                "CLMS never changes or deletes this file. Start without it is offered only when the file "
                "tells nothing but looks, language and this computer's name: then the same library opens.",
            )
        ),
    ),
    HelpPage(
        "",
        "libraries",
        str(QT_TRANSLATE_NOOP("help", "Libraries on this computer")),
        str(
            QT_TRANSLATE_NOOP(
                "help",
                "Choose one with the arrow keys and open it with Enter: this window closes first. New "
                "library asks for its name; nothing is made before you finish there.\n\nExport writes this "
                "library's settings into a file without secrets, Import takes them from one. Newer "
                "releases says where this computer looks for a newer CLMS, or that it looks nowhere.",
            )
        ),
    ),
    HelpPage(
        "",
        "releases",
        str(QT_TRANSLATE_NOOP("help", "Newer releases")),
        str(
            QT_TRANSLATE_NOOP(
                "help",
                "Where the school keeps newer releases of CLMS: an address that begins with https:// or a "
                "folder's full path. Left blank, nobody is asked. Nothing ever installs itself.\n\nTest "
                "the place looks there now and says what it found. With the school's public key, only a release "
                "that was signed with the school's own key is taken; the README says how one is made.",
            )
        ),
    ),
    HelpPage(
        "",
        "library",
        str(QT_TRANSLATE_NOOP("help", "This library")),
        str(
            QT_TRANSLATE_NOOP(
                "help",
                "What was asked when the library was founded, for every desk: its name, its branch, the time "
                "zone, the currency, and the loan rules. Ctrl+S saves; the audit keeps who changed what.\n\n"
                "Books that are out stay due when they were due. A new zone or other loan rules hold for "
                "what is lent from then on, and are asked about first.",
            )
        ),
    ),
)
"""Each is found by ``page``; none belongs to a pane."""

_BY_NAME = {each.page: each for each in PAGES}


def told(page: str) -> tuple[str, str]:
    """Title and text of a page. Raises KeyError."""
    found = _BY_NAME[page]
    return found.words(), found.told()


def no_pane() -> tuple[str, str]:
    """What is said where nothing of its own is to be said."""
    title = QCoreApplication.translate("help", "Help")
    text = QCoreApplication.translate("help", "Tab goes from one field to the next, Esc closes what is open.")
    return title, text
