"""On what terms a store is asked, as the settings say it."""

from datetime import UTC, datetime, timedelta

import pytest

from newscrawl.environment import parse_setting
from newscrawl.errors import UsageError
from newscrawl.store_terms import Addressing, Encryption, ObjectLock, StoreTerms

WARC = "warc/gadgetpost/2026/11/20261101T093000Z-0123abcd-0001.warc.gz"
MANIFEST = "manifests/gadgetpost/0000000001.json"
COMPACTION = "compactions/articles/0000000001.json"
ROWS = "tables/articles/month=2026-11/20261101T093000Z-0123abcd-0001.parquet"
LEASE = "leases/gadgetpost/0000000001.json"


@pytest.mark.parametrize(
    ("name", "text", "value"),
    [
        ("NEWSCRAWL_S3_ADDRESSING", "auto", Addressing.AUTO),
        ("NEWSCRAWL_S3_ADDRESSING", "Virtual", Addressing.VIRTUAL),
        ("NEWSCRAWL_S3_ENCRYPTION", "", None),
        ("NEWSCRAWL_S3_ENCRYPTION", "AES256", Encryption.S3),
        ("NEWSCRAWL_S3_ENCRYPTION", "aws:kms", Encryption.KMS),
        ("NEWSCRAWL_S3_STORAGE_CLASS", "standard_ia", "STANDARD_IA"),
        ("NEWSCRAWL_S3_STORAGE_CLASS", "GLACIER_IR", "GLACIER_IR"),
        ("NEWSCRAWL_S3_OBJECT_LOCK", "", None),
        ("NEWSCRAWL_S3_OBJECT_LOCK", "compliance:3650", ObjectLock(mode="COMPLIANCE", days=3650)),
    ],
)
def test_a_term_is_read_as_what_it_means(name: str, text: str, value: object) -> None:
    assert parse_setting(name, text) == value


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("NEWSCRAWL_S3_ADDRESSING", "host", "auto, path, virtual"),
        ("NEWSCRAWL_S3_ENCRYPTION", "aes256", "AES256, aws:kms"),
        ("NEWSCRAWL_S3_STORAGE_CLASS", "cold storage", "name of a storage class"),
        ("NEWSCRAWL_S3_STORAGE_CLASS", "GLACIER", "cannot be read at once"),
        ("NEWSCRAWL_S3_STORAGE_CLASS", "DEEP_ARCHIVE", "cannot be read at once"),
        ("NEWSCRAWL_S3_OBJECT_LOCK", "COMPLIANCE", "GOVERNANCE:DAYS"),
        ("NEWSCRAWL_S3_OBJECT_LOCK", "COMPLIANCE:0", "GOVERNANCE:DAYS"),
        ("NEWSCRAWL_S3_OBJECT_LOCK", "FOREVER:1", "GOVERNANCE:DAYS"),
        ("NEWSCRAWL_S3_OBJECT_LOCK", "GOVERNANCE:100000", "GOVERNANCE:DAYS"),
    ],
)
def test_a_term_that_cannot_be_meant_is_refused_by_settings_and_by_the_store(
    name: str, text: str, said: str
) -> None:
    with pytest.raises(UsageError, match=said) as of_settings:
        parse_setting(name, text)
    with pytest.raises(UsageError, match=said) as of_store:
        StoreTerms.from_environment({name: text})

    assert name in str(of_settings.value)
    assert name in str(of_store.value)


@pytest.mark.parametrize("encryption", ["", "AES256"])
def test_a_key_without_an_encryption_that_takes_one_is_refused(encryption: str) -> None:
    with pytest.raises(UsageError, match="NEWSCRAWL_S3_KMS_KEY names a key"):
        StoreTerms.from_environment(
            {"NEWSCRAWL_S3_ENCRYPTION": encryption, "NEWSCRAWL_S3_KMS_KEY": "alias/news"}
        )


def test_without_settings_an_object_is_put_as_the_bucket_has_it() -> None:
    terms = StoreTerms.from_environment({})

    assert terms == StoreTerms()
    assert terms.of_a_put(WARC) == {}
    assert terms.of_a_table() == {}


def test_everything_is_encrypted_and_what_deltalake_puts_too() -> None:
    terms = StoreTerms(encryption=Encryption.KMS, kms_key="alias/news")

    for key in (WARC, MANIFEST, ROWS, LEASE, "FORMAT.json"):
        assert terms.of_a_put(key) == {
            "ServerSideEncryption": "aws:kms",
            "SSEKMSKeyId": "alias/news",
        }
    assert terms.of_a_table() == {
        "aws_server_side_encryption": "aws:kms",
        "aws_sse_kms_key_id": "alias/news",
    }


def test_warc_files_alone_have_the_storage_class() -> None:
    terms = StoreTerms(storage_class="STANDARD_IA")

    assert terms.of_a_put(WARC) == {"StorageClass": "STANDARD_IA"}
    for key in (MANIFEST, ROWS, LEASE, "FORMAT.json"):
        assert terms.of_a_put(key) == {}


def test_what_is_never_removed_is_locked_and_nothing_else() -> None:
    terms = StoreTerms(object_lock=ObjectLock(mode="GOVERNANCE", days=30))
    then = datetime.now(UTC) + timedelta(days=30)

    for key in (WARC, MANIFEST, COMPACTION):
        arguments = terms.of_a_put(key)
        assert arguments["ObjectLockMode"] == "GOVERNANCE"
        assert then <= arguments["ObjectLockRetainUntilDate"] <= then + timedelta(minutes=1)
    for key in (ROWS, LEASE, "FORMAT.json", "probe/0123"):
        assert terms.of_a_put(key) == {}
