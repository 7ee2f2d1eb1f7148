//! Holds answers against the OpenAPI document: path, method, status, media type and shape.

use serde_json::{Map, Value, json};

use crate::client::Answer;

/// The document that the server prints.
pub(crate) struct Contract {
    document: Value,
}

impl Contract {
    pub(crate) fn printed() -> Self {
        Self { document: serde_json::from_str(&api::document("0.0.0")).unwrap() }
    }

    /// Panics where an answer breaks the contract.
    pub(crate) fn check(&self, method: &str, path: &str, answer: &Answer) {
        let path = path.split('?').next().unwrap();
        let Some((template, item)) = self.path(path) else {
            assert_eq!(answer.status, 404, "{path} is not in the contract");
            return;
        };
        let about = format!("{method} {template} {}", answer.status);
        let Some(operation) = item.get(method.to_ascii_lowercase()) else {
            assert_eq!(answer.status, 405, "{about} is not in the contract");
            assert!(!answer.header("allow").is_empty(), "{about} without Allow");
            return;
        };
        let response = &operation["responses"][answer.status.to_string()];
        assert!(response.is_object(), "{about} is not in the contract: {}", answer.body);
        let media = answer.header("content-type").split(';').next().unwrap();
        let contents = response["content"].as_object().cloned().unwrap_or_default();
        if contents.is_empty() {
            assert!(answer.bytes.is_empty(), "{about} has a body");
            return;
        }
        let content = contents.get(media).or_else(|| contents.get("application/octet-stream"));
        let content = content.unwrap_or_else(|| panic!("{about} as {media}"));
        if media.ends_with("json") && content.get("schema").is_some() {
            let mut wrong = Vec::new();
            self.judge(&content["schema"], &answer.body, "", &mut wrong);
            assert!(wrong.is_empty(), "{about}: {wrong:#?}\n{}", answer.body);
        }
    }

    /// All operations: method, path template.
    pub(crate) fn operations(&self) -> Vec<(String, String)> {
        let paths = self.document["paths"].as_object().unwrap();
        let methods = |item: &Value| item.as_object().unwrap().keys().cloned().collect::<Vec<_>>();
        paths
            .iter()
            .flat_map(|(path, item)| methods(item).into_iter().map(move |m| (m, path.clone())))
            .filter(|(method, _)| {
                ["get", "put", "post", "patch", "delete"].contains(&method.as_str())
            })
            .collect()
    }

    fn path(&self, path: &str) -> Option<(&String, &Value)> {
        let fits = |template: &str| {
            let (a, b): (Vec<&str>, Vec<&str>) =
                (template.split('/').collect(), path.split('/').collect());
            a.len() == b.len() && a.iter().zip(&b).all(|(a, b)| a == b || a.starts_with('{'))
        };
        let paths = self.document["paths"].as_object().unwrap();
        // A path without parameters goes before one with.
        let mut found: Vec<_> = paths.iter().filter(|(template, _)| fits(template)).collect();
        found.sort_by_key(|(template, _)| template.matches('{').count());
        found.into_iter().next()
    }

    fn judge(&self, schema: &Value, value: &Value, at: &str, wrong: &mut Vec<String>) {
        if let Some(name) = schema["$ref"].as_str() {
            let name = name.trim_start_matches("#/");
            let target = name.split('/').fold(&self.document, |value, key| &value[key]);
            assert!(target.is_object(), "{name} is not in the contract");
            return self.judge(target, value, at, wrong);
        }
        for part in schema["allOf"].as_array().into_iter().flatten() {
            self.judge(part, value, at, wrong);
        }
        for choice in ["oneOf", "anyOf"] {
            let Some(parts) = schema[choice].as_array() else { continue };
            let fits = |part: &Value| {
                let mut wrong = Vec::new();
                self.judge(part, value, at, &mut wrong);
                wrong.is_empty()
            };
            if !parts.iter().any(fits) {
                wrong.push(format!("{at}: none of {choice}"));
            }
        }
        if !is_of(&schema["type"], value) {
            wrong.push(format!("{at}: {value} is not of type {}", schema["type"]));
        }
        if let (Some(items), Some(values)) = (schema.get("items"), value.as_array()) {
            for (i, value) in values.iter().enumerate() {
                self.judge(items, value, &format!("{at}/{i}"), wrong);
            }
        }
        if let Some(object) = value.as_object() {
            self.judge_members(schema, object, at, wrong);
        }
    }

    fn judge_members(
        &self,
        schema: &Value,
        object: &Map<String, Value>,
        at: &str,
        wrong: &mut Vec<String>,
    ) {
        for name in schema["required"].as_array().into_iter().flatten() {
            let name = name.as_str().unwrap();
            if !object.contains_key(name) {
                wrong.push(format!("{at}: {name} is missing"));
            }
        }
        let empty = json!({});
        let properties = schema.get("properties").unwrap_or(&empty);
        for (name, value) in object {
            match properties.get(name) {
                Some(schema) => self.judge(schema, value, &format!("{at}/{name}"), wrong),
                None if schema["additionalProperties"] == json!(false) => {
                    wrong.push(format!("{at}: {name} is not in the contract"));
                }
                None => {}
            }
        }
    }
}

fn is_of(wanted: &Value, value: &Value) -> bool {
    match wanted {
        Value::Null => true,
        Value::Array(any) => any.iter().any(|one| is_of(one, value)),
        _ => match wanted.as_str().unwrap() {
            "string" => value.is_string(),
            "integer" => value.is_i64() || value.is_u64(),
            "number" => value.is_number(),
            "boolean" => value.is_boolean(),
            "array" => value.is_array(),
            "object" => value.is_object(),
            "null" => value.is_null(),
            other => panic!("a type {other} is not JSON"),
        },
    }
}

#[test]
fn a_broken_promise_is_found() {
    let contract = Contract {
        document: json!({"paths": {"/x": {"get": {"responses": {"200": {"content": {"application/json": {
            "schema": {"type": "object", "required": ["n"], "properties": {"n": {"type": "integer"}}}
        }}}}}}}}),
    };
    let answer = |body: Value| {
        let mut headers = ureq::http::HeaderMap::new();
        headers.insert("content-type", "application/json".parse().unwrap());
        Answer { status: 200, headers, bytes: body.to_string().into_bytes(), body }
    };
    contract.check("GET", "/x", &answer(json!({"n": 1})));
    for body in [json!({}), json!({"n": "1"}), json!([])] {
        let broken = std::panic::catch_unwind(|| contract.check("GET", "/x", &answer(body)));
        assert!(broken.is_err());
    }
}
