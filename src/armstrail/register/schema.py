"""The tables of the register. What a table says of a report follows from its documents; `rows.py` tells how.

reports ─── claims ─── claim_parties, claim_items             as read, and as decisions make them
transfers ─┬─ transfer_parties, transfer_items, transfer_kinds, transfer_origins       sums over their claims
decisions ─── decision_targets                                append-only, each bound to the one before
parties, origins, readers                                     who and what the others name
"""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Column,
    Date,
    Float,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    PrimaryKeyConstraint,
    String,
    Table,
    Text,
    UniqueConstraint,
)

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)

_Number = BigInteger().with_variant(Integer, "sqlite")  # SQLite counts rows only by a column called INTEGER
_Sha256 = String(64)


def _number(name: str = "number") -> Column[int]:
    return Column(name, _Number, primary_key=True, autoincrement=True)


readers = Table(
    "readers",
    metadata,
    _number(),
    Column("name", Text, nullable=False, unique=True),  # with its version: "armstrail-frames 0.1.0"
)

origins = Table(
    "origins",
    metadata,
    _number(),
    Column("key", _Sha256, nullable=False, unique=True),  # the text, by its SHA-256, that all its reports carry
)

parties = Table(
    "parties",
    metadata,
    Column("code", Text, primary_key=True),  # as claims have it: RU, hezbollah; its names are the lexicon's
)

reports = Table(
    "reports",
    metadata,
    _number(),
    Column("id", _Sha256, nullable=False, unique=True),  # of its derivation in the archive
    Column("content", _Sha256, nullable=False, unique=True),  # the same where nothing new was gathered
    Column("text_id", _Sha256, nullable=False, index=True),
    Column("address", Text, nullable=False),  # its URL, else where it lay
    Column("previous", _Sha256),  # the report that stood at this address before
    Column("archived", _Sha256),
    Column("url", Text),
    Column("outlet", Text),
    Column("published", Date),
    Column("title", Text),
    Column("text", Text, nullable=False),
    Column("document", Text, nullable=False),  # the derivation's JSON, to the byte
    Column("reader", ForeignKey(readers.c.number), nullable=False),
    Column("responses", Text, nullable=False),  # JSON
    Column("origin", ForeignKey(origins.c.number), nullable=False, index=True),
    Column("digest", _Sha256, nullable=False),  # of the document, the reader, the responses and all claims
    Index("ix_reports_address", "address", "number"),
    Index("ix_reports_published", "published", "number"),
)

transfers = Table(
    "transfers",
    metadata,
    _number(),
    Column("id", _Sha256, nullable=False, unique=True),
    Column("relation", Text, nullable=False),  # suppliers, recipients and kinds of goods in JSON
    Column("claims", Integer, nullable=False),  # without those rejected, as in all that follows
    Column("undecided", Integer, nullable=False),
    Column("origins", Integer, nullable=False),
    Column("first", Date),  # the first and the last day on which one of its reports was published
    Column("latest", Date),
    Column("period_start", Date),  # the first and the last day that its claims name
    Column("period_end", Date),
    Column("merged_into", ForeignKey("transfers.number")),  # by a person's decision; its claims are counted there
    Index("ix_transfers_latest", "latest", "number"),
    Index("ix_transfers_first", "first", "number"),
    Index("ix_transfers_claims", "claims", "number"),
    Index("ix_transfers_origins", "origins", "number"),
    Index("ix_transfers_period", "period_start", "period_end"),
)

