"""The only code that looks at the world: one folder a subject, heavy libraries imported inside methods."""

BUILT_IN = {
    "associations": "pytest_prodready.instruments.associations.instrument:Associations",
    "contracts": "pytest_prodready.instruments.contracts.instrument:Contracts",
    "documents": "pytest_prodready.instruments.documents.instrument:Documents",
    "drifts": "pytest_prodready.instruments.drift.instrument:Drifts",
    "feedback": "pytest_prodready.instruments.feedback.instrument:Feedback",
    "label_checks": "pytest_prodready.instruments.labels.instrument:LabelChecks",
    "leaks": "pytest_prodready.instruments.leakage.instrument:Leaks",
    "load": "pytest_prodready.instruments.load.instrument:Load",
    "loaders": "pytest_prodready.instruments.access.instrument:Loaders",
    "personal_data": "pytest_prodready.instruments.privacy.instrument:PersonalData",
    "pipelines": "pytest_prodready.instruments.pipelines.instrument:Pipelines",
    "predictions": "pytest_prodready.instruments.predictions.instrument:Predictions",
    "provenance": "pytest_prodready.instruments.provenance.instrument:Provenance",
    "repo": "pytest_prodready.instruments.repo.instrument:Repo",
    "representatives": "pytest_prodready.instruments.representative.instrument:Representatives",
    "schemas": "pytest_prodready.instruments.schemas.instrument:Schemas",
    "services": "pytest_prodready.instruments.services.instrument:Services",
    "sources": "pytest_prodready.instruments.sources.instrument:Sources",
    "tables": "pytest_prodready.instruments.tables.instrument:Tables",
}
"""Name to `module:Class`; imported when a gate first asks for it."""
