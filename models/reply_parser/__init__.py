"""What a plain reply means, by a grammar of its own: pure functions that look nothing up and change nothing."""
