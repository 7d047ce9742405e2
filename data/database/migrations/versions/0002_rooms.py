"""Tables for rooms in which viewers follow a presenter, and for who follows."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Make both tables; what they hold is of the moment, so none of it is forced to the disk."""
    op.create_table(
        "rooms",
        sa.Column("code", sa.Text, nullable=False),
        sa.Column("lock", sa.Text, nullable=False),
        sa.Column("page", sa.Text, nullable=False),
        sa.Column("query", sa.Text, nullable=False),
        sa.Column("heard", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("code", name="pk_rooms"),
        prefixes=["UNLOGGED"],
    )
    op.create_table(
        "seats",
        sa.Column("code", sa.Text, nullable=False),
        sa.Column("viewer", sa.Text, nullable=False),
        sa.Column("seen", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("code", "viewer", name="pk_seats"),
        sa.ForeignKeyConstraint(["code"], ["rooms.code"], name="fk_seats", ondelete="CASCADE"),
        prefixes=["UNLOGGED"],
    )


def downgrade() -> None:
    """Drop both tables."""
    op.drop_table("seats")
    op.drop_table("rooms")
