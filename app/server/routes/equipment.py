"""Devices and who has them."""

from __future__ import annotations

from app.domain.actors import Permission
from app.server.route import Noun, Route
from app.services.equipment import EquipmentService

_EQUIP = Permission.EQUIPMENT
_ONE = "/api/equipment/{equipment_id}"
_SESSION = "/api/equipment-sessions/{session_id}"
_DRAFT = {"asset_number": "LT-01", "name": "Laptop 1", "type": "LAPTOP", "session_minutes": 60}

NOUN = Noun("Equipment", "Devices, and the sessions in which patrons have them.")
ROUTES = (
    Route("GET", "/api/equipment", EquipmentService.list, _EQUIP, "A page of devices"),
    Route("GET", "/api/equipment/count", EquipmentService.count, _EQUIP, "How many devices there are"),
    Route("GET", "/api/equipment/choices", EquipmentService.choices, _EQUIP, "Types and locations in use"),
    Route("GET", "/api/equipment/overdue", EquipmentService.overdue, _EQUIP, "Sessions past their time"),
    Route("GET", "/api/equipment/rules", EquipmentService.rules, _EQUIP, "What was decided about sessions"),
    Route(
        "PUT",
        "/api/equipment/rules",
        EquipmentService.set_rules,
        Permission.EDIT_POLICIES,
        "Decide about sessions",
        {"one_per_patron": True},
    ),
    Route("POST", "/api/equipment", EquipmentService.add, _EQUIP, "Add a device", _DRAFT, 201),
    Route(
        "GET",
        "/api/equipment/by-number/{asset_number}",
        EquipmentService.by_number,
        _EQUIP,
        "The device with this number",
    ),
    Route("GET", _ONE, EquipmentService.get, _EQUIP, "One device"),
    Route("PUT", _ONE, EquipmentService.change, _EQUIP, "Change a device", _DRAFT),
    Route("DELETE", _ONE, EquipmentService.delete, _EQUIP, "Delete a device"),
    Route("POST", f"{_ONE}/restore", EquipmentService.restore, _EQUIP, "Bring a deleted device back"),
    Route(
        "PUT",
        f"{_ONE}/status",
        EquipmentService.set_status,
        _EQUIP,
        "Set the status",
        {"status": "MAINTENANCE", "reason": "The battery is weak"},
    ),
    Route(
        "GET",
        "/api/equipment-sessions",
        EquipmentService.sessions,
        _EQUIP,
        "A page of sessions",
        also=(Permission.VIEW_PATRONS,),
    ),
    Route(
        "POST",
        f"{_ONE}/sessions",
        EquipmentService.start_session,
        _EQUIP,
        "Give a device to a patron",
        {"student_id": 1, "minutes": 60},
        201,
    ),
    Route(
        "POST",
        f"{_SESSION}/extend",
        EquipmentService.extend_session,
        _EQUIP,
        "Let a session last longer",
        {"minutes": 15},
    ),
    Route("POST", f"{_SESSION}/end", EquipmentService.end_session, _EQUIP, "Take a device back"),
    Route(
        "POST",
        "/api/equipment-sessions/end-all",
        EquipmentService.end_sessions,
        _EQUIP,
        "Take all devices back",
    ),
)
