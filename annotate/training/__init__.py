"""Training the model that marks: from nothing, or on from one that is there; NumPy alone, on any machine."""
