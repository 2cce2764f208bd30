"""The first tables: reports and claims as read, what decisions make of them, and the words that are searched."""

import unicodedata

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
SHA256 = sa.String(length=64)

# What the search looks in: title and text, accents dropped, words brought to their stems by Porter's rules, none left
# out. PostgreSQL's own parser sees a signed number in "S-300" and a host in "cnn.com"; here it gets words and spaces
# only, as FTS5 cuts them. `armstrail_plain` keeps each character's place. A tsvector takes a megabyte at most.
LETTERS = [chr(code) for code in (*range(0xC0, 0x180), *range(0x1E00, 0x1F00))]
ACCENTED = {letter: base for letter in LETTERS if (base := unicodedata.normalize("NFD", letter)[0]).isascii()}
SIGNS = "".join(chr(code) for code in range(0x21, 0x7F) if not chr(code).isalnum()).replace("'", "''")
PLAIN = "".join(ACCENTED) + SIGNS, "".join(ACCENTED.values()) + " " * (len(SIGNS) - 1)

WORDS = {
    "sqlite": (
        """
        CREATE VIRTUAL TABLE report_words USING fts5(
            title, text, content='reports', content_rowid='number', tokenize='porter unicode61 remove_diacritics 2'
        )
        """,
        """
        CREATE TRIGGER reports_words AFTER INSERT ON reports BEGIN
            INSERT INTO report_words(rowid, title, text) VALUES (new.number, new.title, new.text);
        END
        """,
    ),
    "postgresql": (
        "CREATE TEXT SEARCH DICTIONARY armstrail_stem (TEMPLATE = snowball, LANGUAGE = porter)",
        "CREATE TEXT SEARCH CONFIGURATION armstrail (COPY = pg_catalog.english)",
        "ALTER TEXT SEARCH CONFIGURATION armstrail ALTER MAPPING FOR asciiword, word, numword WITH armstrail_stem",
        f"""
        CREATE FUNCTION armstrail_plain(words text) RETURNS text IMMUTABLE STRICT PARALLEL SAFE LANGUAGE sql
        RETURN translate(left(words, 200000), '{PLAIN[0]}', '{PLAIN[1]}')
        """,
        """
        ALTER TABLE reports ADD COLUMN words tsvector GENERATED ALWAYS AS (
            to_tsvector('armstrail', armstrail_plain(coalesce(title, '') || E'\\n' || text))
        ) STORED
        """,
        "CREATE INDEX ix_reports_words ON reports USING gin (words)",
    ),
}


