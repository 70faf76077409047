"""The quality of the catalogue: findings, their fixes, and titles made one."""

from __future__ import annotations

from app.domain.actors import Permission
from app.server.route import Noun, Route
from app.services.quality import QualityService

_SEE, _EDIT = Permission.SEARCH, Permission.EDIT_CATALOG
_KIND = {"finding_kind": "NO_YEAR"}
_MERGE = {"kept_id": 1, "gone_id": 2, "kept_version": 1, "gone_version": 1, "taken": ["year"]}

NOUN = Noun("Quality", "What the catalogue's records lack, how that is put right, and titles made one.")
ROUTES = (
    Route("GET", "/api/quality", QualityService.counts, _SEE, "How many findings of each kind there are"),
    Route("GET", "/api/quality/findings", QualityService.items, _SEE, "Findings of a kind", _KIND),
    Route("GET", "/api/quality/findings/count", QualityService.count, _SEE, "How many there are", _KIND),
    Route(
        "POST",
        "/api/quality/fix",
        QualityService.fix,
        _EDIT,
        "Carry out what a finding proposes",
        {**_KIND, "title_id": 1, "value": "1998"},
    ),
    Route(
        "POST",
        "/api/quality/right",
        QualityService.say_right,
        _EDIT,
        "Remember that a record is right as it is",
        {**_KIND, "title_id": 1},
    ),
    Route(
        "POST",
        "/api/titles/merge",
        QualityService.merge,
        _EDIT,
        "Make one title of two",
        _MERGE,
        problems=(412,),
    ),
)
