"""What the assistant has done for it off the GUI thread. The parts that open databases are imported there, not before."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from app.bootstrap import App
    from app.first_start.plan import Made, Plan
    from app.first_start.trying import Tried
    from app.settings import Settings

Tell = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True)
class Calls:
    """``app`` is the library where it is open already; ``build`` opens one."""

    settings: Settings
    build: Callable[[Settings], App]
    app: App | None = None

    def try_place(self, plan: Plan) -> tuple[Tried, Tried]:
        """What was found at the place, and what of Redis. Raises InvalidInput for an address that can't be."""
        from app.first_start.plan import changed
        from app.first_start.trying import try_place, try_redis

        settings = changed(self.settings, plan)
        return try_place(settings), try_redis(settings)

    def read_topology(self, file: str) -> dict[str, str]:
        """The settings of a window on the deployment of a topology file. Raises NotFound, Refused, InvalidInput."""
        from app.cluster import topology_file
        from app.cluster.rendering.environment import desk

        return desk(topology_file.read(Path(file)))

    def keyring(self) -> bool:
        """Whether this computer has a keyring that keeps passwords."""
        from app.first_start.plan import keyring_keeps

        return keyring_keeps()

    def carry_out(self, plan: Plan, tell: Tell) -> Made:
        """Do it all; see ``app.first_start.plan``."""
        from app.first_start.plan import carry_out, changed

        return carry_out(plan, changed(self.settings, plan), self.app, tell, self.build)
