"""What a lead does with a labelling effort, from opening it to closing it."""
