"""``clms cache``: look into the cache, remove keys, empty layers, warm it up."""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING, Any, cast

import msgspec

from app.errors import InvalidInput

if TYPE_CHECKING:
    from app.bootstrap import App
    from app.domain.actors import Actor
    from app.domain.cache_acts import Aim, WorkLook
    from app.domain.cached_keys import Branch, ScanLook, Wanted

_TOLD_S = 1.0
_EXIT_CODES = """\
exit codes:
  0   done, or nothing was there
  1   refused, or some of it failed: a node that does not answer, a key that could not be removed
  2   a pattern or a name that can't be used
  69  Redis, or the database, does not answer
"""


def register(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command to the parser."""
    parser = subparsers.add_parser(
        "cache",
        help="what the cache holds; removing keys, emptying layers, warming up",
        description="Looks into the cache on all nodes of Redis at once, and does to it what the window does. Keys are "
        "written as they are shown: \\xNN for a byte that is no text, \\\\ for a backslash.",
        epilog=_EXIT_CODES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    verbs = parser.add_subparsers(title="verbs", metavar="VERB", required=True)
    listing = verbs.add_parser("ls", help="branches with their keys and bytes, or with a pattern the keys")
    listing.add_argument("branch", nargs="?", default="", metavar="BRANCH", help="only below this one")
    _choose(listing)
    listing.add_argument("--keys", action="store_true", help="the keys themselves, 10,000 at most")
    listing.add_argument("--fast", action="store_true", help="as fast as it goes; other clients may notice")
    listing.add_argument("--layer", choices=("redis", "memory", "table"), default="redis")
    listing.set_defaults(verb=_ls)
    getting = verbs.add_parser("get", help="a key: what is known of it, and its value")
    getting.add_argument("key", metavar="KEY")
    getting.add_argument("--form", choices=("json", "text", "msgpack", "value", "hex"))
    getting.add_argument("--compare", action="store_true", help="beside what the database says now")
    getting.set_defaults(verb=_get)
    for verb in (listing, getting, *_add_acts(verbs)):
        verb.add_argument("--json", action="store_true", help="the answer as JSON")
    parser.set_defaults(run=run)


def _add_acts(
    verbs: argparse._SubParsersAction[argparse.ArgumentParser],
) -> tuple[argparse.ArgumentParser, ...]:
    removing = verbs.add_parser("del", help="remove keys: by name, branch, pattern or tag")
    removing.add_argument("keys", nargs="*", metavar="KEY")
    removing.add_argument("--branch", default="", help="all keys below it")
    _choose(removing)
    removing.add_argument(
        "--dry-run", action="store_true", help="say what would be removed, and remove nothing"
    )
    removing.add_argument(
        "--per-second", type=int, default=0, metavar="N", help="so many keys a second at most"
    )
    _explain(removing)
    removing.set_defaults(verb=_del)
    stats = verbs.add_parser("stats", help="the layers, the nodes of Redis, reads by namespace")
    stats.set_defaults(verb=_stats)
    flushing = verbs.add_parser("flush", help="empty a layer, or all that is cached of a record or a kind")
    flushing.add_argument(
        "what", metavar="WHAT",
        help="redis (this library's values), table, all, or what no layer shall serve any more: title:ID, book:ID, "
        "student:ID, titles, students",
    )  # fmt: skip
    flushing.add_argument("--node", default="", help="of Redis only this primary")
    flushing.add_argument("--dry-run", action="store_true")
    _explain(flushing)
    flushing.set_defaults(verb=_flush)
    warming = verbs.add_parser("warm", help="load values before somebody asks for them, by an API node")
    warming.add_argument(
        "names", nargs="*", metavar="NAME", help="title:17, titles:page?limit=100; by default the usual lists"
    )
    _explain(warming)
    warming.set_defaults(verb=_warm)
    return removing, stats, flushing, warming


def _choose(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--pattern", default="", metavar="GLOB", help="as Redis has it: book:*")
    parser.add_argument("--regex", default="", help="as Python has it")
    parser.add_argument("--type", default="", help="string, hash, list, set, zset or stream")
    parser.add_argument("--tag", default="", help="values with this tag: title:17")
    parser.add_argument("--node", default="", metavar="HOST:PORT", help="only this primary")


def _explain(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--reason", default="", help="what the audit shall say")


def run(args: argparse.Namespace) -> int:
    """Do what the verb says."""
    from app.commands.common import library

    with library("cache") as (app, actor):
        return cast(int, args.verb(app, actor, args))


# --- looking -------------------------------------------------------------------------------------------------


def _ls(app: App, actor: Actor, args: argparse.Namespace) -> int:
    from app.domain.cached_keys import Manner, shown

    inspector, under = app.cache_inspector, _key(args.branch)
    if args.layer != "redis":
        find = inspector.memory_branches if args.layer == "memory" else inspector.table_branches
        return _branches(find(actor, under), args)
    manner = Manner.FAST if args.fast else Manner.GENTLE
    scan = inspector.start_scan(actor, manner, _wanted(args, args.branch), keep=args.keys, node=args.node)
    while not inspector.wait_scan(actor, scan, _TOLD_S):
        look = inspector.scan_look(actor, scan)
        print(f"{look.keys:,} keys, {look.fraction:.0%}", file=sys.stderr)
    look = inspector.scan_look(actor, scan)
    if args.keys:
        found = inspector.scan_found(actor, scan)
        names = sorted(shown(key) for key in found.keys)
        _print(args, {"keys": names, "more": found.more}, names)
    else:
        _branches(inspector.scan_branches(actor, scan, under), args, look)
    return _troubles(look.troubles)


def _branches(found: tuple[Branch, ...], args: argparse.Namespace, look: ScanLook | None = None) -> int:
    lines = [f"{'keys':>12} {'bytes':>16} {'±':>5} {'share':>6}  branch"]
    for branch in found:
        error = branch.bytes.share_of_error
        mark = "?" if branch.bytes.error is None else f"{error or 0:.0%}"
        more = ":" if branch.branches else ""
        lines.append(
            f"{branch.keys:12,} {branch.bytes.value:16,.0f} {mark:>5} {branch.share:6.1%}  {branch.label}{more}"
        )
    if look is not None:
        lines.append(f"{look.keys:12,} {look.bytes.value:16,.0f}  in {look.seconds:.1f} s")
    told = [
        {"branch": each.label, "keys": each.keys, "bytes": each.bytes, "share": each.share} for each in found
    ]
    _print(args, told, lines)
    return 0


def _get(app: App, actor: Actor, args: argparse.Namespace) -> int:
    from app.domain.cached_keys import shown
    from app.domain.key_views import Form

    key = _key(args.key)
    facts = app.cache_inspector.key(actor, key)
    left = "no end" if facts.ttl_ms is None else f"{facts.ttl_ms / 1000:.1f} s"
    lines = [
        f"{shown(facts.key)}: {facts.type} ({facts.encoding}), {facts.length:,} long, {facts.bytes:,} bytes, {left}, "
        f"slot {facts.slot} on {facts.node}"
    ]
    for copy in facts.copies:
        value = copy.value
        about = "" if value is None else f", version {value.digest}, tags {' '.join(value.tags)}"
        old = ", not served any more" if value is not None and value.valid is False else ""
        lines.append(f"  {copy.layer.value} ({copy.where}): {copy.bytes:,} bytes{about}{old}")
    told: dict[str, Any] = {"key": shown(facts.key), "facts": facts}
    if args.compare:
        found = app.cache_truth.compare(actor, key)
        lines.append("As the database says." if found.same else "Not as the database says:")
        lines += [f"  {each.path}: {each.cached} → {each.fresh}" for each in found.differences]
        told["comparison"] = found
    if facts.type == "string":
        value_ = app.cache_inspector.value(actor, key, Form(args.form) if args.form else None)
        lines.append(value_.text + ("" if value_.whole else "\n…"))
        told["value"] = value_
    else:
        page = app.cache_inspector.elements(actor, key)
        forms = [app.cache_inspector.decode(actor, each.value).text for each in page.elements]
        lines += [f"{each.at}: {text}" for each, text in zip(page.elements, forms, strict=True)]
        told["elements"] = [
            {"at": each.at, "value": text} for each, text in zip(page.elements, forms, strict=True)
        ]
    _print(args, told, lines)
    return 0


def _stats(app: App, actor: Actor, args: argparse.Namespace) -> int:
    look = app.cache_inspector.layers(actor)
    lines = [f"Keys of this library begin with {look.namespace}"]
    if not look.has_redis:
        lines.append("Redis: none is used. REDIS_HOST, or REDIS_CLUSTER_NODES, in the settings names one.")
    for server in look.servers:
        role = f"replica of {server.replica_of}" if server.replica_of else f"{server.slot_count:,} slots"
        lines.append(f"{server.name:24} {role}{', does not answer' if server.failing else ''}")
    figures = app.cache_figures.look(actor) if look.servers else None
    for each in figures.nodes if figures else ():
        limit = f" of {each.most_memory:,}" if each.most_memory else ", no limit"
        told = f"{each.keys:,} keys, {each.keys_without_end:,} without an end, {each.memory:,} bytes{limit}"
        lines.append(f"{each.node:24} {each.trouble or told}")
    nodes = app.cache_inspector.api_memories(actor, 0)
    for node in nodes:
        held = sum(each.bytes for each in node.seen)
        told = f"{node.node:24} memory of {len(node.seen)} of {node.processes} processes: {held:,} bytes"
        lines.append(f"{told}. {node.trouble}".rstrip(". "))
        lines += [
            f"  {reads.namespace:20} memory {reads.memory:,}  redis {reads.redis:,}  table {reads.table:,}  "
            f"database {reads.loads:,}"
            for process in node.seen
            for reads in process.reads
        ]
    _print(args, {"layers": look, "redis": figures, "api": nodes}, lines)
    return _troubles((look.trouble,) if look.trouble else ())


# --- acting --------------------------------------------------------------------------------------------------


def _del(app: App, actor: Actor, args: argparse.Namespace) -> int:
    from app.domain.cache_acts import Aim

    keys = tuple(_key(each) for each in args.keys)
    aim = Aim(keys, _wanted(args, args.branch), args.node)
    return _carried_out(app, actor, args, aim)


def _carried_out(app: App, actor: Actor, args: argparse.Namespace, aim: Aim) -> int:
    preview = app.cache_acts.preview(actor, aim)
    extra = preview.extra_queries_per_s
    queries = "" if extra is None else f", {extra:.1f} further queries a second"
    print(f"{preview.keys:,} keys, {preview.bytes.value:,.0f} bytes{queries}", file=sys.stderr)
    started = app.cache_acts.delete(
        actor, aim, dry=args.dry_run, undo=False, most_per_s=args.per_second, reason=args.reason
    )
    return _awaited(app, actor, args, started.value.id)


def _awaited(app: App, actor: Actor, args: argparse.Namespace, work: str) -> int:
    try:
        while not app.cache_acts.wait_work(actor, work, _TOLD_S):
            look = app.cache_acts.work_look(actor, work)
            print(f"{look.state.value}: {look.done:,} keys", file=sys.stderr)
    except KeyboardInterrupt:
        app.cache_acts.cancel_work(actor, work)
        app.cache_acts.wait_work(actor, work, 10.0)
    look = app.cache_acts.work_look(actor, work)
    _print(args, _of_work(look), [f"{look.done:,} keys{' would be' if look.dry else ''} removed"])
    return max(_troubles(look.troubles), int(look.failed > 0))


def _of_work(look: WorkLook) -> dict[str, Any]:
    return {
        "state": look.state, "dry_run": look.dry, "done": look.done, "failed": look.failed, "troubles": look.troubles,
    }  # fmt: skip


def _flush(app: App, actor: Actor, args: argparse.Namespace) -> int:
    acts, reason = app.cache_acts, args.reason
    if args.dry_run and args.what not in ("redis", "all"):
        raise InvalidInput(
            "Only what is removed from Redis can be tried first.", details={"field": "dry-run"}
        )
    if args.what in ("redis", "all"):
        started = acts.flush_redis(actor, node=args.node, dry=args.dry_run, reason=reason)
        code = _awaited(app, actor, args, started.value.id)
        if args.what == "redis" or args.dry_run:
            return code
        acts.flush_table(actor, reason=reason)
        acts.invalidate(actor, "*", reason=reason)
        return code
    if args.what == "table":
        gone = acts.flush_table(actor, reason=reason).value.entries
        _print(args, {"rows": gone}, [f"{gone:,} rows removed"])
        return 0
    done = acts.invalidate(actor, args.what, reason=reason).value
    _print(args, {"invalidated": done.label}, [f"{done.label} is served by no layer any more"])
    return 0


def _warm(app: App, actor: Actor, args: argparse.Namespace) -> int:
    done = app.cache_truth.warm(actor, tuple(args.names), reason=args.reason).value
    _print(args, done, [f"{done.loaded:,} values loaded, {done.failed:,} could not be"])
    return int(done.failed > 0)


# --- words ---------------------------------------------------------------------------------------------------


def _wanted(args: argparse.Namespace, branch: str) -> Wanted:
    from app.domain.cached_keys import Wanted

    return Wanted(
        glob=args.pattern, regex=args.regex, type=args.type, tag=args.tag, under=_key(branch).rstrip(b":")
    )


def _key(text: str) -> bytes:
    from app.domain.cached_keys import read_key

    try:
        return read_key(text)
    except ValueError as problem:
        raise InvalidInput(
            f"{text} is no key: {problem}.", hint="A backslash is written as \\\\."
        ) from problem


def _troubles(troubles: tuple[str, ...]) -> int:
    for trouble in troubles:
        print(trouble, file=sys.stderr)
    return int(bool(troubles))


def _print(args: argparse.Namespace, told: Any, lines: list[str]) -> None:
    if args.json:
        print(msgspec.json.encode(told).decode())
    elif lines:
        print("\n".join(lines))
