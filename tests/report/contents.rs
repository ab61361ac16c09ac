//! What minutes may say, in documents.

use roxmltree::Document;
use scraper::Html;

use crate::{MAY, elements, part, parts, report, small, word, words};

#[test]
fn nothing_of_the_authors_is_markup_of_the_documents() {
    let project = small();
    let minutes = MAY.replace("Texto [con liga]", "Texto <script>x</script> & \\<i> ]]> \u{1} ```y``` [con liga]");
    project.write("content/reuniones/2022-05-19.md", minutes);
    let html = report(&project, &["--format", "html"]);
    assert!(!html.contains("<script") && html.contains("&lt;i&gt; ]]&gt;"), "{html}");
    assert!(html.contains("<a href=\"https://example.org/a(b)\">con liga</a>"));
    assert!(html.contains("<li>uno</li>") && html.contains("<blockquote><p>cita</p>"), "{html}");
    for (path, text) in parts(&word(&project, &["--annex"])) {
        Document::parse(&text).unwrap_or_else(|error| panic!("{path}: {error}"));
    }
    let text = report(&project, &[]);
    assert!(text.contains("\\<i\\>") && text.contains("(https://example.org/a%28b%29)"), "{text}");
}

#[test]
fn a_long_account_can_go_on_over_the_page() {
    let project = small();
    let long = "Una frase que se repite muchas veces. ".repeat(60);
    project.write("content/reuniones/2022-05-19.md", MAY.replace("> cita", &long));
    let docx = word(&project, &[]);
    let parts = parts(&docx);
    let document = Document::parse(part(&parts, "word/document.xml")).unwrap();
    let whole: Vec<bool> = elements(document.root(), "tbl")
        .nth(1)
        .map(|table| elements(table, "tr").map(|row| elements(row, "cantSplit").next().is_some()).collect())
        .unwrap();
    assert_eq!(whole, [true, false, true]);
}

#[test]
fn what_raw_html_says_is_kept() {
    let project = small();
    let html = "<p>Párrafo &amp; dos</p>\n<div>tres<br>cuatro</div>\n<script>nada</script>\n\nEn <b>negritas</b>.";
    project.write("content/reuniones/2022-05-19.md", MAY.replace("> cita", html));
    let text = report(&project, &[]);
    assert!(text.contains("Párrafo \\& dos<br>tres<br>cuatro<br><br>En **negritas**."), "{text}");
    assert!(!text.contains("nada"));
}

#[test]
fn everything_that_minutes_may_say_is_in_the_documents() {
    let project = small();
    let rich = "`c|d`, ~~tachado~~, ***ambos***, nota[^1], ![foto](x.png), [[2022-05-19/3]] y [[2022-05-19/3|otro]].\n\n| A | B |\n|---|---|\n| 1 | **2** |\n\n```\na *b*\n```\n\n5) cinco\n\n- [x] hecho\n\n[^1]: La nota al pie.\n";
    project.write("content/reuniones/x.png", "");
    project.write("content/reuniones/2022-05-19.md", MAY.replace("> cita", rich));
    let text = report(&project, &[]);
    for said in [
        "`c\\|d`, ~~tachado~~, ***ambos***, nota\\[1\\], foto, Sin responsable (2022-05-19/3) y otro.",
        "A · B<br>1 · **2**",
        "<code>a \\*b\\*</code>",
        "<ol start=\"5\"><li>cinco</li></ol>",
        "<li>☑ hecho</li>",
        "\\[1\\] La nota al pie.",
    ] {
        assert!(text.contains(said), "{said}: {text}");
    }
    let html = report(&project, &["--format", "html"]);
    let docx = word(&project, &[]);
    let parts = parts(&docx);
    let document = Document::parse(part(&parts, "word/document.xml")).unwrap();
    let word = words(document.root());
    let page = Html::parse_document(&html).root_element().text().collect::<String>();
    for said in [
        "c|d",
        "tachado",
        "ambos",
        "foto",
        "Sin responsable (2022-05-19/3) y otro.",
        "a *b*",
        "cinco",
        "☑ hecho",
        "La nota al pie.",
    ] {
        assert!(word.contains(said), "{said}: {word}");
        assert!(page.contains(said), "{said}: {page}");
    }
    let start =
        |parts: &[(String, String)]| part(parts, "word/numbering.xml").contains("<w:startOverride w:val=\"5\"/>");
    assert!(start(&parts));
}
