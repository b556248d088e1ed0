"""What is in the judged repo and on this machine: whether the things that a document names exist."""
