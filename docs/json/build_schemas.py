"""Write the JSON Schema of every command's `--json` beside this script, from the models that guard the answers."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

from sn_excel.hosts.cli.accuracy_answers import ArchiveAccuracy
from sn_excel.hosts.cli.answers import SCHEMAS, schema
from sn_excel.hosts.cli.tasks import Task, TaskAnswer

HERE = Path(__file__).resolve().parent


def texts() -> Mapping[str, str]:
    """Return each schema's text by its file's name."""
    models = {
        **SCHEMAS,
        "archive-accuracy": ArchiveAccuracy,
        "forecast-jsonl-in": Task,
        "forecast-jsonl-out": TaskAnswer,
    }
    return {
        f"{name}.schema.json": json.dumps(schema(model), ensure_ascii=False, indent=1) + "\n"
        for name, model in models.items()
    }


if __name__ == "__main__":
    for name, text in texts().items():
        (HERE / name).write_text(text, encoding="utf-8", newline="\n")
