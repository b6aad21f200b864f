"""Which letter, when to send it, what comes next."""
