"""The version of the service; the model has its own, in models/current.json."""

SERVICE_VERSION = "1.1.0"
