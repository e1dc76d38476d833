//! The body of `Endpoint::write`: path, query, headers, then payload.

use countersign_spec::{Endpoint, HeaderField, PathPiece, QueryField};

use super::{Field, Struct};
use crate::source_code::literal;

pub(super) fn write(of: &Struct, endpoint: &Endpoint) -> String {
    let fields = &of.fields;
    let mut code = String::new();
    for piece in endpoint.path_pieces() {
        code.push_str(&match piece {
            PathPiece::Field(index) => path_value(&fields[index]),
            PathPiece::Text(text) => format!("__request.path_literal({});\n", literal(&text)),
        });
    }
    for query in endpoint.queries() {
        code.push_str(&query_value(&fields[query.field], query));
    }
    for header in endpoint.headers() {
        code.push_str(&header_value(&fields[header.field], header));
    }
    code.push_str(&of.payload.write(fields));
    code
}

fn path_value(field: &Field) -> String {
    let name = &field.name;
    field.value(false).write("PathValue", |value, path_value| {
        format!("{path_value}::write_path({value}, {name}, __request)?;\n")
    })
}

fn query_value(field: &Field, query: &QueryField) -> String {
    let (field_name, name) = (&field.name, literal(&query.name));
    field.value(query.optional).write("QueryValue", |value, query_value| {
        format!("{query_value}::write_query({value}, {field_name}, {name}, __request)?;\n")
    })
}

fn header_value(field: &Field, header: &HeaderField) -> String {
    let (field_name, name) = (&field.name, literal(header.name.as_str()));
    field.value(header.optional).write("HeaderFieldValue", |value, header_value| {
        format!("{header_value}::write_header({value}, {field_name}, {name}, __request)?;\n")
    })
}
