"""What pages are made of: blocks, choices, lists, drawings, cards."""
