//! Projects that nobody writes: long, deep, or made for the worst case of one parser or another. Each grows with one number.

#![allow(dead_code, reason = "the test uses one of the numbers, the example the other")]

use std::fmt::Write as _;

/// What a project holds: paths and texts.
pub(crate) type Files = Vec<(String, String)>;

/// A kind of project.
pub(crate) struct Shape {
    /// What it is called.
    pub(crate) name: &'static str,
    /// The number for the quick form.
    pub(crate) quick: usize,
    /// The number for the long form, which is doubled there.
    pub(crate) long: usize,
    /// The project of this size.
    pub(crate) files: Box<dyn Fn(usize) -> Files>,
}

const FRONT: &str = "---\nfecha: 2022-08-09\n---\n\n";

fn minutes(text: &str) -> (String, String) {
    ("content/reuniones/2022-08-09.md".to_owned(), text.to_owned())
}

/// A text as that of a plain page, of a meeting, of a commitment and of an update.
fn everywhere(text: &str) -> Files {
    vec![
        ("content/pagina.md".to_owned(), format!("# Página\n\n{text}\n")),
        minutes(&format!(
            "{FRONT}# Reunión\n\n{text}\n\n## Compromisos\n\n### 1. Plan\n\n{text}\n\n#### 2022-08-09 · Pendiente\n\n{text}\n"
        )),
    ]
}

fn prose(name: &'static str, quick: usize, long: usize, text: impl Fn(usize) -> String + 'static) -> Shape {
    Shape { name, quick, long, files: Box::new(move |n| everywhere(&text(n))) }
}

fn whole(name: &'static str, quick: usize, long: usize, text: impl Fn(usize) -> String + 'static) -> Shape {
    Shape { name, quick, long, files: Box::new(move |n| vec![minutes(&format!("{FRONT}{}", text(n)))]) }
}

/// What a number gives for each below `n`.
fn each(n: usize, line: impl Fn(usize) -> String) -> String {
    (0..n).map(line).collect()
}

fn repeated(name: &'static str, long: usize, piece: &'static str) -> Shape {
    prose(name, 3_000, long, move |n| piece.repeat(n))
}

/// A day, later for a larger number.
fn day(number: usize) -> String {
    format!("{}-{:02}-{:02}", 2000 + number / 336, 1 + number / 28 % 12, 1 + number % 28)
}

/// All of them.
pub(crate) fn shapes() -> Vec<Shape> {
    [text(), markdown(), html(), minutes_and_data(), registers()].into_iter().flatten().collect()
}

fn text() -> Vec<Shape> {
    vec![
        prose("one word", 50_000, 1_000_000, |n| "a".repeat(n)),
        prose("one line of words", 20_000, 200_000, |n| "palabra ".repeat(n)),
        prose("one-letter lines", 20_000, 500_000, |n| "a\n".repeat(n)),
        prose("empty lines", 20_000, 1_000_000, |n| "\n".repeat(n)),
        prose("letters of many marks", 20_000, 500_000, |n| format!("a{}", "\u{301}".repeat(n))),
        prose("names of documents", 2_000, 50_000, |n| each(n, |i| format!("INE/CG{i}/2022 "))),
        prose("addresses", 2_000, 50_000, |n| each(n, |i| format!("https://a.example/{i} "))),
        prose("one long address", 20_000, 500_000, |n| format!("https://a.example/{}", "a/".repeat(n))),
        prose("references", 2_000, 50_000, |n| "[[2022-08-09/1]] ".repeat(n)),
    ]
}

