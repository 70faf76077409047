"""The deployment this computer's user looks after: its topology, its files, and how they stand on their hosts.

The topology is a file of whoever operates the servers (:mod:`app.cluster.topology_file`), for it has to be there when
the database is not. All verbs take the topology they are about, so that one that is being edited can be tried before
it is kept. Hosts and nodes are only looked at; what may wait for them says so.
"""

from __future__ import annotations

import difflib
import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec

from app.cluster import nodes, topology_file
from app.cluster.checking.finding import State
from app.cluster.checking.overview import Overview, look_over
from app.cluster.comparing import Compared, compare
from app.cluster.hosts import reach
from app.cluster.nodes import NodeLook
from app.cluster.rendering.files import RenderedFile, render
from app.cluster.rendering.guide import GuideEntry, entries
from app.cluster.rendering.secrets import reveal, secrets_in
from app.cluster.writing import known_secrets, write_all, write_one
from app.database.unit import Unit
from app.domain.actors import Actor, Permission
from app.domain.changes import Receipt
from app.domain.topology import Topology
from app.errors import ClmsError, Conflict, InvalidInput, NotFound
from app.services.core import Core


@dataclass(frozen=True, slots=True)
class KeptTopology:
    """The topology file as it stands. ``text`` is "" where there is none yet; ``topology`` None then, and while the
    file can't be used, for the reason in ``problem``. ``version`` tells two states of the file apart."""

    path: str
    text: str = ""
    version: str = ""
    topology: Topology | None = None
    problem: InvalidInput | None = None


@dataclass(frozen=True, slots=True)
class ForeseenSave:
    """What saving a text would do to the file as it stands: its ``version``, the ``difference`` line by line, what is
    ``changed`` in the names of :class:`SavedTopology`, and the ``comments`` that would no longer stand in it."""

    path: str
    text: str
    version: str
    difference: str
    changed: tuple[str, ...]
    comments: tuple[str, ...]
    before: str


@dataclass(frozen=True, slots=True)
class SavedTopology:
    """What saving came to: the file's new version, and what is different from before, such as ``node api-3``."""

    path: str
    version: str
    changed: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class HostLook:
    """Whether a host can be asked from here; ``said`` is the reason where that is unknown or refused."""

    host: str
    state: State
    said: str = ""


@dataclass(frozen=True, slots=True)
class SavedFiles:
    """Which files were written."""

    folder: str
    files: int


