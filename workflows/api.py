"""The door of workflows: what portal may call; re-exports only."""

from workflows.actor import ADMINISTRATOR, AUDITOR, SYSTEM, Actor
from workflows.beat import drain
from workflows.cases.bundle_views import BundleView, MemberView, VisitView
from workflows.cases.calendars import calendar_years, import_calendar, preview_calendar
from workflows.cases.clocks import ClockView, day_of
from workflows.cases.command import Command, perform
from workflows.cases.commands.accept import Accept
from workflows.cases.commands.add_signer import AddSigner
from workflows.cases.commands.answer_difference import AnswerDifference
from workflows.cases.commands.answer_supervision import AnswerSupervision
from workflows.cases.commands.answer_ticket import AnswerTicket
from workflows.cases.commands.ask_correction import AskCorrection, Point
from workflows.cases.commands.attach_paper import AttachPaper, must_have_room
from workflows.cases.commands.cancel_licence import CancelLicence
from workflows.cases.commands.change_licence import ChangeLicence
from workflows.cases.commands.choose_visit import ChooseVisit
from workflows.cases.commands.claim import Claim
from workflows.cases.commands.conclude import Conclude
from workflows.cases.commands.correct_licence import CorrectLicence
from workflows.cases.commands.decide import Decide
from workflows.cases.commands.delegate import Delegate
from workflows.cases.commands.discard import Discard
from workflows.cases.commands.extend import Extend
from workflows.cases.commands.fill_in import FillIn
from workflows.cases.commands.give_back import GiveBack
from workflows.cases.commands.give_opinion import GiveOpinion
from workflows.cases.commands.jump import Jump
from workflows.cases.commands.not_accept import NotAccept
from workflows.cases.commands.propose_visit import ProposeVisit
from workflows.cases.commands.recall_licence import RecallLicence
from workflows.cases.commands.record_visit import RecordVisit
from workflows.cases.commands.recuse import Recuse
from workflows.cases.commands.remind import Remind
from workflows.cases.commands.remove_paper import RemovePaper
from workflows.cases.commands.remove_signer import RemoveSigner
from workflows.cases.commands.renew_licence import RenewLicence
from workflows.cases.commands.reopen import Reopen
from workflows.cases.commands.request_reconsideration import RequestReconsideration
from workflows.cases.commands.request_ticket import RequestTicket
from workflows.cases.commands.resubmit import Resubmit
from workflows.cases.commands.resume import Resume
from workflows.cases.commands.resume_clock import ResumeClock
from workflows.cases.commands.resume_licence import ResumeLicence
from workflows.cases.commands.retry import Retry
from workflows.cases.commands.revoke_licence import RevokeLicence
from workflows.cases.commands.send_back import SendBack
from workflows.cases.commands.sign import Sign
from workflows.cases.commands.start_case import StartCase
from workflows.cases.commands.stop_clock import StopClock
from workflows.cases.commands.strip_licence import StripLicence
from workflows.cases.commands.submit import Submit
from workflows.cases.commands.supervise import Supervise
from workflows.cases.commands.suspend import Suspend
from workflows.cases.commands.suspend_licence import SuspendLicence
from workflows.cases.commands.take_back import TakeBack
from workflows.cases.commands.terminate import Terminate
from workflows.cases.commands.transfer import Transfer
from workflows.cases.commands.unclaim import Unclaim
from workflows.cases.commands.withdraw import Withdraw
from workflows.cases.founding import City, found_city
from workflows.cases.hands import Hands, OrderView
from workflows.cases.incidents import keep as keep_incident
from workflows.cases.letters import status_qr_uri
from workflows.cases.looks import LookView, looks
from workflows.cases.publicview import PublicStatus
from workflows.cases.queries.actions import ActionView, RestView, case_actions, command_of, rest_of, task_actions
from workflows.cases.queries.acts import ActsView, acts_view, heads_case
from workflows.cases.queries.board import board
from workflows.cases.queries.bundles import bundle_of, bundle_view
from workflows.cases.queries.case import case_view
from workflows.cases.queries.differences import difference, open_differences
from workflows.cases.queries.history import Snapshot, case_by_number, snapshot
from workflows.cases.queries.incidents import IncidentView, incident_count, incidents
from workflows.cases.queries.lists import assisted_cases, my_cases, open_cases, public_status, typed_again
from workflows.cases.queries.oversight import OverseenCase, overseen_case, overseen_cases, oversees
from workflows.cases.queries.records import entry_of_document
from workflows.cases.queries.tasks import done_by, inbox, inbox_count, open_tasks, task, task_views
from workflows.cases.unit import Result
from workflows.cases.views import (
    CaseLine,
    CaseView,
    DifferenceView,
    EventView,
    FieldView,
    PaperView,
    SlotView,
    TaskView,
)
from workflows.catalogue.fields import kinds as field_kinds
from workflows.catalogue.item import Basis, Field, Item, Slot, Step
from workflows.catalogue.kinds import kinds as step_kinds
from workflows.catalogue.publish import item_by_code
from workflows.catalogue.publish import offered as published_items
from workflows.catalogue.registers import registers
from workflows.catalogue.search import search
from workflows.errors import Conflict, Forbidden, Invalid, NotFound, Problem, Refusal, Stands, Unavailable
from workflows.law.label import Label
from workflows.law.lists import read_list
from workflows.law.wording import explain, procedure
from workflows.outcomes.codes import grouped as grouped_code
from workflows.outcomes.credential import issuer as status_list_issuer
from workflows.outcomes.records import CertificateView, find_certificate, find_document
from workflows.outcomes.records import pdf_of as document_pdf
from workflows.outcomes.sealcheck import SealReport, verify_pdf
from workflows.outcomes.statuslist import PURPOSES as STATUS_PURPOSES
from workflows.outcomes.statuslist import entries as status_entries
from workflows.outcomes.statuslist import exists as has_status_list
from workflows.outcomes.statuslist import last_change as last_status_change
from workflows.outcomes.statuslist import status_list
from workflows.outside.jobs import waiting_count, waiting_since
from workflows.people.notices import NoticeView, mark_read, notices, unread_count
from workflows.people.organisation import AppointmentView, BodyView, appointments, bodies, body, colleagues
from workflows.people.persons import PersonView, enrol, person, person_by_id_number
from workflows.people.wording import notice_text
from workflows.registry import discover

