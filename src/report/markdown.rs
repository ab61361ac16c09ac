//! A document as Markdown with pipe tables: any viewer shows them, and they can be read back. What a pipe table has no
//! place for, several paragraphs and lists in a cell, is the HTML that Markdown allows there.

use std::fmt::Write as _;

use super::document::{Block, Cell, Document, Marker, Piece, Reach, Role, Run, Table};

/// The document as Markdown.
#[must_use]
pub fn markdown(document: &Document) -> String {
    let mut text = format!("# {}\n\n**{}**\n\n", escaped(&document.title), escaped(&document.kind));
    for line in &document.lines {
        let _ = writeln!(text, "{}\n", inline(line));
    }
    for piece in &document.pieces {
        match piece {
            Piece::Heading(heading) => {
                let _ = writeln!(text, "## {}\n", escaped(heading));
            }
            Piece::Prose(said) => said.iter().for_each(|block| block_lines(&mut text, block, "")),
            Piece::Table(table) => table_lines(&mut text, table),
            Piece::NewPage => {}
        }
    }
    let end = text.trim_end().len();
    text.truncate(end);
    text.push('\n');
    text
}

fn table_lines(text: &mut String, table: &Table) {
    if let Some(caption) = &table.caption {
        let _ = writeln!(text, "**{}**\n", escaped(caption));
    }
    let labels: Vec<String> = table.columns.iter().map(|column| in_cell(&escaped(&column.label))).collect();
    let rules = table.columns.iter().map(|column| if column.numbers { "---:" } else { "---" });
    let _ = writeln!(text, "| {} |\n| {} |", labels.join(" | "), rules.collect::<Vec<_>>().join(" | "));
    for row in &table.rows {
        let mut cells: Vec<String> = Vec::new();
        for cell in &row.cells {
            cells.push(cell_text(cell));
            if let Reach::Across(columns) = cell.reach {
                cells.extend((1..columns).map(|_| String::new()));
            }
        }
        let _ = writeln!(text, "| {} |", cells.join(" | "));
    }
    text.push('\n');
}

fn cell_text(cell: &Cell) -> String {
    cell.blocks.iter().map(html_block).collect::<Vec<_>>().join("<br><br>")
}

/// A block on one line.
fn html_block(block: &Block) -> String {
    let all = |blocks: &[Block]| blocks.iter().map(html_block).collect::<Vec<_>>().join("<br><br>");
    match block {
        // Markdown has no classes; a comment is not shown.
        Block::Paragraph(Role::Literal, runs) => format!("<!--literal-->{}", in_cell(&inline(runs))),
        Block::Paragraph(role, runs) => in_cell(&marked(*role, runs)),
        Block::List(marker, items) => {
            let (open, close) = marker.html();
            let items = items.iter().map(|item| format!("<li>{}</li>", all(item)));
            format!("{open}{}{close}", items.collect::<String>())
        }
        Block::Quote(said) => format!("<blockquote>{}</blockquote>", all(said)),
        Block::Code(code) => {
            let lines = code.lines().map(|line| format!("<code>{}</code>", in_cell(&escaped(line))));
            lines.collect::<Vec<_>>().join("<br>")
        }
        Block::Grid(rows) => {
            let row =
                |row: &Vec<Vec<Run>>| row.iter().map(|cell| in_cell(&inline(cell))).collect::<Vec<_>>().join(" · ");
            rows.iter().map(row).collect::<Vec<_>>().join("<br>")
        }
    }
}

/// Cells are apart by bars and take one line.
fn in_cell(text: &str) -> String {
    text.replace('|', "\\|").replace("\\\n", "<br>").replace('\n', "<br>")
}

