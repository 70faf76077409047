"""Visits to the library, and the card scan at the door."""

from __future__ import annotations

from app.domain.actors import Permission
from app.server.route import Noun, Route
from app.services.attendance import AttendanceService

_DOOR, _VIEW = Permission.ATTENDANCE, Permission.VIEW_PATRONS
_ONE = "/api/visits/{visit_id}"

NOUN = Noun("Visits", "Who is in, who was in, and the card scan at the door.")
ROUTES = (
    Route("GET", "/api/visits", AttendanceService.list, _DOOR, "A page of visits"),
    Route("GET", "/api/visits/count", AttendanceService.count, _DOOR, "How many visits there are"),
    Route("GET", "/api/visits/occupancy", AttendanceService.occupancy, _DOOR, "How many are in now"),
    Route(
        "GET",
        "/api/visits/stats",
        AttendanceService.stats,
        _DOOR,
        "Visits of some days in numbers",
        {"day_from": "2026-11-01", "day_to": "2026-11-30"},
        also=(_VIEW,),
    ),
    Route("GET", "/api/visits/purposes", AttendanceService.purposes, _DOOR, "What a visit may be for"),
    Route(
        "PUT",
        "/api/visits/purposes",
        AttendanceService.set_purpose_names,
        Permission.EDIT_POLICIES,
        "Decide what a visit may be for",
        {"names": ["LIBRARY", "COMPUTER", "STUDY"]},
    ),
    Route("POST", "/api/visits/scan", AttendanceService.scan, _DOOR, "In or out by card", {"card": "C-1001"}),
    Route(
        "POST",
        "/api/visits",
        AttendanceService.enter,
        _DOOR,
        "Let a patron in",
        {"student_id": 1},
        201,
        (_VIEW,),
    ),
    Route(
        "POST",
        "/api/students/{student_id}/leave",
        AttendanceService.leave,
        _DOOR,
        "Let a patron out",
        also=(_VIEW,),
    ),
    Route(
        "POST", "/api/visits/close", AttendanceService.close_all, _DOOR, "End every open visit", also=(_VIEW,)
    ),
    Route(
        "PUT",
        f"{_ONE}/purposes",
        AttendanceService.set_purposes,
        _DOOR,
        "Say what a visit is for",
        {"wanted": ["STUDY"]},
    ),
    Route(
        "PUT",
        _ONE,
        AttendanceService.correct,
        _DOOR,
        "Put a visit right",
        {"reason": "Forgot to scan out", "out_at": "2026-11-25T08:00:00Z"},
        also=(_VIEW,),
    ),
)
