//! A model in a compact notation, so that a test shows it at a glance.

use countersign_spec::{
    Additional, Body, Docs, Document, Field, Member, Operation, RequestBody, RoleDraft, Schema,
    Shape, Type,
};

pub(crate) fn operation(operation: &Operation) -> Vec<String> {
    let Operation { endpoint, .. } = operation;
    let mut lines = vec![format!(
        "{} {} = {} {}{}",
        operation.id,
        operation.type_name,
        endpoint.method(),
        endpoint.path(),
        if operation.deprecated { " deprecated" } else { "" },
    )];
    if let Some(base) = &operation.variant_of {
        lines.push(format!("variant of {base}"));
    }
    lines.extend(docs(&operation.docs));
    let signed: Vec<_> = endpoint.signed().iter().map(ToString::to_string).collect();
    lines.push(format!("signed {} by {:?}", signed.join(", "), operation.security));
    lines.extend(operation.fields.iter().map(field));
    let read_only = operation.read_only.iter();
    lines.extend(read_only.map(|field| format!("without {:?}", field.wire_name)));
    lines.push(match (&operation.body, endpoint.body()) {
        (RequestBody::None, Body::None) => "no body".to_owned(),
        (RequestBody::Members { additional: kept, .. }, Body::Members(fields)) => {
            format!("body of members {fields:?}{}", additional(kept))
        }
        (RequestBody::Whole { .. }, Body::Whole { field, optional }) => {
            format!("body is field {field}{}", if *optional { ", optional" } else { "" })
        }
        other => format!("inconsistent: {other:?}"),
    });
    for response in &operation.responses {
        lines.push(format!(
            "{} {:?}: {}{}",
            response.status,
            response.description,
            response.body.as_ref().map_or("nothing".to_owned(), ty),
            response.inferred.as_ref().map_or(String::new(), |reason| format!(" ({reason})")),
        ));
    }
    let of = |body: &Option<Type>| body.as_ref().map_or("nothing".to_owned(), ty);
    lines.push(format!("{} or {}", of(&operation.success), of(&operation.error)));
    lines
}

pub(crate) fn schema(schema: &Schema) -> Vec<String> {
    let what = match &schema.shape {
        Shape::Alias(alias) => format!(" = {}", ty(alias)),
        Shape::Enum { unknown, .. } => format!(": enum, or {unknown}"),
        Shape::Struct { additional: kept, .. } => format!(": struct{}", additional(kept)),
        other => format!("{other:?}"),
    };
    let side = schema.side.map_or(String::new(), |side| format!(" in {side:?}s").to_lowercase());
    let beside = schema.counterpart.as_ref();
    let beside = beside.map_or(String::new(), |counterpart| format!(", beside {counterpart}"));
    let mut lines = vec![format!("{}{what}{side}{beside}", schema.type_name)];
    if !schema.left_out.is_empty() {
        let names = schema.left_out.iter().map(|member| member.wire_name.as_str());
        lines.push(format!("without {}", names.collect::<Vec<_>>().join(", ")));
    }
    lines.extend(docs(&schema.docs));
    match &schema.shape {
        Shape::Enum { values, .. } => {
            lines.extend(values.iter().map(|value| {
                let text = value.description.as_deref().unwrap_or_default();
                format!("{:?} = {} {text}", value.value, value.variant).trim_end().to_owned()
            }));
        }
        Shape::Struct { members, .. } => lines.extend(members.iter().map(member)),
        _ => {}
    }
    if let Some(error) = &schema.error {
        lines.push(format!("error {:?} {:?}", error.code, error.message));
    }
    lines
}

pub(crate) fn all(document: &Document) -> Vec<String> {
    let operations = document.operations.iter().flat_map(operation);
    operations.chain(document.schemas.iter().flat_map(schema)).collect()
}

fn field(field: &Field) -> String {
    let roles: Vec<_> = field
        .roles
        .iter()
        .map(|role| match role {
            RoleDraft::Body => "body".to_owned(),
            RoleDraft::Header { name } => format!("header {name}"),
            RoleDraft::IdempotencyKey => "idempotency key".to_owned(),
            RoleDraft::Member => "member".to_owned(),
            RoleDraft::Path { variable } => format!("path {variable}"),
            RoleDraft::Query { name } => format!("query {name}"),
            other => format!("{other:?}"),
        })
        .collect();
    let mut line = value(
        &format!("{} ({})", field.rust_name, roles.join(", ")),
        &field.wire_name,
        &field.ty,
        field.required,
    );
    if let Some(preset) = &field.preset {
        line.push_str(&format!(" always {preset:?}"));
    }
    line + &flags(field.sensitive, field.deprecated, &field.docs)
}

fn member(member: &Member) -> String {
    let line = value(&member.rust_name, &member.wire_name, &member.ty, member.required);
    let flattened = if member.flattened { " flattened" } else { "" };
    line + flattened + &flags(member.sensitive, member.deprecated, &member.docs)
}

fn value(rust_name: &str, wire_name: &str, of: &Type, required: bool) -> String {
    format!("{rust_name} {wire_name:?}{}: {}", if required { "" } else { "?" }, ty(of))
}

fn flags(sensitive: bool, deprecated: bool, of: &Docs) -> String {
    let sensitive = if sensitive { " sensitive" } else { "" };
    let deprecated = if deprecated { " deprecated" } else { "" };
    format!("{sensitive}{deprecated}{}", docs(of).map_or(String::new(), |docs| format!(" {docs}")))
}

fn docs(docs: &Docs) -> Option<String> {
    let inferred = docs.inferred.as_ref().map(|reason| format!("({reason})"));
    let texts = [docs.summary.clone(), docs.description.clone(), inferred];
    let texts: Vec<_> = texts.into_iter().flatten().collect();
    (!texts.is_empty()).then(|| format!("// {}", texts.join(" / ")))
}

fn additional(additional: &Additional) -> String {
    match additional {
        Additional::Kept(kept) => format!(" and {}", ty(kept)),
        _ => String::new(),
    }
}

fn ty(ty: &Type) -> String {
    let of = self::ty;
    match ty {
        Type::Boxed(inner) => format!("box {}", of(inner)),
        Type::List(inner) => format!("[{}]", of(inner)),
        Type::Map(inner) => format!("{{{}}}", of(inner)),
        Type::Named(name) => name.clone(),
        Type::Nullable(inner) => format!("{} | null", of(inner)),
        plain => format!("{plain:?}").to_lowercase(),
    }
}
