"""Services of the judged repo, started on a free port of this machine, asked, and stopped."""