class ClusterService:
    """Reads and keeps a topology, and says everything that follows from it. All verbs need OPERATE."""

    def __init__(self, core: Core, place: Callable[[], Path] = topology_file.default_path) -> None:
        """``place`` says where the topology file stands."""
        self._core = core
        self._place = place

    # The topology

    def topology(self, actor: Actor) -> KeptTopology:
        """The topology file. Raises Refused where it may not be read; a wrong one is returned with its problem."""
        actor.require(Permission.OPERATE)
        return self._kept()

    def parse(self, actor: Actor, text: str) -> Topology:
        """The topology a text describes. Raises InvalidInput: the sentence names the line, ``details`` field and line."""
        actor.require(Permission.OPERATE)
        return topology_file.parse(text)

    def text_of(self, actor: Actor, topology: Topology) -> str:
        """The text of a topology that was edited by a form; comments of a text before are not in it."""
        actor.require(Permission.OPERATE)
        return topology_file.as_text(topology)

    def before(self, actor: Actor) -> KeptTopology:
        """The topology that the file had before it was last saved, for whoever wants it back."""
        actor.require(Permission.OPERATE)
        return self._kept(topology_file.before_path(self._place()))

    def foresee(self, actor: Actor, text: str) -> ForeseenSave:
        """What saving a text would do. Raises InvalidInput as ``parse`` does; changes nothing."""
        actor.require(Permission.OPERATE)
        new, kept = topology_file.parse(text), self._kept()
        name = Path(kept.path).name
        lines = difflib.unified_diff(
            kept.text.splitlines(), text.splitlines(), f"{name} (now)", f"{name} (saved)", lineterm=""
        )
        left = topology_file.comments(text)
        lost = tuple(each for each in topology_file.comments(kept.text) if each not in left)
        before = str(topology_file.before_path(Path(kept.path))) if kept.text else ""
        return ForeseenSave(
            kept.path, text, kept.version, "\n".join(lines), _changed(kept.topology, new), lost, before
        )

    def save(
        self, actor: Actor, text: str, version: str, *, key: str | None = None
    ) -> Receipt[SavedTopology]:
        """Keep a topology in its file; what that was before lies beside it.

        Raises InvalidInput as ``parse`` does, Conflict when the file changed since ``version`` ("" for none before),
        Refused where it can't be written.
        """
        actor.require(Permission.OPERATE)
        topology = topology_file.parse(text)
        before = self._kept()
        if before.version != version:
            raise Conflict("The topology file was changed meanwhile.", hint="Look at it again.", code="stale")
        old, new = _parts(before.topology), _parts(topology)
        changed = _changed(before.topology, topology)
        path = Path(before.path)

        def work(unit: Unit) -> SavedTopology:
            unit.audit(
                "change" if before.text else "create",
                "topology",
                None,
                topology.name,
                before={name: old[name] for name in changed if name in old} or None,
                after={name: new[name] for name in changed if name in new} or None,
            )
            topology_file.replace_text(path, text)  # last: an act that can't be written leaves the file
            return SavedTopology(str(path), _version(text), changed)

        return self._core.acts.perform(
            actor, "save_topology", work, result=SavedTopology, key=key, undoable=False
        )

    # Looking

    def test_host(self, actor: Actor, topology: Topology, host: str) -> HostLook:
        """Whether a host can be asked; may take seconds. Raises NotFound for one that is none."""
        actor.require(Permission.OPERATE)
        found = topology.host(host)
        try:
            reach(found)
        except ClmsError as error:
            return HostLook(host, State.UNKNOWN, str(error))
        return HostLook(host, State.GOOD)

    def test_node(self, actor: Actor, topology: Topology, node: str) -> NodeLook:
        """Whether a node answers, which release it is and what it does; may take seconds. Raises NotFound."""
        actor.require(Permission.OPERATE)
        return nodes.look(topology, topology.node(node), lambda name: known_secrets(topology, [name])[name])

    def compare(self, actor: Actor, topology: Topology) -> tuple[Compared, ...]:
        """How each file stands on its host against what is rendered; may take half a minute for a host that hangs."""
        actor.require(Permission.OPERATE)
        return tuple(compare(topology, render(topology)))

    def check(self, actor: Actor, topology: Topology, *, as_installed: bool = False) -> Overview:
        """What programs say of the files and what contradicts each other: of those that would be rendered, or of those
        that are installed. Takes some seconds."""
        actor.require(Permission.OPERATE)
        return look_over(topology, as_installed=as_installed)

    # Files

    def files(self, actor: Actor, topology: Topology) -> tuple[RenderedFile, ...]:
        """Every file of a topology with its host, path and text; marks stand for secrets."""
        actor.require(Permission.OPERATE)
        return render(topology)

    def save_files(
        self,
        actor: Actor,
        topology: Topology,
        folder: Path,
        *,
        with_secrets: bool = False,
        key: str | None = None,
    ) -> Receipt[SavedFiles]:
        """Write every file into a folder that has one for each host. Raises Refused where that can't be written, and
        InvalidInput for a secret that this computer does not know."""
        files = self.files(actor, topology)
        names = {name for file in files for name in secrets_in(file.text)} if with_secrets else set()
        known = known_secrets(topology, names)

        def work(unit: Unit) -> SavedFiles:
            after = {"folder": str(folder), "files": len(files), "with_secrets": with_secrets}
            unit.audit("save_files", "topology", None, topology.name, after=after)
            write_all(folder, files, (lambda text: reveal(text, known)) if with_secrets else str)
            return SavedFiles(str(folder), len(files))

        return self._core.acts.perform(
            actor, "save_cluster_files", work, result=SavedFiles, key=key, undoable=False
        )

    def save_file(
        self,
        actor: Actor,
        topology: Topology,
        below: str,
        target: Path,
        *,
        with_secrets: bool = False,
        key: str | None = None,
    ) -> Receipt[SavedFiles]:
        """Write one file of a topology, named as :attr:`RenderedFile.below`. Raises as ``save_files`` does, and
        NotFound for one that the topology does not make."""
        files = self.files(actor, topology)
        file = next((each for each in files if each.below == below), None)
        if file is None:
            raise NotFound(f"This topology makes no file {below}.", details={"file": below})
        known = known_secrets(topology, secrets_in(file.text) if with_secrets else ())

        def work(unit: Unit) -> SavedFiles:
            after = {"file": str(target), "with_secrets": with_secrets}
            unit.audit("save_files", "topology", None, topology.name, after=after)
            write_one(target, file, (lambda text: reveal(text, known)) if with_secrets else str)
            return SavedFiles(str(target.parent), 1)

        return self._core.acts.perform(
            actor, "save_cluster_files", work, result=SavedFiles, key=key, undoable=False
        )

    def guide(self, actor: Actor) -> tuple[GuideEntry, ...]:
        """What became of each line of the production guide, in its order."""
        actor.require(Permission.OPERATE)
        return tuple(entries().values())

    def _kept(self, path: Path | None = None) -> KeptTopology:
        path = path or self._place()
        try:
            text = topology_file.read_text(path)
        except NotFound:
            return KeptTopology(str(path))
        try:
            return KeptTopology(str(path), text, _version(text), topology_file.parse(text, path.name))
        except InvalidInput as problem:
            return KeptTopology(str(path), text, _version(text), problem=problem)


def _version(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def _changed(old: Topology | None, new: Topology) -> tuple[str, ...]:
    """The names of what is different, in the file's order."""
    before, after = _parts(old), _parts(new)
    return tuple(name for name in before | after if before.get(name) != after.get(name))


def _parts(topology: Topology | None) -> dict[str, Any]:
    """What a topology is made of, by names that people know: its own values, and each host and node."""
    if topology is None:
        return {}
    plain: dict[str, Any] = msgspec.to_builtins(topology)
    hosts, own_nodes = plain.pop("hosts"), plain.pop("nodes")
    plain |= {f"host {host['name']}": host for host in hosts}
    return plain | {f"node {node['name']}": node for node in own_nodes}
