//! What templates see is documented from the code: `docs/views.md` is made of the types in `src/site/view*`.
//!
//! After a change: `UPDATE_EXPECTED=1 cargo test --test views`.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by them")]

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::PathBuf;

use syn::{Attribute, Expr, Fields, GenericArgument, Item, Lit, Meta, PathArguments, Type, Visibility};

const ROOT: &str = env!("CARGO_MANIFEST_DIR");

const HEAD: &str = "\
# What templates see

Every type that a template is given, with its fields, made from the code by a test. What a template is given at the top is in
the [guide for authors of themes](theme.md#the-contract) ([en español](es/tema.md#el-contrato)). `text?` is text that may be missing, `[LinkView]` a list of
such; a number is whole. Fields called `html`, or ending so, are safe HTML, every other text is plain.
";

/// The files of the contract, in order of their names.
fn files() -> Vec<PathBuf> {
    let mut files: Vec<PathBuf> = fs::read_dir(format!("{ROOT}/src/site/view"))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .chain([PathBuf::from(format!("{ROOT}/src/site/view.rs"))])
        .collect();
    files.sort();
    files
}

/// The doc comment of an item on one line; links of rustdoc become plain code.
fn said(attributes: &[Attribute]) -> String {
    let lines = attributes.iter().filter(|attribute| attribute.path().is_ident("doc")).map(|attribute| {
        let Meta::NameValue(pair) = &attribute.meta else { panic!("a doc attribute of another form") };
        let Expr::Lit(literal) = &pair.value else { panic!("a doc attribute of another form") };
        let Lit::Str(text) = &literal.lit else { panic!("a doc attribute of another form") };
        text.value().trim().to_owned()
    });
    let text = lines.collect::<Vec<_>>().join(" ");
    text.replace("[`", "`").replace("`]", "`").replace('|', "\\|").trim().to_owned()
}

/// A type as an author of templates meets it.
fn shown(ty: &Type) -> String {
    match ty {
        Type::Reference(reference) => shown(&reference.elem),
        Type::Path(path) => {
            let last = path.path.segments.last().unwrap();
            let inner: Vec<String> = match &last.arguments {
                PathArguments::AngleBracketed(arguments) => arguments
                    .args
                    .iter()
                    .filter_map(|argument| match argument {
                        GenericArgument::Type(ty) => Some(shown(ty)),
                        _ => None,
                    })
                    .collect(),
                _ => Vec::new(),
            };
            match (last.ident.to_string().as_str(), inner.as_slice()) {
                ("String" | "str", _) => "text".to_owned(),
                ("usize" | "u32" | "u64" | "i32" | "i64", _) => "number".to_owned(),
                ("f32" | "f64", _) => "decimal number".to_owned(),
                ("bool", _) => "true or false".to_owned(),
                ("Option", [inner]) => format!("{inner}?"),
                ("Vec", [inner]) => format!("[{inner}]"),
                (name, []) => name.to_owned(),
                (name, inner) => format!("{name} of {}", inner.join(", ")),
            }
        }
        _ => panic!("a view has a type that this page cannot tell of"),
    }
}

/// The name of a variant as templates see it.
fn kebab(name: &str) -> String {
    let mut kebab = String::new();
    for letter in name.chars() {
        if letter.is_uppercase() && !kebab.is_empty() {
            kebab.push('-');
        }
        kebab.extend(letter.to_lowercase());
    }
    kebab
}

/// Types by name: their paragraph and table.
fn types() -> BTreeMap<String, String> {
    let mut types = BTreeMap::new();
    for path in files() {
        let file = syn::parse_file(&fs::read_to_string(&path).unwrap()).unwrap();
        for item in file.items {
            let (name, text) = match item {
                Item::Struct(it) if matches!(it.vis, Visibility::Public(_)) => {
                    let Fields::Named(fields) = &it.fields else { panic!("{}: fields without names", it.ident) };
                    let mut text = format!("{}\n\n| field | type | what |\n|---|---|---|\n", said(&it.attrs));
                    for field in &fields.named {
                        let name = field.ident.as_ref().unwrap();
                        let what = said(&field.attrs);
                        assert!(!what.is_empty(), "{}.{name} is not documented", it.ident);
                        // A field that carries another type is renamed or flattened by serde: nothing here is.
                        assert!(field.attrs.iter().all(|it| !it.path().is_ident("serde")), "{}.{name}", it.ident);
                        writeln!(text, "| `{name}` | `{}` | {what} |", shown(&field.ty)).unwrap();
                    }
                    (it.ident, text)
                }
                Item::Enum(it) if matches!(it.vis, Visibility::Public(_)) => {
                    let mut text = format!("{}\n\n| text | what |\n|---|---|\n", said(&it.attrs));
                    for variant in &it.variants {
                        writeln!(text, "| `{}` | {} |", kebab(&variant.ident.to_string()), said(&variant.attrs))
                            .unwrap();
                    }
                    (it.ident, text)
                }
                Item::Use(_) | Item::Mod(_) | Item::Impl(_) | Item::Fn(_) | Item::Const(_) => continue,
                Item::Struct(_) | Item::Enum(_) => continue,
                _ => panic!("{}: something that is neither a view nor its making", path.display()),
            };
            let other = types.insert(name.to_string(), text);
            assert!(other.is_none(), "{name} is there twice");
        }
    }
    types
}

#[test]
fn every_view_is_documented_from_the_code() {
    let mut page = HEAD.to_owned();
    for (name, text) in types() {
        write!(page, "\n## {name}\n\n{text}").unwrap();
    }
    let path = format!("{ROOT}/docs/views.md");
    if std::env::var_os("UPDATE_EXPECTED").is_some() {
        fs::write(&path, &page).unwrap();
    }
    let published = fs::read_to_string(&path).unwrap_or_default();
    assert!(
        published == page,
        "docs/views.md is not what the code says; run: UPDATE_EXPECTED=1 cargo test --test views"
    );
}

/// A type that a view has is a view as well, so that an author finds it on the page.
#[test]
fn every_type_that_a_field_has_is_on_the_page() {
    let types = types();
    let known = |word: &str| ["text", "number", "decimal", "true", "false", "or", "of", "T"].contains(&word);
    for (name, text) in &types {
        for row in text.lines().filter(|line| line.starts_with("| `")) {
            let cells: Vec<&str> = row.split(" | ").collect();
            if cells.len() < 3 {
                continue;
            }
            for word in cells[1].split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()) {
                assert!(known(word) || types.contains_key(word), "{name}: nothing tells what a {word} is");
            }
        }
    }
    assert!(types.len() > 50, "only {}", types.len());
}

/// The guides in both languages name every template with the view that it is given.
#[test]
fn the_views_that_the_guides_name_are_there() {
    let types = types();
    for guide in ["docs/theme.md", "docs/es/tema.md"] {
        let text = fs::read_to_string(format!("{ROOT}/{guide}")).unwrap();
        let named: Vec<&str> =
            text.split('`').filter(|word| word.ends_with("View") && word.chars().all(char::is_alphanumeric)).collect();
        for name in &named {
            assert!(types.contains_key(*name), "{guide}: there is no {name}");
        }
        let templates = fs::read_dir(format!("{ROOT}/themes/default/templates")).unwrap();
        for entry in templates.map(|entry| entry.unwrap()).filter(|entry| entry.path().is_file()) {
            let name = entry.file_name().into_string().unwrap();
            assert!(text.contains(&format!("| `{name}` |")), "{guide} lacks the template {name}");
        }
    }
}
