//! Sentences of the libraries that read TOML, YAML, templates and arguments, which speak English alone.
//!
//! The frequent ones are translated and keep the original behind them, which is what one searches the web for; the
//! others stay as they are. `{}` stands for anything.

/// What a library says, in Spanish as far as it is known.
#[must_use]
pub fn spanish(original: &str) -> String {
    if let Some(text) = look_up(OWN, original) {
        return text;
    }
    match translated(original) {
        Some(text) => format!("{text} ({original})"),
        None => original.to_owned(),
    }
}

/// The translation alone. A sentence of several parts, with commas or colons between them, may have some that are known.
fn translated(original: &str) -> Option<String> {
    if let Some(text) = look_up(ROWS, original) {
        return Some(text);
    }
    // TOML: `invalid value, expected digits`; the rest is in the original, behind.
    let (first, rest) = original.split_once(", expected ")?;
    let first = translated(first)?;
    Some(if rest.starts_with(['`', '\'']) { format!("{first}; se esperaba {rest}") } else { first })
}

fn look_up(rows: &[(&str, &str)], original: &str) -> Option<String> {
    rows.iter().find_map(|(pattern, spanish)| Some(filled(spanish, &holes(pattern, original)?)))
}

/// What stands in a sentence where its pattern has holes.
fn holes<'t>(pattern: &str, text: &'t str) -> Option<Vec<&'t str>> {
    let mut parts = pattern.split("{}");
    let mut rest = text.strip_prefix(parts.next()?)?;
    let mut holes = Vec::new();
    let mut parts = parts.peekable();
    while let Some(part) = parts.next() {
        let at = if parts.peek().is_none() && part.is_empty() { rest.len() } else { rest.find(part)? };
        holes.push(&rest[..at]);
        rest = &rest[at + part.len()..];
    }
    rest.is_empty().then_some(holes)
}

fn filled(spanish: &str, holes: &[&str]) -> String {
    let mut parts = spanish.split("{}");
    let mut text = parts.next().unwrap_or_default().to_owned();
    for (part, hole) in parts.zip(holes) {
        text.push_str(hole);
        text.push_str(part);
    }
    text
}

/// Sentences of our own that go through a library, or through the system's type of errors: nobody has to look these up.
const OWN: &[(&str, &str)] = &[
    ("the file has changed meanwhile", "el archivo cambió mientras tanto"),
    ("use `es` or `en`", "use `es` o `en`"),
    ("it starts with `https://` or `http://`", "empieza con `https://` o `http://`"),
    ("a number from 1 to {}", "escriba un número del 1 al {}"),
    ("write seconds, such as `1` or `0.5`", "escriba los segundos, como `1` o `0.5`"),
    ("write the day as `2023-05-31`", "escriba el día como `2023-05-31`"),
    (
        "no date: use 2024, 2024-05, 2024-05-31 or `31 de mayo de 2024`",
        "no es una fecha: escriba 2024, 2024-05, 2024-05-31 o `31 de mayo de 2024`",
    ),
];

