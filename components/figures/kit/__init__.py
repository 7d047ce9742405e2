"""What every figure is made with."""
