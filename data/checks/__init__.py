"""What a data package must hold: its Table Schema, and what no schema can say."""