fn markdown() -> Vec<Shape> {
    vec![
        repeated("open brackets", 100_000, "["),
        repeated("open double brackets", 50_000, "[["),
        repeated("open links", 50_000, "[a]("),
        repeated("open images", 50_000, "![a]["),
        repeated("links in links", 50_000, "[a[b](c)"),
        repeated("closing brackets", 50_000, "a]"),
        prose("brackets in brackets", 1_000, 50_000, |n| format!("{}a{}", "[".repeat(n), "](u)".repeat(n))),
        repeated("stars", 500_000, "*"),
        repeated("emphasis that opens", 100_000, "*a "),
        repeated("emphasis that opens and closes", 50_000, "*a **b "),
        repeated("emphasis of both kinds", 50_000, "*a_ "),
        repeated("emphasis within words", 50_000, "a**b_c"),
        prose("emphasis in emphasis", 1_000, 20_000, |n| format!("{}a{}", "*b **c ".repeat(n), "** *".repeat(n))),
        repeated("strikes", 100_000, "~~a "),
        prose("backticks, each run longer", 150, 1_500, |n| each(n, |i| format!("{} ", "`".repeat(i + 1)))),
        repeated("single backticks", 100_000, "`a"),
        repeated("backslashes", 500_000, "\\"),
        repeated("entities", 100_000, "&amp;"),
        repeated("entities that are none", 100_000, "&a"),
        prose("quotes in quotes", 1_000, 50_000, |n| format!("{}a", "> ".repeat(n))),
        prose("quotes, each line deeper", 200, 1_500, |n| each(n, |i| format!("{}a\n", ">".repeat(i + 1)))),
        prose("lists in one line", 1_000, 50_000, |n| format!("{}a", "- ".repeat(n))),
        prose("lists, each line deeper", 200, 1_000, |n| each(n, |i| format!("{}- a\n", "  ".repeat(i)))),
        prose("numbered lists, each line deeper", 200, 700, |n| each(n, |i| format!("{}1. a\n", "   ".repeat(i)))),
        prose("lists and quotes in turn", 500, 20_000, |n| format!("{}a", "> - ".repeat(n))),
        prose("a long list", 2_000, 50_000, |n| "- a\n".repeat(n)),
        prose("a long loose list", 2_000, 50_000, |n| "- a\n\n".repeat(n)),
        prose("headings", 2_000, 20_000, |n| each(n, |i| format!("##### T {i}\n\n"))),
        prose("underlined headings", 2_000, 50_000, |n| "a\n\n===\n\n".repeat(n)),
        prose("definitions", 2_000, 50_000, |n| each(n, |i| format!("[r{i}]: https://a.example/{i}\n"))),
        prose("definitions and their uses", 1_000, 50_000, |n| {
            each(n, |i| format!("[r{i}] ")) + "\n\n" + &each(n, |i| format!("[r{i}]: https://a.example/{i}\n"))
        }),
        prose("one long definition, often used", 1_000, 10_000, |n| {
            format!("{}\n\n[r]: https://a.example/{}\n", "[r] ".repeat(n), "a".repeat(n))
        }),
        prose("footnotes", 1_000, 20_000, |n| each(n, |i| format!("a[^{i}]\n\n[^{i}]: b\n\n"))),
        prose("footnotes that call the next", 500, 20_000, |n| {
            each(n, |i| format!("[^{i}]: a[^{}]\n\n", i + 1)) + "[^0]"
        }),
        prose("rows of a table", 1_000, 50_000, |n| format!("| a | b |\n|---|---|\n{}", "| 1 | 2 |\n".repeat(n))),
        prose("columns of a table", 1_000, 20_000, |n| {
            format!("{}\n{}\n{}\n", "|a".repeat(n), "|-".repeat(n), "|1".repeat(n))
        }),
        // Every row has as many cells as the head: what is left out is filled in.
        prose("a wide head over short rows", 150, 700, |n| {
            format!("{}\n{}\n{}", "|a".repeat(n), "|-".repeat(n), "|1\n".repeat(n))
        }),
        prose("open code", 2_000, 100_000, |n| "```\na\n".repeat(n)),
        prose("lines of code", 2_000, 100_000, |n| "    a\n".repeat(n)),
        repeated("bars", 200_000, "|"),
        repeated("rules", 50_000, "---\n\n"),
    ]
}

fn html() -> Vec<Shape> {
    vec![
        repeated("less-than signs", 200_000, "<"),
        repeated("tags that do not end", 50_000, "<a "),
        repeated("attributes that do not end", 50_000, "<a b=\""),
        repeated("comments that do not end", 50_000, "a <!-- "),
        repeated("instructions that do not end", 50_000, "a <? "),
        repeated("declarations that do not end", 50_000, "a <!A "),
        repeated("CDATA that does not end", 50_000, "a <![CDATA["),
        repeated("addresses that do not end", 50_000, "<a:"),
        repeated("blocks in blocks", 5_000, "<div>"),
        prose("HTML in quotes in quotes", 1_000, 20_000, |n| format!("{}<b>a</b>", "> ".repeat(n))),
        repeated("bold in bold", 5_000, "<b>"),
        repeated("formatting in formatting", 2_000, "<b><i><u><s><small>"),
        repeated("formatting and paragraphs", 2_000, "<b><p>"),
        repeated("tables in tables", 2_000, "<table><tr><td>"),
        repeated("links in links, as HTML", 2_000, "<a href=x>"),
        repeated("pictures as HTML", 20_000, "<svg><g>"),
        prose("attributes of one tag", 1_000, 20_000, |n| {
            format!("a <b {}>c</b>", each(n, |i| format!("a{i}=\"1\" ")))
        }),
        repeated("comments", 50_000, "<!-- a -->"),
    ]
}

