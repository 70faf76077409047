"""The probes, one file each. A new one is a file here and a line in :data:`PROBES`."""

from __future__ import annotations

from app.domain.health import Target, TargetKind
from app.monitoring.probe import Access, Probe
from app.monitoring.probes.api import ApiProbe
from app.monitoring.probes.bucket import BucketProbe
from app.monitoring.probes.database import DatabaseProbe
from app.monitoring.probes.files import FilesProbe
from app.monitoring.probes.host import HostProbe
from app.monitoring.probes.isbn import IsbnProbe
from app.monitoring.probes.mail import MailProbe
from app.monitoring.probes.nginx import NginxProbe
from app.monitoring.probes.redis import RedisProbe

PROBES: tuple[type[Probe], ...] = (
    DatabaseProbe,
    RedisProbe,
    ApiProbe,
    NginxProbe,
    FilesProbe,
    BucketProbe,
    IsbnProbe,
    MailProbe,
    HostProbe,
)

PROBED: dict[TargetKind, type[Probe]] = {probe.KIND: probe for probe in PROBES}


def probe_of(target: Target, access: Access) -> Probe:
    """The probe for a target. Every kind has one, save LIBRARY, whose figures come from its own records."""
    return PROBED[target.kind](target, access)