fn block_lines(text: &mut String, block: &Block, indent: &str) {
    match block {
        Block::Paragraph(role, runs) => {
            let paragraph = at_start(&marked(*role, runs)).replace('\n', &format!("\n{indent}"));
            let _ = writeln!(text, "{paragraph}\n");
        }
        Block::List(marker, items) => {
            for (i, item) in items.iter().enumerate() {
                let mark = match marker {
                    Marker::Bullet => "- ".to_owned(),
                    Marker::Number(first) => format!("{}. ", first + i as u64),
                    Marker::Roman => format!("{}. ", i + 1),
                };
                let inner = format!("{indent}{}", " ".repeat(mark.len()));
                text.push_str(&mark);
                nested(text, item, &inner);
                text.push_str(indent);
            }
            let end = text.len() - indent.len();
            text.truncate(end);
        }
        Block::Quote(said) => {
            text.push_str("> ");
            nested(text, said, &format!("{indent}> "));
        }
        Block::Code(code) => {
            let longest = code.split(|c| c != '`').map(str::len).max().unwrap_or(0);
            let fence = "`".repeat(longest.max(2) + 1);
            let _ = writeln!(text, "{fence}markdown");
            for line in code.lines() {
                let _ = writeln!(text, "{}", format!("{indent}{line}").trim_end());
            }
            let _ = writeln!(text, "{indent}{fence}\n");
        }
        Block::Grid(rows) => {
            for (i, row) in rows.iter().enumerate() {
                let cells: Vec<String> = row.iter().map(|cell| in_cell(&inline(cell))).collect();
                let lead = if i == 0 { "" } else { indent };
                let _ = writeln!(text, "{lead}| {} |", cells.join(" | "));
                if i == 0 {
                    let _ = writeln!(text, "{indent}|{}", " --- |".repeat(row.len()));
                }
            }
            text.push('\n');
        }
    }
}

/// Blocks within another; the first stands behind its mark.
fn nested(text: &mut String, said: &[Block], indent: &str) {
    for (i, block) in said.iter().enumerate() {
        if i > 0 {
            text.push_str(indent);
        }
        block_lines(text, block, indent);
    }
    if said.is_empty() {
        text.push_str("\n\n");
    }
}

/// A paragraph with the marks of what it is for.
fn marked(role: Role, runs: &[Run]) -> String {
    let bold = |runs: &[Run]| {
        let mut runs = runs.to_vec();
        runs.iter_mut().for_each(|run| run.style.bold = true);
        inline(&runs)
    };
    let slanted = |runs: &[Run]| {
        let mut runs = runs.to_vec();
        runs.iter_mut().for_each(|run| run.style.italic = true);
        inline(&runs)
    };
    match role {
        Role::Body | Role::Id | Role::Literal => inline(runs),
        Role::Lead | Role::Status | Role::Previous | Role::Label | Role::Title => bold(runs),
        Role::Day => slanted(runs),
    }
}

fn inline(runs: &[Run]) -> String {
    runs.iter().map(run_text).collect()
}

fn run_text(run: &Run) -> String {
    let core = run.text.trim_matches(' ');
    if core.is_empty() {
        return run.text.clone();
    }
    // Marks stand next to letters; spaces stay outside of them.
    let start = run.text.len() - run.text.trim_start_matches(' ').len();
    let (before, after) = (&run.text[..start], &run.text[start + core.len()..]);
    let mut text =
        if run.style.code && !core.contains('`') { format!("`{core}`") } else { escaped(core).replace('\n', "\\\n") };
    if let Some(link) = &run.link {
        text = if core == link { format!("<{link}>") } else { format!("[{text}]({})", destination(link)) };
    }
    if run.style.strike {
        text = format!("~~{text}~~");
    }
    if run.style.italic {
        text = format!("*{text}*");
    }
    if run.style.bold {
        text = format!("**{text}**");
    }
    format!("{before}{text}{after}")
}

fn destination(link: &str) -> String {
    link.replace(' ', "%20").replace('(', "%28").replace(')', "%29").replace('<', "%3C").replace('>', "%3E")
}

/// Text that Markdown shows as it is.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for letter in text.chars() {
        if matches!(letter, '\\' | '*' | '_' | '`' | '[' | ']' | '<' | '>' | '~' | '&') {
            escaped.push('\\');
        }
        escaped.push(letter);
    }
    escaped
}

/// What would begin a heading, a list or a quotation at the start of a paragraph.
fn at_start(text: &str) -> String {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let rest = &text[digits..];
    if (1..=9).contains(&digits) && rest.starts_with(['.', ')']) {
        return format!("{}\\{rest}", &text[..digits]);
    }
    if text.starts_with(['#', '+', '-', '=', '|']) { format!("\\{text}") } else { text.to_owned() }
}
