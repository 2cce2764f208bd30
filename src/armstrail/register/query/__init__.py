"""What is asked of a register: transfers that pass a filter, one thing by its id, reports by their words.

page(connection, Filter(supplier=("IR",), min_origins=2), Sort("origins"), limit=20)
"""

from armstrail.register.query.filter import SORTS, Filter, Sort, SortKey
from armstrail.register.query.found import Hit, Page, Partner, PartyView, ReportView, StoredClaim, StoredReport
from armstrail.register.query.lookup import (
    claim,
    report,
    transfer,
    transfer_claims,
)
from armstrail.register.query.named import party_code, type_names
from armstrail.register.query.paging import page
from armstrail.register.query.partners import knows_party, party
from armstrail.register.query.searching import search

__all__ = [
    "SORTS", "Filter", "Hit", "Page", "Partner", "PartyView", "ReportView", "Sort", "SortKey", "StoredClaim",
    "StoredReport", "claim", "knows_party", "page", "party",
    "party_code", "report", "search", "transfer", "transfer_claims", "type_names",
]  # fmt: skip
