"""What the demo leaves fits the schema that its readers are given."""

import json

import pytest
from jsonschema import Draft202012Validator

from newscrawl.reader import Archive, ArticleQuery, record_schema
from newscrawl.records import json_line
from tests.integration.demo.demo_run import DemoRun

pytestmark = pytest.mark.integration


def test_every_record_of_the_demo_fits_the_schema(demo: DemoRun) -> None:
    schema = Draft202012Validator(
        record_schema(), format_checker=Draft202012Validator.FORMAT_CHECKER
    )

    records = [
        json.loads(json_line(record))
        for record in Archive(str(demo.archive)).records(ArticleQuery(all_revisions=True))
    ]

    assert len(records) == len(demo.table("articles"))
    assert [error.message for record in records for error in schema.iter_errors(record)] == []