__all__ = [
    "ADMINISTRATOR",
    "AUDITOR",
    "STATUS_PURPOSES",
    "SYSTEM",
    "Accept",
    "ActionView",
    "Actor",
    "ActsView",
    "AddSigner",
    "AnswerDifference",
    "AnswerSupervision",
    "AnswerTicket",
    "AppointmentView",
    "AskCorrection",
    "AttachPaper",
    "Basis",
    "BodyView",
    "BundleView",
    "CancelLicence",
    "CaseLine",
    "CaseView",
    "CertificateView",
    "ChangeLicence",
    "ChooseVisit",
    "City",
    "Claim",
    "ClockView",
    "Command",
    "Conclude",
    "Conflict",
    "CorrectLicence",
    "Decide",
    "Delegate",
    "DifferenceView",
    "Discard",
    "EventView",
    "Extend",
    "Field",
    "FieldView",
    "FillIn",
    "Forbidden",
    "GiveBack",
    "GiveOpinion",
    "Hands",
    "IncidentView",
    "Invalid",
    "Item",
    "Jump",
    "Label",
    "LookView",
    "MemberView",
    "NotAccept",
    "NotFound",
    "NoticeView",
    "OrderView",
    "OverseenCase",
    "PaperView",
    "PersonView",
    "Point",
    "Problem",
    "ProposeVisit",
    "PublicStatus",
    "RecallLicence",
    "RecordVisit",
    "Recuse",
    "Refusal",
    "Remind",
    "RemovePaper",
    "RemoveSigner",
    "RenewLicence",
    "Reopen",
    "RequestReconsideration",
    "RequestTicket",
    "RestView",
    "Resubmit",
    "Result",
    "Resume",
    "ResumeClock",
    "ResumeLicence",
    "Retry",
    "RevokeLicence",
    "SealReport",
    "SendBack",
    "Sign",
    "Slot",
    "SlotView",
    "Snapshot",
    "Stands",
    "StartCase",
    "Step",
    "StopClock",
    "StripLicence",
    "Submit",
    "Supervise",
    "Suspend",
    "SuspendLicence",
    "TakeBack",
    "TaskView",
    "Terminate",
    "Transfer",
    "Unavailable",
    "Unclaim",
    "VisitView",
    "Withdraw",
    "acts_view",
    "appointments",
    "assisted_cases",
    "board",
    "bodies",
    "body",
    "bundle_of",
    "bundle_view",
    "calendar_years",
    "case_actions",
    "case_by_number",
    "case_view",
    "colleagues",
    "command_of",
    "day_of",
    "difference",
    "discover",
    "document_pdf",
    "done_by",
    "drain",
    "enrol",
    "entry_of_document",
    "explain",
    "field_kinds",
    "find_certificate",
    "find_document",
    "found_city",
    "grouped_code",
    "has_status_list",
    "heads_case",
    "import_calendar",
    "inbox",
    "inbox_count",
    "incident_count",
    "incidents",
    "item_by_code",
    "keep_incident",
    "last_status_change",
    "looks",
    "mark_read",
    "must_have_room",
    "my_cases",
    "notice_text",
    "notices",
    "open_cases",
    "open_differences",
    "open_tasks",
    "overseen_case",
    "overseen_cases",
    "oversees",
    "perform",
    "person",
    "person_by_id_number",
    "preview_calendar",
    "procedure",
    "public_status",
    "published_items",
    "read_list",
    "registers",
    "rest_of",
    "search",
    "snapshot",
    "status_entries",
    "status_list",
    "status_list_issuer",
    "status_qr_uri",
    "step_kinds",
    "task",
    "task_actions",
    "task_views",
    "typed_again",
    "unread_count",
    "verify_pdf",
    "waiting_count",
    "waiting_since",
]
