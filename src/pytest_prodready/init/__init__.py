"""`prodready init`: a first manifest from what lies in a repo, and a first schema from the rows that are there.

It reads files and runs nothing of the repo. Whatever it writes says where it comes from; what only people can decide
stays a comment.
"""
