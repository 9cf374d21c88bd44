"""What src/bench/peers measures, and whom."""
