"""Starts the window again, for another library of this computer or with other settings, when this one has ended."""

from __future__ import annotations

from PySide6.QtCore import QProcess, QProcessEnvironment

from app import paths, profile
from app.setting_sources import environment_with, with_our_code


def start_again(name: str) -> None:
    """Begin a window of its own for a profile ("" the usual library) that outlives this process."""
    environment = QProcessEnvironment()
    for variable, text in with_our_code(environment_with({})).items():
        if variable != profile.VARIABLE:  # the command line says it
            environment.insert(variable, text)
    program, *arguments = [*paths.program(), *(["--profile", name] if name else []), "window"]
    process = QProcess()
    process.setProgram(program)
    process.setArguments(arguments)
    process.setProcessEnvironment(environment)
    process.setStandardInputFile(QProcess.nullDevice())
    process.setStandardOutputFile(QProcess.nullDevice())
    process.setStandardErrorFile(QProcess.nullDevice())
    process.startDetached()
