//! Named styles: what a secretary changes once in Word, for the whole document.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::xml::{HEAD, WORD, escape};
use crate::diagnostic::Language;

/// What a style is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Use {
    Text,
    Title,
    Kind,
    Heading,
    Caption,
    Header,
    Cell,
    Number,
    Lead,
    Status,
    Day,
    Previous,
    Id,
    Label,
    ItemTitle,
    Literal,
    Code,
    Gap,
    Foot,
    Link,
    Table,
}

/// A style of ours.
struct Sheet {
    usage: Use,
    id: &'static str,
    /// What Word calls it, in Spanish and in English; Word's own styles have one name for all languages.
    names: [&'static str; 2],
    /// How its paragraphs are set.
    paragraph: &'static str,
    /// How its letters look.
    letters: &'static str,
}

const CELL: &str = "<w:basedOn w:val=\"AcuerdosCelda\"/>";

const fn sheet(
    usage: Use,
    id: &'static str,
    names: [&'static str; 2],
    paragraph: &'static str,
    letters: &'static str,
) -> Sheet {
    Sheet { usage, id, names, paragraph, letters }
}

const SHEETS: [Sheet; 19] = [
    sheet(Use::Text, "AcuerdosTexto", ["Acuerdos: texto", "Acuerdos: text"], "<w:spacing w:after=\"120\"/>", ""),
    sheet(
        Use::Title,
        "Title",
        ["Title", "Title"],
        "<w:keepNext/><w:spacing w:after=\"160\"/>",
        "<w:b/><w:sz w:val=\"28\"/><w:szCs w:val=\"28\"/>",
    ),
    sheet(
        Use::Kind,
        "AcuerdosClase",
        ["Acuerdos: clase de documento", "Acuerdos: kind of document"],
        "<w:keepNext/><w:spacing w:after=\"40\"/>",
        "<w:caps/><w:color w:val=\"595959\"/>",
    ),
    sheet(
        Use::Heading,
        "Heading1",
        ["heading 1", "heading 1"],
        "<w:keepNext/><w:keepLines/><w:spacing w:before=\"280\" w:after=\"120\"/><w:outlineLvl w:val=\"0\"/>",
        "<w:b/><w:sz w:val=\"24\"/><w:szCs w:val=\"24\"/>",
    ),
    sheet(
        Use::Caption,
        "Caption",
        ["caption", "caption"],
        "<w:keepNext/><w:spacing w:before=\"120\" w:after=\"60\"/>",
        "<w:b/>",
    ),
    sheet(
        Use::Cell,
        "AcuerdosCelda",
        ["Acuerdos: celda", "Acuerdos: cell"],
        "<w:spacing w:after=\"60\"/>",
        "<w:sz w:val=\"18\"/><w:szCs w:val=\"18\"/>",
    ),
    sheet(
        Use::Header,
        "AcuerdosEncabezado",
        ["Acuerdos: encabezado de cuadro", "Acuerdos: table header"],
        "<w:spacing w:after=\"0\"/>",
        "<w:b/><w:sz w:val=\"17\"/><w:szCs w:val=\"17\"/>",
    ),
    sheet(
        Use::Number,
        "AcuerdosCifra",
        ["Acuerdos: cifra", "Acuerdos: figure"],
        "<w:spacing w:after=\"0\"/><w:jc w:val=\"right\"/>",
        "",
    ),
    sheet(Use::Lead, "AcuerdosReunion", ["Acuerdos: reunión", "Acuerdos: meeting"], "", "<w:b/>"),
    sheet(Use::Status, "AcuerdosEstatus", ["Acuerdos: estatus", "Acuerdos: status"], "", "<w:b/>"),
    sheet(
        Use::Day,
        "AcuerdosFecha",
        ["Acuerdos: fecha del reporte", "Acuerdos: day of account"],
        "<w:spacing w:after=\"20\"/>",
        "<w:i/><w:color w:val=\"595959\"/>",
    ),
    sheet(Use::Previous, "AcuerdosPrevio", ["Acuerdos: estatus previo", "Acuerdos: previous status"], "", "<w:b/>"),
    sheet(
        Use::Id,
        "AcuerdosIdentificador",
        ["Acuerdos: identificador", "Acuerdos: id"],
        "",
        "<w:color w:val=\"595959\"/><w:sz w:val=\"15\"/><w:szCs w:val=\"15\"/>",
    ),
    sheet(Use::Label, "AcuerdosRotulo", ["Acuerdos: rótulo", "Acuerdos: label"], "", "<w:b/>"),
    sheet(
        Use::ItemTitle,
        "AcuerdosTitulo",
        ["Acuerdos: título de compromiso", "Acuerdos: title of commitment"],
        "",
        "<w:b/>",
    ),
    // It looks as any cell does; whoever reads the file back knows by its name that it is text.
    sheet(Use::Literal, "AcuerdosLiteral", ["Acuerdos: texto literal", "Acuerdos: literal text"], "", ""),
    sheet(
        Use::Code,
        "AcuerdosMinuta",
        ["Acuerdos: minuta", "Acuerdos: minutes"],
        "<w:spacing w:after=\"0\"/>",
        "<w:rFonts w:ascii=\"Courier New\" w:hAnsi=\"Courier New\" w:cs=\"Courier New\"/><w:noProof/><w:sz w:val=\"15\"/><w:szCs w:val=\"15\"/>",
    ),
    sheet(
        Use::Gap,
        "AcuerdosSeparacion",
        ["Acuerdos: separación", "Acuerdos: gap"],
        "<w:spacing w:after=\"0\" w:line=\"120\" w:lineRule=\"exact\"/>",
        "",
    ),
    sheet(
        Use::Foot,
        "Footer",
        ["footer", "footer"],
        "<w:tabs><w:tab w:val=\"right\" w:pos=\"9638\"/></w:tabs><w:spacing w:after=\"0\"/>",
        "<w:color w:val=\"595959\"/><w:sz w:val=\"16\"/><w:szCs w:val=\"16\"/>",
    ),
];

/// Whether a style is that of a cell with something changed.
fn is_of_cells(usage: Use) -> bool {
    matches!(
        usage,
        Use::Header
            | Use::Number
            | Use::Lead
            | Use::Status
            | Use::Day
            | Use::Previous
            | Use::Id
            | Use::Label
            | Use::ItemTitle
            | Use::Literal
    )
}

/// Which style is used for what.
#[derive(Debug)]
pub(super) struct Styles(BTreeMap<Use, String>);

impl Styles {
    /// Our own.
    pub(super) fn own() -> Self {
        Self::among(&BTreeMap::new())
    }

    /// Those of another document where it has one of the same name, in either language; else our own.
    pub(super) fn among(known: &BTreeMap<String, String>) -> Self {
        let found = |names: &[&str], own: &str| {
            let known = names.iter().find_map(|name| known.get(&name.to_lowercase()));
            known.cloned().unwrap_or_else(|| own.to_owned())
        };
        let mut ids: BTreeMap<Use, String> =
            SHEETS.iter().map(|sheet| (sheet.usage, found(&sheet.names, sheet.id))).collect();
        ids.insert(Use::Link, found(&["hyperlink"], "Hyperlink"));
        ids.insert(Use::Table, found(&TABLE, "AcuerdosCuadro"));
        Self(ids)
    }

    /// The id of a style.
    pub(super) fn id(&self, usage: Use) -> &str {
        self.0.get(&usage).map_or("Normal", String::as_str)
    }
}

const TABLE: [&str; 2] = ["Acuerdos: cuadro", "Acuerdos: table"];

/// The styles that another document lacks; `known` has the names of its own in lower case.
pub(super) fn missing(language: Language, known: &BTreeMap<String, String>) -> String {
    let mut xml = String::new();
    let has = |names: &[&str]| names.iter().any(|name| known.contains_key(&name.to_lowercase()));
    let name_of = |names: [&'static str; 2]| match language {
        Language::Spanish => names[0],
        Language::English => names[1],
    };
    for sheet in SHEETS.iter().filter(|sheet| !has(&sheet.names)) {
        let base = if is_of_cells(sheet.usage) { CELL } else { "<w:basedOn w:val=\"Normal\"/>" };
        let custom = if sheet.id.starts_with("Acuerdos") { " w:customStyle=\"1\"" } else { "" };
        let _ = write!(
            xml,
            "<w:style w:type=\"paragraph\"{custom} w:styleId=\"{}\"><w:name w:val=\"{}\"/>{base}<w:qFormat/><w:pPr>{}</w:pPr><w:rPr>{}</w:rPr></w:style>",
            sheet.id,
            escape(name_of(sheet.names)),
            sheet.paragraph,
            sheet.letters
        );
    }
    if !has(&["hyperlink"]) {
        xml.push_str("<w:style w:type=\"character\" w:styleId=\"Hyperlink\"><w:name w:val=\"Hyperlink\"/><w:rPr><w:color w:val=\"0B4F8A\"/><w:u w:val=\"single\"/></w:rPr></w:style>");
    }
    if !has(&TABLE) {
        let border = |side: &str| format!("<w:{side} w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"7F7F7F\"/>");
        let borders: String = ["top", "left", "bottom", "right", "insideH", "insideV"].map(border).concat();
        let _ = write!(
            xml,
            "<w:style w:type=\"table\" w:customStyle=\"1\" w:styleId=\"AcuerdosCuadro\"><w:name w:val=\"{}\"/><w:qFormat/><w:tblPr><w:tblBorders>{borders}</w:tblBorders><w:tblCellMar><w:top w:w=\"57\" w:type=\"dxa\"/><w:left w:w=\"85\" w:type=\"dxa\"/><w:bottom w:w=\"28\" w:type=\"dxa\"/><w:right w:w=\"85\" w:type=\"dxa\"/></w:tblCellMar></w:tblPr><w:tblStylePr w:type=\"firstRow\"><w:tblPr/><w:tcPr><w:shd w:val=\"clear\" w:color=\"auto\" w:fill=\"E7E6E6\"/><w:vAlign w:val=\"center\"/></w:tcPr></w:tblStylePr></w:style>",
            name_of(TABLE)
        );
    }
    xml
}

/// A part with all of our styles.
pub(super) fn part(language: Language) -> String {
    let tag = super::tag(language);
    format!(
        "{HEAD}<w:styles xmlns:w=\"{WORD}\"><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii=\"Arial\" w:hAnsi=\"Arial\" w:eastAsia=\"Arial\" w:cs=\"Arial\"/><w:sz w:val=\"20\"/><w:szCs w:val=\"20\"/><w:lang w:val=\"{tag}\" w:eastAsia=\"{tag}\" w:bidi=\"ar-SA\"/></w:rPr></w:rPrDefault><w:pPrDefault><w:pPr><w:widowControl/></w:pPr></w:pPrDefault></w:docDefaults><w:style w:type=\"paragraph\" w:default=\"1\" w:styleId=\"Normal\"><w:name w:val=\"Normal\"/><w:qFormat/></w:style><w:style w:type=\"table\" w:default=\"1\" w:styleId=\"TableNormal\"><w:name w:val=\"Normal Table\"/><w:uiPriority w:val=\"99\"/><w:semiHidden/><w:tblPr><w:tblInd w:w=\"0\" w:type=\"dxa\"/><w:tblCellMar><w:top w:w=\"0\" w:type=\"dxa\"/><w:left w:w=\"108\" w:type=\"dxa\"/><w:bottom w:w=\"0\" w:type=\"dxa\"/><w:right w:w=\"108\" w:type=\"dxa\"/></w:tblCellMar></w:tblPr></w:style>{}</w:styles>",
        missing(language, &BTreeMap::new())
    )
}
