"""What draws and serves the record: figures, the interface, the server."""
