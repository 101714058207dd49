"""What a person asks for, one function each. Every write takes an actor and, where something is undone, a reason."""
