import json

from newscrawl.reader import record_schema
from tests.unit.cli.conftest import Command


def test_the_schema_is_printed_as_json(command: Command) -> None:
    ended = command("schema")

    assert ended.status == 0
    assert json.loads(ended.out) == record_schema()
