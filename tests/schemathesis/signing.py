"""Signs the requests that schemathesis makes, and keeps them to what HTTP can carry.

This is the scheme RSA-SHA256V1 written a second time, by other libraries (requests, cryptography), so that the sandbox is
tested with a client that shares no code with it.
"""

import base64
import itertools
import os
import time
from urllib.parse import unquote, urlsplit

import requests
import schemathesis
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import padding

ENTITLEMENT_ID = "EntitlementId"
REQUEST_IDENTIFIER = "X-RequestIdentifier"

with open(os.environ["SIGNING_KEY"], "rb") as file:
    KEY = serialization.load_pem_private_key(file.read(), password=None)


COUNTER = itertools.count()


class Signed(requests.auth.HTTPBasicAuth):
    """Basic auth and the signature, made when the body is final."""

    def __call__(self, request: requests.PreparedRequest) -> requests.PreparedRequest:
        signed = ["Created"]
        request.headers["Created"] = str(int(time.time()))
        if ENTITLEMENT_ID in request.headers:
            # `x-repeats`: the header carries the value of the path, which schemathesis does not know.
            request.headers[ENTITLEMENT_ID] = unquote(urlsplit(request.url).path.rsplit("/", 1)[-1])
            signed.append(ENTITLEMENT_ID)
        if REQUEST_IDENTIFIER in request.headers:
            # Nearly all requests would be refused as others under the identifier of the document's example.
            request.headers[REQUEST_IDENTIFIER] = f"{next(COUNTER)}"
        body = request.body or b""
        if isinstance(body, str):
            body = body.encode()
        values = "".join(request.headers[name] for name in signed)
        signature = KEY.sign(values.encode() + body, padding.PKCS1v15(), hashes.SHA256())
        request.headers["Signature"] = (
            f"keyId=RSA-SHA256V1, headers={';'.join(signed)}, "
            f"signature={base64.b64encode(signature).decode()}"
        )
        return super().__call__(request)


schemathesis.auth.set_from_requests(
    Signed(os.environ["SANDBOX_USER"], os.environ["SANDBOX_PASSWORD"])
)


@schemathesis.hook
def filter_path_parameters(context, path_parameters):
    """A path value that a signed header repeats has to be what a header can carry."""
    return all(is_header_value(unquote(str(value))) for value in (path_parameters or {}).values())


@schemathesis.hook
def filter_headers(context, headers):
    """What is no header value at all is refused below the sandbox, by its HTTP library, without a body."""
    return all(is_header_value(value) for value in (headers or {}).values())


def is_header_value(value):
    return isinstance(value, str) and value.isascii() and value.isprintable() and value.strip() == value


@schemathesis.hook
def before_load_schema(context, raw_schema):
    """Every request is authenticated above. Left to itself, schemathesis takes `Authorization` and `Signature` for
    parameters that it may leave out, and misses the refusal when they are added again."""
    raw_schema.pop("security", None)
