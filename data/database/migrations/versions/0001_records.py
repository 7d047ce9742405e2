"""Tables for records, their log, proposals and articles."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0001"
down_revision = None

LINE = ("when", "who", "table", "row", "column", "old", "new", "why", "proposal", "undone")


def upgrade() -> None:
    """Make all tables."""
    op.create_table(
        "records",
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("revision", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_records"),
    )
    _of_record("files", "path", sa.Column("content", sa.LargeBinary, nullable=False))
    _of_record(
        "sheets",
        "path",
        sa.Column("key", sa.Text, nullable=False),
        sa.Column("header", JSONB, nullable=False),
    )
    _of_record(
        "rows",
        "path",
        sa.Column("row", sa.Text, nullable=False),
        sa.Column("place", sa.Integer, nullable=False),
        sa.Column("cells", JSONB, nullable=False),
        also="row",
    )
    _of_record(
        "log",
        sa.Column("change", sa.Integer, nullable=False),
        sa.Column("line", sa.Integer, nullable=False),
        *(sa.Column(name, sa.Text, nullable=False) for name in LINE),
        also="line",
    )
    number = sa.Column("number", sa.BigInteger, sa.Identity(), nullable=False)
    _of_record("queue", number, sa.Column("line", JSONB, nullable=False))
    _of_record("articles", "digest", sa.Column("content", sa.LargeBinary, nullable=False))


def downgrade() -> None:
    """Drop all tables, the last first."""
    for name in ("articles", "queue", "log", "rows", "sheets", "files", "records"):
        op.drop_table(name)


def _of_record(name: str, key: "str | sa.Column", *columns: sa.Column, also: str = "") -> None:
    first = sa.Column(key, sa.Text, nullable=False) if isinstance(key, str) else key
    keys = [k for k in ("record", first.name, also) if k]
    op.create_table(
        name,
        sa.Column("record", sa.Text, nullable=False),
        first,
        *columns,
        sa.PrimaryKeyConstraint(*keys, name=f"pk_{name}"),
        sa.ForeignKeyConstraint(
            ["record"], ["records.name"], name=f"fk_{name}", ondelete="CASCADE"
        ),
    )
