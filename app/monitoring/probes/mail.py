"""The mail server that alerts and notices go through. Without an address it is off, and there is no such target."""

from __future__ import annotations

import smtplib

from app.domain.health import TargetKind
from app.monitoring.probe import WELL, Found, Probe, unhealthy


class MailProbe(Probe):
    """Greets it and leaves; nothing is sent. Asked seldom: mail servers take note of who comes and says nothing."""

    KIND = TargetKind.MAIL
    TIMEOUT_S = 5.0
    EVERY_S = 60.0

    def look(self) -> Found:
        """Greet it."""
        host, _, port = self.target.address.rpartition(":")
        try:
            with smtplib.SMTP(host.strip("[]"), int(port), timeout=self.TIMEOUT_S / 2) as server:
                code, _said = server.ehlo()
        except smtplib.SMTPException as problem:
            return unhealthy(f"It is no mail server, or takes nobody in: {str(problem)[:200]}.")
        return WELL if 200 <= code < 300 else unhealthy(f"It does not let this computer in ({code}).")
