#!/usr/bin/env python3
"""Rewrites our OpenAPI 3.1 documents as OpenAPI 3.0, which is what progenitor reads.

    openapi30.py DOCUMENT.json OPENAPI30.json

What is changed, and nothing else:

- `type: ["string", "null"]` becomes `type: string, nullable: true`.
- `description` beside `$ref` goes, because 3.0 has no members beside `$ref`.
- `info.summary`, `examples` of a schema and `$comment` go, because 3.0 has none of them.
- A header that repeats a path variable (`x-repeats`) goes: progenitor gives both the same Rust name and refuses. Who
  signs in progenitor's hook adds that header there.
- A `default` answer goes: progenitor counts it among the successes, and panics if they have two types.
- `security` and `securitySchemes` go: progenitor ignores them.
- All other `x-` members go, `x-variants` among them: a variant has the method and path of its operation, which 3.0
  cannot say, so progenitor's client has 8 operations where ours has 11.
"""

import json
import sys


def convert(document):
    """The document as OpenAPI 3.0."""
    components = document["components"]
    parameters = components.get("parameters", {})
    repeated = {
        f"#/components/parameters/{name}"
        for name, parameter in parameters.items()
        if "x-repeats" in parameter
    }
    converted = _without_extensions(document)
    converted["openapi"] = "3.0.3"
    converted["info"].pop("summary", None)
    converted.pop("security", None)
    converted["components"].pop("securitySchemes", None)
    for name in list(converted["components"].get("parameters", {})):
        if f"#/components/parameters/{name}" in repeated:
            del converted["components"]["parameters"][name]
    for operation in _operations(converted):
        kept = [each for each in operation.get("parameters", []) if each.get("$ref") not in repeated]
        operation["parameters"] = kept
        for parameter in kept:
            _parameter(parameter)
        for media in operation.get("requestBody", {}).get("content", {}).values():
            media["schema"] = _schema(media["schema"])
        operation["responses"].pop("default", None)
        for response in operation["responses"].values():
            _response(response)
    for parameter in converted["components"].get("parameters", {}).values():
        _parameter(parameter)
    for response in converted["components"].get("responses", {}).values():
        _response(response)
    schemas = converted["components"].get("schemas", {})
    for name, schema in schemas.items():
        schemas[name] = _schema(schema)
    return converted


def _operations(document):
    for path in document["paths"].values():
        yield from (value for key, value in path.items() if key != "parameters")


def _parameter(parameter):
    if "schema" in parameter:
        parameter["schema"] = _schema(parameter["schema"])


def _response(response):
    for media in response.get("content", {}).values():
        media["schema"] = _schema(media["schema"])


def _schema(schema):
    if not isinstance(schema, dict):
        return schema
    if "$ref" in schema:
        return {"$ref": schema["$ref"]}
    schema = {key: value for key, value in schema.items() if key not in ("examples", "$comment")}
    if isinstance(schema.get("type"), list):
        (schema["type"],) = [each for each in schema["type"] if each != "null"]
        schema["nullable"] = True
    if "properties" in schema:
        schema["properties"] = {name: _schema(value) for name, value in schema["properties"].items()}
    for key in ("items", "additionalProperties"):
        if key in schema:
            schema[key] = _schema(schema[key])
    for key in ("allOf", "anyOf", "oneOf"):
        if key in schema:
            schema[key] = [_schema(each) for each in schema[key]]
    return schema


def _without_extensions(node):
    """A copy without the members that begin with `x-`, except in examples and where they are names."""
    if isinstance(node, list):
        return [_without_extensions(each) for each in node]
    if not isinstance(node, dict):
        return node
    copy = {}
    for key, value in node.items():
        if key.startswith("x-"):
            continue
        copy[key] = value if key in ("example", "examples") else _without_extensions(value)
    return copy


if __name__ == "__main__":
    with open(sys.argv[1], encoding="utf-8") as source:
        result = convert(json.load(source))
    with open(sys.argv[2], "w", encoding="utf-8") as target:
        json.dump(result, target, indent=2)
        target.write("\n")
