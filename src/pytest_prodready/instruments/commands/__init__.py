"""Commands of the judged repo, run so that nothing of them is left behind however a run ends."""
