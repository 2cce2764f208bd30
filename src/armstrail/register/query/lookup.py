"""One thing of the register by its id, or the first characters of it: a report, a claim, a transfer.

claim(connection, "5f0c91")      the one claim whose id begins so
"""

from __future__ import annotations

import json
from typing import Any

from sqlalchemy import Connection, Select, func, select

from armstrail.model import Claim, Derivation, Response, Transfer
from armstrail.register.names import full
from armstrail.register.query.found import ReportView, StoredClaim, StoredReport
from armstrail.register.query.paging import rows
from armstrail.register.schema import claims, readers, reports, transfers

_STORED = (
    reports.c.id,
    reports.c.title,
    reports.c.outlet,
    reports.c.published,
    reports.c.address,
    reports.c.archived,
)


def report(connection: Connection, prefix: str) -> ReportView:
    """A report with its claims, its versions and its copies."""
    name = full(connection, prefix, ["report"])
    columns = select(reports, readers.c.name.label("read_by")).join(readers, readers.c.number == reports.c.reader)
    row = connection.execute(columns.where(reports.c.id == name)).one()
    derivation = Derivation.model_validate_json(row.document)
    versions = select(*_STORED).where(reports.c.address == row.address).order_by(reports.c.number)
    copies = select(*_STORED).where(reports.c.origin == row.origin, reports.c.address != row.address)
    return ReportView(
        stored=stored_report(row),
        report=derivation.report,
        extractor=derivation.extractor,
        reader=row.read_by,
        claims=tuple(
            stored_claims(connection, claims_of().where(claims.c.report == row.number).order_by(claims.c.place))
        ),
        responses=tuple(Response.model_validate(one) for one in json.loads(row.responses)),
        versions=tuple(map(stored_report, connection.execute(versions))),
        copies=tuple(map(stored_report, connection.execute(copies.order_by(reports.c.number)))),
    )


def claim(connection: Connection, prefix: str) -> StoredClaim:
    """A claim as it now stands."""
    name = full(connection, prefix, ["claim"])
    return stored_claims(connection, claims_of().where(claims.c.id == name))[0]


def transfer(connection: Connection, prefix: str) -> Transfer:
    """A transfer; of one that was merged into another, that one. Rejected claims are counted too."""
    name = full(connection, prefix, ["transfer"])
    stands_for = func.coalesce(transfers.c.merged_into, transfers.c.number)
    number = connection.execute(select(stands_for).where(transfers.c.id == name)).scalar_one()
    return rows(connection, [number], with_rejected=True)[0]


def transfer_claims(connection: Connection, name: str, limit: int | None = None) -> list[StoredClaim]:
    """The claims of a transfer by the day of their reports, the oldest first; rejected ones among them."""
    number = select(transfers.c.number).where(transfers.c.id == name).scalar_subquery()
    by_day = (reports.c.published.is_(None), reports.c.published, claims.c.number)
    return stored_claims(connection, claims_of().where(claims.c.transfer == number).order_by(*by_day).limit(limit))


def stored_report(row: Any) -> StoredReport:
    """A report from a row with the columns of the table."""
    return StoredReport(row.id, row.title, row.outlet, row.published, row.address, row.archived)


def stored_claims(connection: Connection, of: Select[Any]) -> list[StoredClaim]:
    """Claims with their reports; a report is read once, however many claims of it there are."""
    derivations: dict[str, Derivation] = {}
    found = []
    for row in connection.execute(of):
        if row.report_id not in derivations:
            derivations[row.report_id] = Derivation.model_validate_json(row.derivation)
        as_read = Claim.model_validate_json(row.document)
        found.append(
            StoredClaim(
                id=row.id,
                claim=Claim.model_validate_json(row.current) if row.current else as_read,
                state=row.state,
                transfer=row.transfer_id,
                report_id=row.report_id,
                report=derivations[row.report_id].report,
                as_read=as_read if row.current else None,
            )
        )
    return found


def claims_of() -> Select[Any]:
    """The columns of a claim with its report and its transfer."""
    columns = select(
        claims.c.id,
        claims.c.document,
        claims.c.current,
        claims.c.state,
        transfers.c.id.label("transfer_id"),
        reports.c.id.label("report_id"),
        reports.c.document.label("derivation"),
    )
    of_report = claims.join(reports, reports.c.number == claims.c.report)
    return columns.select_from(of_report.join(transfers, transfers.c.number == claims.c.transfer))
