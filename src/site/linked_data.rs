//! The open data as search engines for data sets read it: schema.org, in JSON-LD (<https://schema.org/Dataset>).

use serde_json::{Value, json};

use super::{FileKind, Site, plan};
use crate::model::PartialDate;

/// The site and its data set, as the text of a data block; none without a base URL, for these addresses have to be whole.
///
/// No `<` is left in it, so that nothing that an author wrote ends the block.
pub(super) fn of_site(site: &Site) -> Option<String> {
    let base = site.base_url.as_deref()?;
    let (_, description) = site.title_and_description(FileKind::Home);
    let language = site.register.language.tag();
    let download = |name: &str, format: &str| {
        let path = plan::data_path(site.routes, name);
        json!({"@type": "DataDownload", "encodingFormat": format, "contentUrl": format!("{base}{path}")})
    };
    let days = site.register.meetings.iter().map(|meeting| meeting.date);
    let held = days.clone().min().zip(days.max());
    let mut dataset = json!({
        "@type": "Dataset",
        "name": site.title,
        "description": description,
        "url": base,
        "inLanguage": language,
        "dateModified": PartialDate::from(site.register.cut_off).to_string(),
        "isAccessibleForFree": true,
        "distribution": [
            download("commitments.json", "application/json"),
            download("commitments.csv", "text/csv"),
            download("meetings.json", "application/json"),
            download("meetings.csv", "text/csv"),
        ],
    });
    if let (Some((first, last)), Value::Object(dataset)) = (held, &mut dataset) {
        dataset.insert("temporalCoverage".to_owned(), json!(format!("{first}/{last}")));
    }
    let website = json!({"@type": "WebSite", "name": site.title, "url": base, "inLanguage": language});
    let data = json!({"@context": "https://schema.org", "@graph": [website, dataset]});
    Some(data.to_string().replace('<', "\\u003c"))
}