const ROWS: &[(&str, &str)] = &[
    // TOML
    ("string values must be quoted", "los textos van entre comillas"),
    ("duplicate key", "la clave está repetida"),
    ("key with no value", "a la clave le falta su valor"),
    ("missing value for key", "a la clave le falta su valor"),
    ("missing value", "falta el valor"),
    ("missing assignment between key-value pairs", "falta el signo `=` entre la clave y su valor"),
    ("extra assignment between key-value pairs", "sobra un signo `=`"),
    ("extra `=`", "sobra un signo `=`"),
    ("unexpected `=` in array", "sobra un signo `=` dentro de la lista"),
    ("missing comma between array elements", "falta una coma entre los elementos de la lista"),
    ("missing comma between key-value pairs", "falta una coma entre los pares de clave y valor"),
    ("extra comma in array", "sobra una coma en la lista"),
    ("extra comma in inline table", "sobra una coma en la tabla"),
    ("unclosed array table", "falta cerrar el nombre de la tabla"),
    ("unclosed table", "falta cerrar el nombre de la tabla"),
    ("unclosed array", "falta cerrar la lista"),
    ("unclosed inline table", "falta cerrar la tabla"),
    ("missing opening quote", "falta la comilla que abre"),
    ("missing array opening", "falta el corchete que abre"),
    ("missing table open", "falta el corchete que abre"),
    ("missing inline table opening", "falta la llave que abre"),
    ("invalid basic string", "falta la comilla que cierra, o hay un carácter que no puede ir en un texto"),
    ("invalid literal string", "falta la comilla que cierra, o hay un carácter que no puede ir en un texto"),
    ("invalid multi-line basic string", "faltan las tres comillas que cierran"),
    ("invalid escape sequence", "la diagonal inversa va con una letra conocida, o escrita dos veces"),
    ("missing escaped value", "la diagonal inversa va con una letra conocida, o escrita dos veces"),
    ("invalid key-value pair", "el renglón no es una clave con su valor"),
    ("invalid unquoted key", "la clave tiene caracteres que la obligan a ir entre comillas"),
    ("unquoted keys cannot be empty", "falta el nombre de la clave"),
    ("invalid inline table element", "dentro de las llaves va una clave con su valor"),
    ("invalid value", "el valor no se entiende"),
    ("invalid float", "el número no se entiende; si es un texto, va entre comillas"),
    ("invalid integer", "el número no se entiende; si es un texto, va entre comillas"),
    ("invalid datetime", "la fecha no se entiende"),
    ("invalid date", "la fecha no se entiende"),
    ("unexpected leading zero", "el número empieza con un cero de más"),
    ("unexpected key or value", "sobra algo al final del renglón"),
    ("unexpected content", "sobra algo en el renglón"),
    ("invalid comment character", "hay un carácter invisible en el comentario"),
    (
        "cannot extend value of type {} with a dotted key",
        "la clave con puntos agrega algo a un valor que no es una tabla",
    ),
    ("recursion limit", "hay demasiadas listas o tablas una dentro de otra"),
    ("cannot recurse further; max recursion depth met", "hay demasiadas listas o tablas una dentro de otra"),
    // YAML
    (
        "mapping values are not allowed in this context",
        "hay dos puntos donde no pueden ir, o el renglón está mal sangrado",
    ),
    ("mapping keys are not allowed in this context", "hay una clave donde no puede ir"),
    ("simple key expected", "el renglón no tiene la forma `clave: valor`"),
    ("simple key expect ':'", "después de la clave faltan los dos puntos"),
    ("could not find expected ':'", "después de la clave faltan los dos puntos"),
    (
        "while parsing a flow sequence, expected ',' or ']'",
        "falta cerrar la lista con `]`, o una coma entre sus elementos",
    ),
    (
        "while parsing a flow mapping, did not find expected ',' or '}'",
        "falta cerrar con `}`, o una coma entre los elementos",
    ),
    ("while parsing a block mapping, did not find expected key", "el renglón está mal sangrado, o no es una clave"),
    (
        "while parsing a block collection, did not find expected '-' indicator",
        "a un renglón de la lista le falta su guion",
    ),
    (
        "while parsing a node, did not find expected node content",
        "falta un valor, o empieza con un carácter que lo obliga a ir entre comillas",
    ),
    ("while scanning a quoted scalar, found unexpected end of stream", "falta la comilla que cierra"),
    ("while scanning a quoted scalar, found unexpected document indicator", "falta la comilla que cierra"),
    (
        "while parsing a quoted scalar, found unknown escape character",
        "la diagonal inversa va entre comillas simples, o escrita dos veces",
    ),
    ("while scanning a plain scalar, found a tab", "hay un tabulador dentro del valor"),
    (
        "block sequence entries are not allowed in this context",
        "la lista empieza en su propio renglón, debajo de la clave",
    ),
    ("invalid indentation{}", "el renglón está mal sangrado"),
    ("wrongly indented line in block scalar", "el renglón está mal sangrado"),
    ("invalid trailing content after double-quoted scalar", "sobra algo después de la comilla que cierra"),
    ("misplaced bracket", "hay un corchete de más"),
    ("unexpected character: {}", "hay un carácter que no puede ir ahí: {}"),
    ("unexpected eof", "el encabezado termina antes de tiempo"),
    ("unexpected end of plain scalar", "el valor termina antes de tiempo"),
    ("did not find expected next token", "el renglón no se entiende"),
    ("illegal placement of ':' indicator", "hay dos puntos donde no pueden ir"),
    ("'-' must be followed by a valid YAML whitespace", "después del guion va un espacio"),
    ("':' must be followed by a valid YAML whitespace", "después de los dos puntos va un espacio"),
    (
        "while scanning an anchor or alias, did not find expected alphabetic or numeric character",
        "un valor que empieza con `*` o `&` va entre comillas",
    ),
    ("while parsing node, found unknown anchor", "un valor que empieza con `*` va entre comillas"),
    // Tera
    ("{}: Variable `{}` is not defined. Available variables: {}", "en `{}` se usa `{}`, que no existe; hay {}"),
    ("{}: Field `{}` is not defined{}", "en `{}` se usa el campo `{}`, que no existe"),
    ("Variable `{}` is not defined. Available variables: {}", "`{}` no existe; hay {}"),
    ("Variable `{}` is not defined", "`{}` no existe"),
    ("Field `{}` is not defined{}", "el campo `{}` no existe"),
    ("Found {} but expected {}", "hay {} donde se esperaba {}"),
    ("Found {} but was expecting {}", "hay {} donde se esperaba {}"),
    ("Unexpected end of input", "la plantilla termina antes de tiempo"),
    ("Unexpected end of template{}", "la plantilla termina antes de tiempo"),
    ("Closing comment tag `{}` not found", "falta cerrar el comentario con `{}`"),
    ("Filter `{}` is not registered{}", "no existe el filtro `{}`"),
    ("Test `{}` is not registered{}", "no existe la prueba `{}`"),
    ("Function `{}` is not registered{}", "no existe la función `{}`"),
    ("Filter `{}` not found{}", "no existe el filtro `{}`"),
    ("Test `{}` not found{}", "no existe la prueba `{}`"),
    ("Function `{}` not found{}", "no existe la función `{}`"),
    ("Unknown filter `{}`{}", "no existe el filtro `{}`"),
    ("Unknown function `{}`{}", "no existe la función `{}`"),
    ("Template '{}' not found{}", "no existe la plantilla `{}`"),
    ("Template '{}' is inheriting from '{}', which doesn't exist{}", "la plantilla `{}` parte de `{}`, que no existe"),
    ("Iteration not possible on type `{}`{}", "no se puede recorrer un valor de tipo `{}`"),
    ("Missing keyword argument `{}`", "falta el argumento `{}`"),
    // Arguments
    ("invalid digit found in string", "no es un número entero"),
    ("number too large to fit in target type", "el número es demasiado grande"),
    ("cannot parse integer from empty string", "falta el número"),
    ("{} is not in {}", "{} no está entre {}"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_known_is_translated_with_the_original_behind_it() {
        assert_eq!(
            spanish("string values must be quoted, expected literal string"),
            "los textos van entre comillas (string values must be quoted, expected literal string)"
        );
        assert_eq!(
            spanish("unclosed array table, expected `]]`"),
            "falta cerrar el nombre de la tabla; se esperaba `]]` (unclosed array table, expected `]]`)"
        );
        assert_eq!(spanish("Found `{` but expected }}"), "hay `{` donde se esperaba }} (Found `{` but expected }})");
        assert_eq!(spanish("use `es` or `en`"), "use `es` o `en`");
        assert_eq!(spanish("something new"), "something new");
    }

    #[test]
    fn every_row_says_as_much_as_its_pattern() {
        for (pattern, spanish) in ROWS.iter().chain(OWN) {
            assert!(spanish.matches("{}").count() <= pattern.matches("{}").count(), "{pattern}");
            let sample = pattern.replace("{}", "x");
            assert_ne!(super::spanish(&sample), sample, "{pattern}");
            assert_eq!(
                ROWS.iter().chain(OWN).filter(|(other, _)| other == pattern).count(),
                1,
                "{pattern} is there twice"
            );
        }
    }
}