fn minutes_and_data() -> Vec<Shape> {
    let data = |key: &'static str, value: fn(usize) -> String| {
        move |n: usize| format!("## Compromisos\n\n### 1. Plan\n\n- {key}: {}\n", each(n, |i| value(i) + ", "))
    };
    vec![
        whole("sections", 2_000, 20_000, |n| each(n, |i| format!("## Sección {i}\n\nTexto.\n\n"))),
        whole("sections of one name", 2_000, 20_000, |n| "## Temas\n\n1. Tema\n\n".repeat(n)),
        whole("commitments of one meeting", 300, 5_000, |n| {
            "## Compromisos\n\n".to_owned() + &each(n, |i| format!("### {}. Plan\n\nTexto.\n\n", i + 1))
        }),
        // Each text is read with the definitions that it uses; with all of the file, this would be their product.
        whole("commitments and definitions", 300, 3_000, |n| {
            "## Compromisos\n\n".to_owned()
                + &each(n, |i| format!("### {}. Plan\n\nTexto [r{i}].\n\n", i + 1))
                + &each(n, |i| format!("[r{i}]: https://a.example/{}/{i}\n", "a".repeat(100)))
        }),
        whole("commitments and a chain of footnotes", 300, 3_000, |n| {
            "## Compromisos\n\n".to_owned()
                + &each(n, |i| format!("### {}. Plan\n\nTexto[^0].\n\n", i + 1))
                + &each(n, |i| format!("[^{i}]: nota[^{}]\n\n", i + 1))
        }),
        whole("updates of one commitment", 1_000, 20_000, |n| {
            "## Compromisos\n\n### 1. Plan\n\n".to_owned()
                + &each(n, |i| format!("#### {} · Pendiente\n\nAvance {i}.\n\n", day(7_700 + i % 200)))
        }),
        whole("the same commitment again and again", 500, 20_000, |n| {
            "## Compromisos\n\n".to_owned() + &"### 1. Plan\n\n".repeat(n)
        }),
        whole("unknown keys", 500, 20_000, data_keys),
        whole("tags of one commitment", 300, 2_000, data("Etiquetas", |i| format!("e{i}"))),
        whole("documents of one commitment", 300, 2_000, data("Documentos", |i| format!("D/{i}/2022"))),
        whole("organisations of one commitment", 200, 1_000, data("Responsables", |i| format!("O{i}"))),
        whole("unknown references", 500, 20_000, data("Relacionados", |i| format!("2022-08-09/{}", i + 7))),
        whole("statuses that are none", 500, 20_000, |n| {
            "## Compromisos\n\n### 1. Plan\n\n".to_owned() + &each(n, |i| format!("#### 2022-08-09 · Estado {i}\n\n"))
        }),
        Shape {
            name: "front matter of many keys",
            quick: 1_000,
            long: 50_000,
            files: Box::new(|n| {
                vec![minutes(&format!("---\nfecha: 2022-08-09\n{}---\n", each(n, |i| format!("k{i}: v\n"))))]
            }),
        },
        Shape {
            name: "front matter that is deep",
            quick: 5_000,
            long: 500_000,
            files: Box::new(|n| vec![minutes(&format!("---\nfecha: {}\n---\n", "[".repeat(n)))]),
        },
        Shape {
            name: "front matter of one long text",
            quick: 50_000,
            long: 1_000_000,
            files: Box::new(|n| {
                vec![minutes(&format!("---\nfecha: 2022-08-09\ntitulo: \"{}\"\n---\n", "a ".repeat(n)))]
            }),
        },
        Shape {
            name: "front matter that does not end",
            quick: 5_000,
            long: 500_000,
            files: Box::new(|n| vec![minutes(&format!("---\nfecha: 2022-08-09\n{}", "- a\n".repeat(n)))]),
        },
        Shape {
            name: "attendees",
            quick: 200,
            long: 2_000,
            files: Box::new(|n| {
                vec![minutes(&format!(
                    "---\nfecha: 2022-08-09\nasistentes: [{}]\n---\n",
                    each(n, |i| format!("O{i}, "))
                ))]
            }),
        },
    ]
}