def upgrade() -> None:
    """Makes them."""
    op.create_table(
        "decisions",
        sa.Column("number", NUMBER, autoincrement=False, nullable=False),
        sa.Column("id", SHA256, nullable=False),
        sa.Column("previous", SHA256, nullable=False),
        sa.Column("document", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_decisions")),
        sa.UniqueConstraint("id", name=op.f("uq_decisions_id")),
        sa.UniqueConstraint("previous", name=op.f("uq_decisions_previous")),
    )
    op.create_table(
        "origins",
        sa.Column("number", NUMBER, autoincrement=True, nullable=False),
        sa.Column("key", SHA256, nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_origins")),
        sa.UniqueConstraint("key", name=op.f("uq_origins_key")),
    )
    op.create_table(
        "parties",
        sa.Column("code", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_parties")),
    )
    op.create_table(
        "readers",
        sa.Column("number", NUMBER, autoincrement=True, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_readers")),
        sa.UniqueConstraint("name", name=op.f("uq_readers_name")),
    )
    op.create_table(
        "transfers",
        sa.Column("number", NUMBER, autoincrement=True, nullable=False),
        sa.Column("id", SHA256, nullable=False),
        sa.Column("relation", sa.Text(), nullable=False),
        sa.Column("claims", sa.Integer(), nullable=False),
        sa.Column("undecided", sa.Integer(), nullable=False),
        sa.Column("origins", sa.Integer(), nullable=False),
        sa.Column("first", sa.Date(), nullable=True),
        sa.Column("latest", sa.Date(), nullable=True),
        sa.Column("period_start", sa.Date(), nullable=True),
        sa.Column("period_end", sa.Date(), nullable=True),
        sa.Column("merged_into", NUMBER, nullable=True),
        sa.ForeignKeyConstraint(["merged_into"], ["transfers.number"], name=op.f("fk_transfers_merged_into")),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_transfers")),
        sa.UniqueConstraint("id", name=op.f("uq_transfers_id")),
    )
    op.create_index("ix_transfers_claims", "transfers", ["claims", "number"], unique=False)
    op.create_index("ix_transfers_first", "transfers", ["first", "number"], unique=False)
    op.create_index("ix_transfers_latest", "transfers", ["latest", "number"], unique=False)
    op.create_index("ix_transfers_origins", "transfers", ["origins", "number"], unique=False)
    op.create_index("ix_transfers_period", "transfers", ["period_start", "period_end"], unique=False)
    op.create_table(
        "decision_targets",
        sa.Column("target", SHA256, nullable=False),
        sa.Column("decision", NUMBER, nullable=False),
        sa.ForeignKeyConstraint(["decision"], ["decisions.number"], name=op.f("fk_decision_targets_decision")),
        sa.PrimaryKeyConstraint("target", "decision", name=op.f("pk_decision_targets")),
    )
    op.create_table(
        "reports",
        sa.Column("number", NUMBER, autoincrement=True, nullable=False),
        sa.Column("id", SHA256, nullable=False),
        sa.Column("content", SHA256, nullable=False),
        sa.Column("text_id", SHA256, nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("previous", SHA256, nullable=True),
        sa.Column("archived", SHA256, nullable=True),
        sa.Column("url", sa.Text(), nullable=True),
        sa.Column("outlet", sa.Text(), nullable=True),
        sa.Column("published", sa.Date(), nullable=True),
        sa.Column("title", sa.Text(), nullable=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("document", sa.Text(), nullable=False),
        sa.Column("reader", NUMBER, nullable=False),
        sa.Column("responses", sa.Text(), nullable=False),
        sa.Column("origin", NUMBER, nullable=False),
        sa.Column("digest", SHA256, nullable=False),
        sa.ForeignKeyConstraint(["origin"], ["origins.number"], name=op.f("fk_reports_origin")),
        sa.ForeignKeyConstraint(["reader"], ["readers.number"], name=op.f("fk_reports_reader")),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_reports")),
        sa.UniqueConstraint("content", name=op.f("uq_reports_content")),
        sa.UniqueConstraint("id", name=op.f("uq_reports_id")),
    )
    op.create_index("ix_reports_address", "reports", ["address", "number"], unique=False)
    op.create_index("ix_reports_published", "reports", ["published", "number"], unique=False)
    op.create_index(op.f("ix_reports_origin"), "reports", ["origin"], unique=False)
    op.create_index(op.f("ix_reports_text_id"), "reports", ["text_id"], unique=False)
    op.create_table(
        "transfer_items",
        sa.Column("transfer", NUMBER, nullable=False),
        sa.Column("category", sa.Text(), nullable=False),
        sa.Column("designation", sa.Text(), nullable=False),
        sa.Column("quantity_min", sa.BigInteger(), nullable=True),
        sa.Column("quantity_max", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(["transfer"], ["transfers.number"], name=op.f("fk_transfer_items_transfer")),
        sa.PrimaryKeyConstraint("transfer", "category", "designation", name=op.f("pk_transfer_items")),
    )
    op.create_index("ix_transfer_items_category", "transfer_items", ["category", "transfer"], unique=False)
    op.create_index("ix_transfer_items_designation", "transfer_items", ["designation", "transfer"], unique=False)
    op.create_table(
        "transfer_kinds",
        sa.Column("transfer", NUMBER, nullable=False),
        sa.Column("act", sa.String(length=10), nullable=False),
        sa.Column("modality", sa.String(length=8), nullable=False),
        sa.Column("source_kind", sa.String(length=12), nullable=False),
        sa.Column("state", sa.String(length=9), nullable=False),
        sa.Column("claims", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["transfer"], ["transfers.number"], name=op.f("fk_transfer_kinds_transfer")),
        sa.PrimaryKeyConstraint("transfer", "act", "modality", "source_kind", "state", name=op.f("pk_transfer_kinds")),
    )
    op.create_index(
        "ix_transfer_kinds_act",
        "transfer_kinds",
        ["act", "modality", "source_kind", "state", "transfer"],
        unique=False,
    )
    op.create_table(
        "transfer_origins",
        sa.Column("transfer", NUMBER, nullable=False),
        sa.Column("origin", NUMBER, nullable=False),
        sa.ForeignKeyConstraint(["origin"], ["origins.number"], name=op.f("fk_transfer_origins_origin")),
        sa.ForeignKeyConstraint(["transfer"], ["transfers.number"], name=op.f("fk_transfer_origins_transfer")),
        sa.PrimaryKeyConstraint("transfer", "origin", name=op.f("pk_transfer_origins")),
    )
    op.create_table(
        "transfer_parties",
        sa.Column("transfer", NUMBER, nullable=False),
        sa.Column("role", sa.String(length=9), nullable=False),
        sa.Column("party", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["party"], ["parties.code"], name=op.f("fk_transfer_parties_party")),
        sa.ForeignKeyConstraint(["transfer"], ["transfers.number"], name=op.f("fk_transfer_parties_transfer")),
        sa.PrimaryKeyConstraint("transfer", "role", "party", name=op.f("pk_transfer_parties")),
    )
    op.create_index("ix_transfer_parties_party", "transfer_parties", ["party", "role", "transfer"], unique=False)
    op.create_table(
        "claims",
        sa.Column("number", NUMBER, autoincrement=True, nullable=False),
        sa.Column("id", SHA256, nullable=False),
        sa.Column("report", NUMBER, nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("document", sa.Text(), nullable=False),
        sa.Column("current", sa.Text(), nullable=True),
        sa.Column("state", sa.String(length=9), nullable=False),
        sa.Column("decided", SHA256, nullable=True),
        sa.Column("transfer", NUMBER, nullable=False),
        sa.Column("merged_from", NUMBER, nullable=True),
        sa.Column("act", sa.String(length=10), nullable=False),
        sa.Column("modality", sa.String(length=8), nullable=False),
        sa.Column("source_kind", sa.String(length=12), nullable=False),
        sa.Column("period_start", sa.Date(), nullable=True),
        sa.Column("period_end", sa.Date(), nullable=True),
        sa.Column("confidence", sa.Float(), nullable=True),
        sa.CheckConstraint("state in ('undecided', 'accepted', 'rejected', 'unsure')", name=op.f("ck_claims_state")),
        sa.ForeignKeyConstraint(["report"], ["reports.number"], name=op.f("fk_claims_report")),
        sa.ForeignKeyConstraint(["merged_from"], ["transfers.number"], name=op.f("fk_claims_merged_from")),
        sa.ForeignKeyConstraint(["transfer"], ["transfers.number"], name=op.f("fk_claims_transfer")),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_claims")),
        sa.UniqueConstraint("id", name=op.f("uq_claims_id")),
        sa.UniqueConstraint("report", "place", name=op.f("uq_claims_report_place")),
    )
    op.create_index(op.f("ix_claims_merged_from"), "claims", ["merged_from"], unique=False)
    op.create_index("ix_claims_report", "claims", ["report", "transfer", "state"], unique=False)
    op.create_index("ix_claims_state", "claims", ["state", "number"], unique=False)
    op.create_index("ix_claims_transfer", "claims", ["transfer", "state", "period_start", "period_end"], unique=False)
    op.create_table(
        "claim_items",
        sa.Column("claim", NUMBER, nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("category", sa.Text(), nullable=False),
        sa.Column("designation", sa.Text(), nullable=True),
        sa.Column("quantity_min", sa.BigInteger(), nullable=True),
        sa.Column("quantity_max", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(["claim"], ["claims.number"], name=op.f("fk_claim_items_claim")),
        sa.PrimaryKeyConstraint("claim", "place", name=op.f("pk_claim_items")),
    )
    op.create_table(
        "claim_parties",
        sa.Column("claim", NUMBER, nullable=False),
        sa.Column("role", sa.String(length=9), nullable=False),
        sa.Column("party", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["claim"], ["claims.number"], name=op.f("fk_claim_parties_claim")),
        sa.ForeignKeyConstraint(["party"], ["parties.code"], name=op.f("fk_claim_parties_party")),
        sa.PrimaryKeyConstraint("claim", "role", "party", name=op.f("pk_claim_parties")),
    )
    op.create_index("ix_claim_parties_party", "claim_parties", ["party", "role", "claim"], unique=False)
    for statement in WORDS[op.get_context().dialect.name]:
        op.execute(sa.text(statement.replace(":", r"\:")))  # no colon begins a parameter here
