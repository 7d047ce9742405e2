"""What Alembic runs to bring a database to a version; the connection is given by its caller."""

from alembic import context

from data.database.tables import METADATA

context.configure(connection=context.config.attributes["connection"], target_metadata=METADATA)
with context.begin_transaction():
    context.run_migrations()
