"""The verbs about a real deployment: render its configuration, check it, compare it with what stands there, look at nodes."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from app.cluster.checking.overview import Overview
    from app.domain.topology import Topology

_UNREACHABLE = 69  # EX_UNAVAILABLE of sysexits.h
_CODES = "Exit codes: 0 nothing to say, 1 something is wrong or different, 69 something could not be seen."


def register(verbs: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the verbs to the parser."""
    render = _verb(verbs, "render", "write every configuration file of a topology into a folder")
    render.add_argument(
        "--out", type=Path, required=True, metavar="DIR", help="the folder; each host has one in it"
    )
    render.add_argument(
        "--with-secrets",
        action="store_true",
        help="put the secrets in, from the keyring or the environment; without it marks stand for them",
    )
    render.set_defaults(verb=_render)
    check = _verb(
        verbs,
        "check",
        "have the real programs look at the files, and find contradictions between them",
        _CODES,
    )
    check.add_argument(
        "--installed", action="store_true", help="look at what is installed instead of what would be rendered"
    )
    check.add_argument(
        "--programs", type=Path, metavar="DIR", help="look for the servers' programs here first"
    )
    check.set_defaults(verb=_check)
    diff = _verb(
        verbs,
        "diff",
        "show how the installed files differ from what is rendered; hosts are only read",
        _CODES,
    )
    diff.set_defaults(verb=_diff)
    look = _verb(
        verbs,
        "look",
        "look at every node from here: does it answer, which release is it, what does it do",
        _CODES,
    )
    look.set_defaults(verb=_look)
    for each in (check, diff, look):
        each.add_argument("--json", action="store_true", help="for programs")
    table = verbs.add_parser(
        "guide-table",
        help="what became of each line of the production guide, as a Markdown table",
        description="Prints what became of each configuration line of the production guide, and why.",
    )
    table.set_defaults(verb=_table)


def _verb(
    verbs: argparse._SubParsersAction[argparse.ArgumentParser], name: str, meaning: str, epilog: str = ""
) -> argparse.ArgumentParser:
    parser = verbs.add_parser(
        name, help=meaning, description=f"{meaning[0].upper()}{meaning[1:]}.", epilog=epilog
    )
    parser.add_argument(
        "--topology", type=Path, metavar="FILE", help="the topology (default: topology.toml of the user)"
    )
    return parser


def _topology(args: argparse.Namespace) -> Topology:
    from app.cluster import topology_file

    return topology_file.read(args.topology or topology_file.default_path())


def _render(args: argparse.Namespace) -> int:
    from app.cluster.rendering.files import render
    from app.cluster.rendering.secrets import reveal, secrets_in
    from app.cluster.writing import known_secrets, write_all

    topology = _topology(args)
    files = render(topology)
    wanted = {name for file in files for name in secrets_in(file.text)}
    known = known_secrets(topology, wanted) if args.with_secrets else {}
    for path in write_all(args.out, files, (lambda text: reveal(text, known)) if args.with_secrets else str):
        print(path)
    return 0


def _check(args: argparse.Namespace) -> int:
    from app.cluster.checking.finding import State
    from app.cluster.checking.overview import look_over

    found = look_over(_topology(args), as_installed=args.installed, programs=args.programs)
    if args.json:
        verdicts = [
            {"file": each.file.below, "program": each.program, "state": each.state, "said": each.said}
            for each in found.verdicts
        ]
        unseen = [
            {"file": each.file.below, "standing": each.standing, "reason": each.reason}
            for each in found.unseen
        ]
        _print_json({"files": verdicts, "findings": found.findings, "unseen": unseen})
    else:
        _show(found)
    return {State.GOOD: 0, State.WRONG: 1, State.UNKNOWN: _UNREACHABLE}[found.state]


def _show(found: Overview) -> None:
    for verdict in found.verdicts:
        print(
            f"{verdict.state:<8} {verdict.file.below} ({verdict.program})"
            + (f"\n    {verdict.said}" if verdict.said else "")
        )
    for unseen in found.unseen:
        print(f"unseen   {unseen.file.below}: {unseen.reason or unseen.standing}")
    for each in found.findings:
        print(f"\n{each.weight}: {each.text}\n    {each.hint}")
    if not found.findings:
        print("\nThe files fit together.")


def _diff(args: argparse.Namespace) -> int:
    from app.cluster.comparing import Standing, compare
    from app.cluster.rendering.files import render

    topology = _topology(args)
    compared = compare(topology, render(topology))
    if args.json:
        _print_json(
            [
                {
                    "host": each.file.host,
                    "path": each.file.path,
                    "standing": each.standing,
                    "diff": each.diff,
                    "reason": each.reason,
                }
                for each in compared
            ]
        )
    else:
        for each in compared:
            print(
                f"{each.standing:<10} {each.file.host}:{each.file.path}"
                + (f"  {each.reason}" if each.reason else "")
            )
            if each.diff:
                print(each.diff, end="")
    standings = {each.standing for each in compared}
    if standings & {Standing.DIFFERENT, Standing.MISSING}:
        return 1
    return _UNREACHABLE if Standing.UNKNOWN in standings else 0


def _look(args: argparse.Namespace) -> int:
    from concurrent.futures import ThreadPoolExecutor

    from app.cluster.checking.finding import State
    from app.cluster.nodes import NodeLook, look
    from app.cluster.writing import known_secrets
    from app.domain.topology import Node

    topology = _topology(args)

    def at(node: Node) -> NodeLook:
        return look(topology, node, lambda name: known_secrets(topology, [name])[name])

    with ThreadPoolExecutor() as pool:  # each waits for seconds where nothing answers
        found = list(pool.map(at, topology.nodes))
    if args.json:
        _print_json(found)
    else:
        for each in found:
            what = " ".join(word for word in (each.version, each.role) if word)
            print(f"{each.state:<8} {each.node:<16} {what}" + (f"\n    {each.said}" if each.said else ""))
    states = {each.state for each in found}
    return 1 if State.WRONG in states else _UNREACHABLE if State.UNKNOWN in states else 0


def _table(_args: argparse.Namespace) -> int:
    from app.cluster.rendering.guide import table

    print(table(), end="")
    return 0


def _print_json(told: Any) -> None:
    import msgspec

    print(msgspec.json.format(msgspec.json.encode(told)).decode())
