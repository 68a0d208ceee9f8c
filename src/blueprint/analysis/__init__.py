"""What a blueprint answers: a question a module, each a pure function of the customers who go through it."""