claims = Table(
    "claims",
    metadata,
    _number(),
    Column("id", _Sha256, nullable=False, unique=True),
    Column("report", ForeignKey(reports.c.number), nullable=False),
    Column("place", Integer, nullable=False),  # among the claims of the report, from 1
    Column("document", Text, nullable=False),  # the claim's JSON as it was read
    # what decisions make of it
    Column("current", Text),  # the claim's JSON as corrected; None where nothing was
    Column("state", String(9), nullable=False),
    Column("decided", _Sha256),  # the last decision that concerns it
    Column("transfer", ForeignKey(transfers.c.number), nullable=False),
    Column("merged_from", ForeignKey(transfers.c.number), index=True),  # where it would be without merges, if elsewhere
    # of the claim as it now stands, and so are its parties and items
    Column("act", String(10), nullable=False),
    Column("modality", String(8), nullable=False),
    Column("source_kind", String(12), nullable=False),
    Column("period_start", Date),
    Column("period_end", Date),
    Column("confidence", Float),
    UniqueConstraint("report", "place"),
    CheckConstraint("state in ('undecided', 'accepted', 'rejected', 'unsure')", name="state"),
    Index("ix_claims_state", "state", "number"),
    Index("ix_claims_report", "report", "transfer", "state"),
    Index("ix_claims_transfer", "transfer", "state", "period_start", "period_end"),
)

claim_parties = Table(
    "claim_parties",
    metadata,
    Column("claim", ForeignKey(claims.c.number), nullable=False),
    Column("role", String(9), nullable=False),  # supplier, recipient, via, origin
    Column("party", ForeignKey(parties.c.code), nullable=False),
    PrimaryKeyConstraint("claim", "role", "party"),
    Index("ix_claim_parties_party", "party", "role", "claim"),
)

claim_items = Table(
    "claim_items",
    metadata,
    Column("claim", ForeignKey(claims.c.number), nullable=False),
    Column("place", Integer, nullable=False),
    Column("category", Text, nullable=False),
    Column("designation", Text),
    Column("quantity_min", BigInteger),
    Column("quantity_max", BigInteger),
    PrimaryKeyConstraint("claim", "place"),
)

transfer_parties = Table(
    "transfer_parties",
    metadata,
    Column("transfer", ForeignKey(transfers.c.number), nullable=False),
    Column("role", String(9), nullable=False),
    Column("party", ForeignKey(parties.c.code), nullable=False),
    PrimaryKeyConstraint("transfer", "role", "party"),
    Index("ix_transfer_parties_party", "party", "role", "transfer"),
)

transfer_items = Table(
    "transfer_items",
    metadata,
    Column("transfer", ForeignKey(transfers.c.number), nullable=False),
    Column("category", Text, nullable=False),
    Column("designation", Text, nullable=False),  # "" where none is given
    # The widest bounds of its claims that are not denied. Both empty where none gives a number; else an open lower end
    # is 0, an open upper end empty.
    Column("quantity_min", BigInteger),
    Column("quantity_max", BigInteger),
    PrimaryKeyConstraint("transfer", "category", "designation"),
    Index("ix_transfer_items_category", "category", "transfer"),
    Index("ix_transfer_items_designation", "designation", "transfer"),
)

transfer_kinds = Table(
    "transfer_kinds",
    metadata,
    Column("transfer", ForeignKey(transfers.c.number), nullable=False),
    Column("act", String(10), nullable=False),
    Column("modality", String(8), nullable=False),
    Column("source_kind", String(12), nullable=False),
    Column("state", String(9), nullable=False),
    Column("claims", Integer, nullable=False),
    PrimaryKeyConstraint("transfer", "act", "modality", "source_kind", "state"),
    Index("ix_transfer_kinds_act", "act", "modality", "source_kind", "state", "transfer"),
)

transfer_origins = Table(
    "transfer_origins",
    metadata,
    Column("transfer", ForeignKey(transfers.c.number), nullable=False),
    Column("origin", ForeignKey(origins.c.number), nullable=False),
    PrimaryKeyConstraint("transfer", "origin"),
)

decisions = Table(
    "decisions",
    metadata,
    Column("number", _Number, primary_key=True, autoincrement=False),  # from 1, without gaps
    Column("id", _Sha256, nullable=False, unique=True),
    Column("previous", _Sha256, nullable=False, unique=True),  # unique: nobody follows the same entry twice
    Column("document", Text, nullable=False),  # the decision's JSON
)

decision_targets = Table(
    "decision_targets",
    metadata,
    Column("target", _Sha256, nullable=False),  # a claim, a transfer or a decision, also one that is no longer there
    Column("decision", ForeignKey(decisions.c.number), nullable=False),
    PrimaryKeyConstraint("target", "decision"),
)
