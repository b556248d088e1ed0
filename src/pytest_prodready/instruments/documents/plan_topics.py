"""What a rollback plan has to say, and the headings and labels under which runbooks say it.

The five parts are those that Google's Site Reliability Workbook (chapters 8 and 9, https://sre.google/workbook) asks
of a mitigation that somebody carries out at night: when, who, by when, how, and how one knows that it worked.
"""

from pytest_prodready.instruments.documents.headings import Topic

TRIGGER = Topic(
    about="the trigger",
    words=1,
    names=frozenset(
        {"trigger", "triggers", "when to roll back", "when to rollback", "when we roll back", "rollback triggers"}
        | {
            "rollback trigger",
            "rollback criteria",
            "criteria",
            "conditions",
            "rollback conditions",
            "decision criteria",
        }
        | {"signals", "abort criteria", "thresholds", "when do we roll back", "trigger conditions", "decision", "when"}
    ),
)
OWNER = Topic(
    about="the owner",
    words=1,
    names=frozenset(
        {
            "owner",
            "owners",
            "who",
            "responsible",
            "responsibility",
            "ownership",
            "roles",
            "who decides",
            "decision maker",
        }
        | {
            "on-call",
            "on call",
            "oncall",
            "contact",
            "contacts",
            "people",
            "who rolls back",
            "who does it",
            "executed by",
        }
        | {"escalation", "rollback owner", "plan owner", "who acts", "who is responsible", "accountable", "decided by"}
    ),
)
TIME_LIMIT = Topic(
    about="the time limit",
    words=0,
    names=frozenset(
        {
            "time limit",
            "time budget",
            "time to roll back",
            "within",
            "how long",
            "duration",
            "deadline",
            "rto",
            "time frame",
        }
        | {"recovery time objective", "recovery time", "maximum duration", "target time", "time", "timing", "how fast"}
        | {"rollback time", "time objective", "how long it may take", "time to restore", "expected duration"}
    ),
)
STEPS = Topic(
    about="the steps",
    words=0,
    names=frozenset(
        {
            "steps",
            "procedure",
            "rollback steps",
            "rollback procedure",
            "how to roll back",
            "how to rollback",
            "instructions",
        }
        | {
            "actions",
            "how",
            "what to do",
            "roll back",
            "rolling back",
            "step by step",
            "runbook",
            "mitigation",
            "execution",
        }
        | {"commands", "how to do it", "how we roll back"}
    ),
    whole=frozenset({"rollback"}),
)
VERIFICATION = Topic(
    about="the verification",
    words=1,
    names=frozenset(
        {
            "verification",
            "verify",
            "validation",
            "check",
            "checks",
            "how to verify",
            "how to check",
            "confirm",
            "confirmation",
        }
        | {
            "verify the rollback",
            "after the rollback",
            "post-rollback checks",
            "post-rollback",
            "smoke test",
            "smoke tests",
        }
        | {"how to know it worked", "how to tell that it worked", "did it work", "success criteria", "afterwards"}
        | {"verification steps", "how we know it worked", "proof", "after rollback", "health check", "acceptance"}
    ),
)
