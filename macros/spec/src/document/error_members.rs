//! `x-error-code` and `x-error-message`: which members of an object name an error. `x-success-codes`: which codes are none.

use super::{ErrorMembers, Member, Shape, Type, json::Node, reader::Reader, types::Types};
use crate::nearest;

impl<'t> Reader<'t> {
    /// Finds the members that the schemas name. Their types are known when every schema was read.
    pub(super) fn check_error_members(&mut self) {
        for (type_name, node) in std::mem::take(&mut self.errors) {
            let members = match self.types.get(&type_name).map(|schema| &schema.shape) {
                Some(Shape::Struct { members, .. }) => members.clone(),
                Some(Shape::Alias(ty)) if self.types.is_known(ty) => Vec::new(),
                _ => continue,
            };
            let code = self.error_member(node, "x-error-code", &members, is_code);
            let message = self.error_member(node, "x-error-message", &members, is_text);
            let coded = members.iter().find(|member| Some(&member.rust_name) == code.as_ref());
            let success_codes = self.success_codes(node, coded.map(|member| &member.ty));
            if let Some(schema) = self.types.get_mut(&type_name) {
                schema.error = Some(ErrorMembers { code, message, success_codes });
            }
        }
    }

    fn error_member(
        &mut self,
        schema: Node<'t>,
        extension: &str,
        members: &[Member],
        fits: fn(&Types, &Type) -> bool,
    ) -> Option<String> {
        let node = schema.get(extension)?;
        let name = self.as_text(node)?;
        let own = members.iter().filter(|member| !member.flattened);
        let Some(member) = own.clone().find(|member| member.wire_name == name) else {
            let help = match nearest(name, own.map(|member| member.wire_name.as_str())) {
                Some(near) => format!("did you mean `{near}`?"),
                None => "name a member of `properties`".to_owned(),
            };
            self.refuse(node.location(), format!("the object has no member `{name}`"), help);
            return None;
        };
        if !fits(&self.types, &member.ty) {
            let what = if extension == "x-error-code" { "a string or an enum" } else { "a string" };
            self.refuse(
                node.location(),
                format!("`{name}` cannot be the `{extension}`, because it is not {what}"),
                format!("name a member that is {what}"),
            );
        }
        Some(member.rust_name.clone())
    }

    /// Reads `x-success-codes`, of an object whose code is of this type.
    fn success_codes(&mut self, schema: Node<'t>, code: Option<&Type>) -> Option<Vec<String>> {
        let list = self.list(schema, "x-success-codes")?;
        if schema.get("x-error-code").is_none() && !self.is_misspelt(schema, "x-error-code") {
            self.refuse(
                list.name_location(),
                "no member of the object is a code",
                "name the member that holds these codes in `x-error-code`",
            );
            return None;
        }
        let known = code.and_then(|ty| values(&self.types, ty));
        let mut codes: Vec<String> = Vec::new();
        for entry in list.entries() {
            let Some(code) = self.as_text(entry) else { continue };
            let is_unknown =
                known.as_ref().is_some_and(|known| !known.iter().any(|value| value == code));
            if is_unknown {
                let known = known.iter().flatten().map(String::as_str);
                let help = match nearest(code, known) {
                    Some(near) => format!("did you mean `{near}`?"),
                    None => "name values of the enum that `x-error-code` names".to_owned(),
                };
                self.refuse(entry.location(), format!("`{code}` is no code of this object"), help);
            } else if codes.iter().any(|earlier| earlier == code) {
                self.refuse(entry.location(), format!("`{code}` is listed already"), "remove it");
            }
            codes.push(code.to_owned());
        }
        Some(codes)
    }
}

/// The values of an enum; `None` for another type.
fn values(types: &Types, ty: &Type) -> Option<Vec<String>> {
    let ty = match ty {
        Type::Nullable(inner) => inner,
        other => other,
    };
    let Type::Named(name) = types.behind(ty)? else { return None };
    let Shape::Enum { values, .. } = &types.get(name)?.shape else { return None };
    Some(values.iter().map(|value| value.value.clone()).collect())
}

/// Whether a type is text or an enum. Nothing is known about a type that could not be read.
fn is_code(types: &Types, ty: &Type) -> bool {
    let ty = match ty {
        Type::Nullable(inner) => inner,
        other => other,
    };
    match types.behind(ty) {
        None | Some(Type::String) => true,
        Some(Type::Named(name)) => {
            types.get(name).is_some_and(|schema| matches!(schema.shape, Shape::Enum { .. }))
        }
        Some(_) => false,
    }
}

fn is_text(types: &Types, ty: &Type) -> bool {
    let ty = match ty {
        Type::Nullable(inner) => inner,
        other => other,
    };
    matches!(types.behind(ty), None | Some(Type::String))
}