fn data_keys(n: usize) -> String {
    format!("## Compromisos\n\n### 1. Plan\n\n- Vence: 2023-05\n{}", each(n, |i| format!("- Clave {i}: x\n")))
}

fn registers() -> Vec<Shape> {
    vec![
        Shape {
            name: "minutes",
            quick: 100,
            long: 2_000,
            files: Box::new(|n| {
                let text = |i| format!("---\nfecha: {}\n---\n\n## Compromisos\n\n### 1. Plan\n\nTexto.\n", day(i));
                (0..n).map(|i| (format!("content/reuniones/m{i}.md"), text(i))).collect()
            }),
        },
        Shape {
            name: "a chain of commitments",
            quick: 150,
            long: 1_000,
            files: Box::new(|n| {
                let mut text = format!("{FRONT}## Compromisos\n\n### 1. Plan\n\nTexto.\n\n");
                for i in 2..=n {
                    let _ = write!(text, "### {i}. Plan\n\nTexto.\n\n- Continúa: {}\n\n", i - 1);
                }
                vec![minutes(&text)]
            }),
        },
        Shape {
            name: "all refer to one",
            quick: 200,
            long: 5_000,
            files: Box::new(|n| {
                let text = each(n, |i| format!("### {}. Plan\n\nComo [[1]].\n\n- Relacionados: 1\n\n", i + 2));
                vec![minutes(&format!("{FRONT}## Compromisos\n\n### 1. Plan\n\nTexto.\n\n{text}"))]
            }),
        },
        // Ten thousand in each of the minutes: at twice the long form, a million.
        Shape {
            name: "updates, by the ten thousand",
            quick: 1,
            long: 50,
            files: Box::new(|n| {
                let updates = each(if n == 1 { 50 } else { 1_000 }, |i| {
                    format!("#### {} · Pendiente\n\nAvance {i}.\n\n", day(6_720 + i))
                });
                let commitments = each(10, |i| format!("### {}. Plan\n\nTexto.\n\n{updates}", i + 1));
                let text = |i| format!("---\nfecha: {}\n---\n\n## Compromisos\n\n{commitments}", day(i));
                (0..n).map(|i| (format!("content/reuniones/m{i}.md"), text(i))).collect()
            }),
        },
        Shape {
            name: "follow-ups in as many minutes",
            quick: 100,
            long: 2_000,
            files: Box::new(|n| {
                let mut files = vec![(
                    "content/reuniones/m.md".to_owned(),
                    "---\nfecha: 2000-01-01\n---\n\n## Compromisos\n\n### 1. Plan\n".to_owned(),
                )];
                files.extend((0..n).map(|i| {
                    let text = format!(
                        "---\nfecha: {}\n---\n\n## Seguimiento\n\n### m/1 · En proceso\n\nAvance.\n",
                        day(i + 1)
                    );
                    (format!("content/reuniones/m{i}.md"), text)
                }));
                files
            }),
        },
        configured("configured organisations", 300, 5_000, |n| {
            each(n, |i| format!("[[organisations]]\nacronym = \"O{i}\"\nname = \"Organización {i}\"\n"))
        }),
        configured("configured documents", 300, 5_000, |n| {
            each(n, |i| format!("[[documents]]\nid = \"D/{i}/2022\"\n"))
        }),
        configured("glossary", 1_000, 50_000, |n| format!("[glossary]\n{}", each(n, |i| format!("G{i} = \"T\"\n")))),
        configured("unknown keys of the configuration", 500, 20_000, |n| each(n, |i| format!("k{i} = 1\n"))),
        configured("a configuration that is deep", 5_000, 100_000, |n| format!("title = {}", "[".repeat(n))),
        configured("a dotted key that is deep", 1_000, 50_000, |n| format!("{}b = 1", "a.".repeat(n))),
    ]
}

fn configured(name: &'static str, quick: usize, long: usize, text: impl Fn(usize) -> String + 'static) -> Shape {
    let files = move |n| {
        let minutes = minutes(&format!("{FRONT}## Compromisos\n\n### 1. Plan\n\nG1 y O1 en D/1/2022.\n"));
        vec![minutes, ("acuerdos.toml".to_owned(), text(n))]
    };
    Shape { name, quick, long, files: Box::new(files) }
}
