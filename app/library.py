"""The services of a library's own work, over its stores: catalogue, patrons, loans, money, people who sign in.

Those that run the program itself (jobs, maintenance, health), or rest on all of these, are the App's, in
:mod:`app.bootstrap`. Adding a service is one property.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from app.stores import Stores

if TYPE_CHECKING:
    from app.services.accounts import AccountsService
    from app.services.api_tokens import ApiTokensService
    from app.services.attachments import AttachmentsService
    from app.services.attendance import AttendanceService
    from app.services.audit import AuditService
    from app.services.batch_edit import BatchEditService
    from app.services.calendar import CalendarService
    from app.services.catalog import CatalogService
    from app.services.cataloguing import CataloguingService
    from app.services.changes import ChangesService
    from app.services.circulation import CirculationService
    from app.services.covers import CoversService
    from app.services.desk import DeskService
    from app.services.equipment import EquipmentService
    from app.services.exporting import ExportingService
    from app.services.founding import FoundingService
    from app.services.holds import HoldsService
    from app.services.importing import ImportingService
    from app.services.labels import LabelsService
    from app.services.ledger import LedgerService
    from app.services.library_settings import LibrarySettingsService
    from app.services.personal_data import PersonalDataService
    from app.services.policies import PoliciesService
    from app.services.quality import QualityService
    from app.services.sample import SampleService
    from app.services.saved_searches import SavedSearchesService
    from app.services.sessions import SessionsService
    from app.services.shelf import ShelfService
    from app.services.students import StudentsService
    from app.services.work_lists import WorkListsService


class Library(Stores):
    """The services of librarians' work. Each is made when first asked for."""

    @cached_property
    def accounts(self) -> AccountsService:
        """People who sign in."""
        from app.services.accounts import AccountsService

        return AccountsService(self.core, self.bcrypt_rounds, self.workstation)

    @cached_property
    def api_tokens(self) -> ApiTokensService:
        """Programs and devices that may come in."""
        from app.services.api_tokens import ApiTokensService

        return ApiTokensService(self.core)

    @cached_property
    def attendance(self) -> AttendanceService:
        """Visits to the library."""
        from app.services.attendance import AttendanceService

        return AttendanceService(self.core)

    @cached_property
    def attachments(self) -> AttachmentsService:
        """Files that belong to titles."""
        from app.services.attachments import AttachmentsService

        return AttachmentsService(self.core, self.files)

    @cached_property
    def audit(self) -> AuditService:
        """Who did what, when; and the seal over it."""
        from app.services.audit import AuditService

        return AuditService(self.core)

    @cached_property
    def batch_edit(self) -> BatchEditService:
        """Changing many records by a recipe."""
        from app.services.batch_edit import BatchEditService

        return BatchEditService(self.core)

    @cached_property
    def calendar(self) -> CalendarService:
        """When the library is open, and its terms."""
        from app.services.calendar import CalendarService

        return CalendarService(self.core)

    @cached_property
    def catalog(self) -> CatalogService:
        """Titles and books."""
        from app.services.catalog import CatalogService

        return CatalogService(self.core)

    @cached_property
    def cataloguing(self) -> CataloguingService:
        """What helps whoever adds a title."""
        from app.lookup.web import Web
        from app.services.cataloguing import CataloguingService

        return CataloguingService(self.core, Web(self.data_dir / "lookups"))

    @cached_property
    def changes(self) -> ChangesService:
        """What other desks and programs changed."""
        from app.services.changes import ChangesService

        service = ChangesService(self.core, self.listen)
        self.closing.callback(service.close)
        return service

    @cached_property
    def circulation(self) -> CirculationService:
        """Check-out, check-in, renewal."""
        from app.services.circulation import CirculationService

        return CirculationService(self.core)

    @cached_property
    def covers(self) -> CoversService:
        """Pictures of covers."""
        from app.lookup.web import Web
        from app.services.covers import CoversService

        return CoversService(self.core, self.files, Web(self.data_dir / "lookups"))

    @cached_property
    def desk(self) -> DeskService:
        """The desk's one box."""
        from app.services.desk import DeskService

        return DeskService(self.circulation)

    @cached_property
    def equipment(self) -> EquipmentService:
        """Devices and their sessions."""
        from app.services.equipment import EquipmentService

        return EquipmentService(self.core)

    @cached_property
    def exporting(self) -> ExportingService:
        """Lists and the catalogue as files."""
        from app.services.exporting import ExportingService

        return ExportingService(self.core)

    @cached_property
    def founding(self) -> FoundingService:
        """What a new library is given before anybody works in it."""
        from app.services.founding import FoundingService

        return FoundingService(self.core)

    @cached_property
    def holds(self) -> HoldsService:
        """Requests for titles."""
        from app.services.holds import HoldsService

        return HoldsService(self.core)

    @cached_property
    def importing(self) -> ImportingService:
        """Books and students from files."""
        from app.services.importing import ImportingService

        return ImportingService(self.core)

    @cached_property
    def labels(self) -> LabelsService:
        """Labels of copies, and cards."""
        from app.services.labels import LabelsService

        return LabelsService(self.core)

    @cached_property
    def ledger(self) -> LedgerService:
        """Charges, payments, waivers, refunds."""
        from app.services.ledger import LedgerService

        return LedgerService(self.core)

    @cached_property
    def library_settings(self) -> LibrarySettingsService:
        """Settings of the whole library, kept in its database."""
        from app.services.library_settings import LibrarySettingsService

        return LibrarySettingsService(self.core)

    @cached_property
    def personal_data(self) -> PersonalDataService:
        """A person's data as a whole."""
        from app.services.personal_data import PersonalDataService

        return PersonalDataService(self.core, self.files)

    @cached_property
    def policies(self) -> PoliciesService:
        """Loan rules."""
        from app.services.policies import PoliciesService

        return PoliciesService(self.core)

    @cached_property
    def quality(self) -> QualityService:
        """What the catalogue's records lack, and making one title of two."""
        from app.services.quality import QualityService

        return QualityService(self.core)

    @cached_property
    def sample(self) -> SampleService:
        """An invented library, small or large."""
        from app.services.sample import SampleService

        return SampleService(self.core)

    @cached_property
    def saved_searches(self) -> SavedSearchesService:
        """Searches under a name."""
        from app.services.saved_searches import SavedSearchesService

        return SavedSearchesService(self.core)

    @cached_property
    def sessions(self) -> SessionsService:
        """Who is signed in to the API."""
        from app.services.sessions import SessionsService

        return SessionsService(self.core)

    @cached_property
    def shelf(self) -> ShelfService:
        """Copies as they stand."""
        from app.services.shelf import ShelfService

        return ShelfService(self.core)

    @cached_property
    def students(self) -> StudentsService:
        """Patrons: students, personnel, guests."""
        from app.services.students import StudentsService

        return StudentsService(self.core, self.files)

    @cached_property
    def work_lists(self) -> WorkListsService:
        """Lists of records to work on."""
        from app.services.work_lists import WorkListsService

        return WorkListsService(self.core)
