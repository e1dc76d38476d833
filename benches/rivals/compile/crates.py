"""Writes the crates that are built: one endpoint, a whole document, documents of many operations, many structs."""

import copy
import json
import pathlib
import re
import shutil
import sys

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))
import openapi30  # pylint: disable=wrong-import-position

RUNTIME = 'tokio = { version = "1", features = ["rt-multi-thread"] }'
# With as few features as a careful person takes, so that what is written by hand has the same TLS as ours, and no more.
LEAN_REQWEST = 'reqwest = { version = "0.13.5", default-features = false, features = ["http2", "rustls", "system-proxy"] }'
SERDE = 'serde = { version = "1", features = ["derive"] }\nserde_json = "1"'


class Crates:
    """Writes crates to `scratch`. Ours depend on the workspace at `source`; all take the versions that it locks."""

    def __init__(self, scratch, source):
        self.scratch = scratch
        self.source = source
        runtime = f'countersign = {{ path = "{source}/runtime" }}'
        self.ours = "\n".join([runtime, RUNTIME])
        self.by_hand = "\n".join(
            [
                'aws-lc-rs = { version = "1", default-features = false, features = ["alloc", "aws-lc-sys"] }',
                'base64 = "0.23"',
                LEAN_REQWEST,
                SERDE,
                RUNTIME,
            ]
        )
        # What progenitor's page asks for. reqwest's default features bring the same TLS, and text in
        # other encodings than UTF-8, for which there are some more crates.
        self.progenitor = "\n".join(
            [
                'bytes = "1"',
                'chrono = { version = "0.4", default-features = false, features = ["serde"] }',
                'futures-core = "0.3"',
                'progenitor = "0.15.1"',
                'progenitor-client = "0.15.1"',
                'reqwest = { version = "0.13.5", features = ["json", "query", "stream"] }',
                SERDE,
                RUNTIME,
            ]
        )
        # What signs in its hook, as a person adds it: `rsa`, because the vendor asks for keys of 1024 bits.
        self.progenitor_signing = "\n".join(
            [
                self.progenitor,
                'base64 = "0.23"',
                'rsa = { version = "0.9", features = ["getrandom"] }',
                'sha2 = { version = "0.10", features = ["oid"] }',
            ]
        )

    def binary(self, name, dependencies, template, document=None):
        """A crate whose `main.rs` is one of the templates."""
        main = (self.source / "benches" / "rivals" / "compile" / "templates" / template).read_text()
        return self._write(name, dependencies, "main.rs", main, document)

    def library(self, name, dependencies, text, document=None):
        """A crate whose `lib.rs` is this text."""
        return self._write(name, dependencies, "lib.rs", text, document)

    def _write(self, name, dependencies, file, text, document):
        folder = self.scratch / "crates" / name
        shutil.rmtree(folder, ignore_errors=True)
        (folder / "src").mkdir(parents=True)
        (folder / "src" / file).write_text(text)
        if document is not None:
            (folder / "document.json").write_text(json.dumps(document, indent=2))
        (folder / "Cargo.toml").write_text(
            f'[package]\nname = "{name}"\nversion = "0.1.0"\nedition = "2024"\npublish = false\n\n[workspace]\n\n'
            f"[dependencies]\n{dependencies}\n\n[profile.release]\nstrip = true\n"
        )
        shutil.copy(self.source / "Cargo.lock", folder / "Cargo.lock")
        return folder


def whole(source):
    """Bango Resale, with a member that can be edited."""
    document = json.loads((source / "api-spec" / "bango-resale.json").read_text())
    document["components"]["schemas"]["Entitlement"]["properties"]["edited_0"] = {"type": "string"}
    return document


def repeated(document, operations, schemas_too):
    """So many operations: those of the document again and again, under other names and paths.

    Each repetition has schemas and answers of its own if asked for, and else shares those of the document. Variants are
    left out, because progenitor has none.
    """
    result = copy.deepcopy(document)
    result["paths"] = {}
    sections = ("schemas", "responses") if schemas_too else ()
    originals = {section: result["components"].pop(section) for section in sections}
    for section in sections:
        result["components"][section] = {}
    all_operations = [
        (path, method, operation)
        for path, methods in document["paths"].items()
        for method, operation in methods.items()
    ]
    for index in range(operations):
        number, place = divmod(index, len(all_operations))
        path, method, operation = all_operations[place]
        operation = _renamed(operation, number) if schemas_too else copy.deepcopy(operation)
        operation["operationId"] += f"{number}"
        operation.pop("x-variants", None)
        result["paths"].setdefault(f"/copy{number}{path}", {})[method] = operation
        if place == 0:
            for section, values in originals.items():
                for name, value in values.items():
                    result["components"][section][f"{name}{number}"] = _renamed(value, number)
    return result


def _renamed(node, number):
    """A copy that refers to the schemas and answers of its own repetition."""
    text = json.dumps(node)
    text = re.sub(r'("#/components/(?:schemas|responses)/[A-Za-z]+)"', rf'\g<1>{number}"', text)
    # One member of one schema is edited, not one of each repetition.
    return json.loads(text if number == 0 else text.replace("edited_0", "notEdited"))


def ours_of_document():
    return 'countersign::endpoints!("document.json");\n\npub struct Beside {\n    pub edited_0: u32,\n}\n'


def progenitor_of_document():
    return 'progenitor::generate_api!("document.json");\n\npub struct Beside {\n    pub edited_0: u32,\n}\n'


def structs(count, derive):
    """As many structs with one derive each, or with none."""
    attributes = {
        "none": "",
        "Serialize": '#[derive(countersign::serde::Serialize)]\n#[serde(crate = "countersign::serde", %s)]\n',
        "Serialize and Deserialize": "#[derive(countersign::serde::Serialize, countersign::serde::Deserialize)]\n"
        '#[serde(crate = "countersign::serde", %s)]\n',
        "Endpoint": '#[derive(countersign::Endpoint)]\n#[endpoint(method = POST, path = "/v1/entitlement")]\n'
        "#[serde(%s)]\n",
    }
    # Said in this way it means the same, but the derive leaves it to serde.
    attributes["Endpoint, its payload left to serde"] = attributes["Endpoint"].replace(
        "%s", 'rename_all(serialize = "camelCase")'
    )
    attributes = attributes[derive].replace("%s", 'rename_all = "camelCase"')
    parts = ["#![allow(dead_code)]\n\npub struct Beside {\n    pub edited_0: u32,\n}\n"]
    for number in range(count):
        parts.append(
            f"\n{attributes}pub struct Request{number} {{\n"
            "    customer_identifier: String,\n    merchant_account_key: String,\n    product_key: String,\n"
            "    offer_key: Option<String>,\n    notification_url: String,\n    quantity: u32,\n"
            "    trial: Option<bool>,\n    tags: Vec<String>,\n}\n"
        )
    return "".join(parts)


def for_progenitor(document):
    return openapi30.convert(document)
