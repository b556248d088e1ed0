"""Task for the CRM people."""

from datetime import datetime


def crm_task(score: dict) -> dict:
    return {**score, "created_at": datetime.now().strftime("%d/%m/%Y %H:%M")}
