"""What botocore says, said as the archive says it: what, where, what to do; no secrets."""

from collections.abc import Iterator
from contextlib import contextmanager

from boto3.exceptions import Boto3Error
from botocore.exceptions import (
    BotoCoreError,
    ClientError,
    CredentialRetrievalError,
    HTTPClientError,
    NoCredentialsError,
    PartialCredentialsError,
    ProfileNotFound,
    SSLError,
    TokenRetrievalError,
)
from botocore.exceptions import (
    ConnectionError as BotoConnectionError,
)

from newscrawl.archive.access import S3Access
from newscrawl.errors import (
    ArchiveError,
    ClockSkewed,
    NoSuchBucket,
    NoSuchKey,
    StoreDenied,
    StoreUnfit,
    StoreUnreachable,
)

_MISSING = {"NoSuchKey", "NoSuchUpload", "404", "NotFound"}
_FORBIDDEN = {"AccessDenied", "403", "Forbidden", "AllAccessDisabled"}
_WRONG_KEY = {
    *("InvalidAccessKeyId", "SignatureDoesNotMatch", "ExpiredToken", "InvalidToken"),
    *("AuthFailure", "AuthorizationHeaderMalformed", "InvalidSecurity", "UnauthorizedAccess"),
}
_ELSEWHERE = {
    *("PermanentRedirect", "TemporaryRedirect", "301", "307"),
    *("IllegalLocationConstraintException", "InvalidRegionName"),
}
_CANNOT = {
    *("NotImplemented", "501", "InvalidRequest", "InvalidStorageClass"),
    *("XAmzContentSHA256Mismatch", "MissingContentMD5"),
}
_BUSY = {"SlowDown", "RequestTimeout", "Throttling", "TooManyRequests"}
_TOO_MANY = 429


class PastTheEnd(ArchiveError):
    """A range was asked for that begins behind the object's end."""


class Refusals:
    """Of one bucket and prefix, which ``uri`` names."""

    def __init__(self, uri: str, bucket: str, root: str, access: S3Access) -> None:
        self._uri, self._bucket, self._root, self._access = uri, bucket, root, access

    @contextmanager
    def named(self, key: str) -> Iterator[None]:
        """Raise a branch of ArchiveError for whatever was asked about ``key``."""
        try:
            yield
        except ClientError as error:
            raise self._of(error, key) from error
        except Boto3Error as error:  # a failed transfer, wrapped by boto3
            cause = error.__context__
            if isinstance(cause, ClientError):
                raise self._of(cause, key) from error
            raise StoreUnreachable(self._said(key, error)) from error
        except (
            NoCredentialsError,
            PartialCredentialsError,
            CredentialRetrievalError,
            TokenRetrievalError,
            ProfileNotFound,
        ) as error:
            raise StoreDenied(
                f"{self._uri}: {error}; set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or "
                "AWS_PROFILE, or run under a role"
            ) from error
        except SSLError as error:
            raise StoreUnreachable(
                f"{self._uri}: the certificate of {self._access.endpoint} is not trusted; where an "
                "authority of your own signed it, set AWS_CA_BUNDLE to a file of its certificate"
            ) from error
        except (BotoConnectionError, HTTPClientError) as error:
            raise self.no_answer(f"({type(error).__name__})") from error
        except BotoCoreError as error:
            raise StoreUnreachable(self._said(key, error)) from error

    def no_answer(self, how: str) -> StoreUnreachable:
        return StoreUnreachable(
            f"{self._uri}: no answer from {self._access.endpoint} {how}; is "
            "AWS_ENDPOINT_URL_S3 right and the server up?"
        )

    def no_bucket(self) -> NoSuchBucket:
        return NoSuchBucket(
            f"{self._uri}: there is no bucket {self._bucket!r} at {self._access.endpoint}; create "
            "it, or correct the archive URI or AWS_ENDPOINT_URL_S3"
        )

    def other_region(self, region: str | None, code: str) -> StoreDenied:
        """``region`` is where the store says that the bucket is; None: it does not say."""
        where = f"in region {region!r}" if region else "in another region"
        return StoreDenied(
            f"{self._uri}: the bucket is {where} ({code}), asked for in {self._access.region!r}; "
            f"set AWS_REGION{f'={region}' if region else ''}"
        )

    def _of(self, error: ClientError, key: str) -> ArchiveError:
        code, endpoint = code_of(error), self._access.endpoint
        told = error.response.get("Error", {})
        status = error.response.get("ResponseMetadata", {}).get("HTTPStatusCode", 0)
        region = told.get("Region")
        if code in ("InvalidRange", "416"):
            return PastTheEnd(f"{key} in {self._uri} ends before the range asked for")
        if code in _MISSING:
            return NoSuchKey(f"{key} is not in {self._uri}")
        if code == "NoSuchBucket":
            return self.no_bucket()
        if code in _ELSEWHERE or region:
            return self.other_region(None if region is None else str(region), code)
        if code in _FORBIDDEN:
            return StoreDenied(
                f"{self._uri}: {endpoint} denies access to {key} ({error.operation_name}); the "
                "credentials need to list the bucket and to get, put and delete objects under "
                f"{self._root or '/'}"
            )
        if code in _WRONG_KEY:
            return StoreDenied(
                f"{self._uri}: {endpoint} does not accept the credentials ({code}); see "
                "AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_SESSION_TOKEN, AWS_PROFILE"
            )
        if code == "RequestTimeTooSkewed":
            return ClockSkewed(f"{self._uri}: this machine's clock is wrong ({code}); set it")
        if code in _CANNOT or code.startswith("KMS."):
            return StoreUnfit(
                f"{self._uri}: {endpoint} does not do what was asked with {key} ({code})"
            )
        if status >= 500 or status == _TOO_MANY or code in _BUSY:
            return StoreUnreachable(f"{self._uri}: {endpoint} failed at {key} ({code})")
        return ArchiveError(self._said(key, error))

    def _said(self, key: str, error: Exception) -> str:
        return f"{self._uri}: {key}: {self._access.redacted(str(error))}"


def code_of(error: ClientError) -> str:
    return str(error.response.get("Error", {}).get("Code", ""))
