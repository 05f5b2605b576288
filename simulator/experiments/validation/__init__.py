"""What the model must reproduce, measured anew: patterns P1 to P20, checks V1 to V6, local counts L1 to L4."""
