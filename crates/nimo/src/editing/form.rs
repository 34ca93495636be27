//! The page with a form: groups of fields, what is wrong, and what becomes of what was typed.

use crate::editing::act::Looking;
use crate::editing::shape::Wrong;
use crate::layout::{Field, Frame};
use crate::plumbing::web::{Answer, Reply};
use askama::Template;

/// Fields that stand together.
pub struct Group {
    /// The heading, and smaller words beside it; none for the first group.
    pub heading: Option<(&'static str, &'static str)>,
    /// The fields.
    pub fields: Vec<Field>,
}

impl Group {
    /// The first group, without a heading.
    pub fn plain(fields: Vec<Field>) -> Group {
        Group { heading: None, fields }
    }

    /// A group under a heading.
    pub fn under(heading: &'static str, small: &'static str, fields: Vec<Field>) -> Group {
        Group { heading: Some((heading, small)), fields }
    }
}

/// The page.
#[derive(Template)]
#[template(path = "editing/views/form.html")]
pub struct FormPage {
    frame: Frame,
    because: String,
    heading: String,
    action: String,
    /// The path to which drafts hang; none where nothing is kept before the first save.
    drafts: Option<String>,
    back: String,
    button: &'static str,
    version: i64,
    wrongs: Vec<Wrong>,
    drafted: Option<String>,
    groups: Vec<Group>,
    /// An act that fills fields without saving: its path and its button.
    fill: Option<(String, &'static str)>,
}

impl FormPage {
    /// The form of a thing that there is, at its path.
    pub fn edit(frame: Frame, name: &str, path: String, looking: Looking, groups: Vec<Group>) -> FormPage {
        let version = looking.version;
        FormPage {
            frame,
            because: format!(
                "いまの内容は第{version}版です。保存すると第{}版になり、前の版は履歴に残ります。",
                version + 1
            ),
            heading: format!("{name}を直す"),
            action: path.clone(),
            drafts: Some(path.clone()),
            back: path,
            button: "保存する",
            version,
            wrongs: looking.wrongs,
            drafted: looking.drafted,
            groups,
            fill: None,
        }
    }

    /// The form of a thing that is still to be made: what it will be, its heading and button, where it goes and where back.
    pub fn new(
        frame: Frame,
        because: String,
        (heading, button): (String, &'static str),
        (action, back): (String, String),
        wrongs: Vec<Wrong>,
        groups: Vec<Group>,
    ) -> FormPage {
        FormPage {
            frame,
            because,
            heading,
            action,
            drafts: None,
            back,
            button,
            version: 0,
            wrongs,
            drafted: None,
            groups,
            fill: None,
        }
    }

    /// With other words above its heading.
    pub fn because(self, because: String) -> FormPage {
        FormPage { because, ..self }
    }

    /// With another way back than the path of the thing.
    pub fn back(self, back: String) -> FormPage {
        FormPage { back, ..self }
    }

    /// With drafts kept at this path before there is a thing.
    pub fn drafting(self, path: &str, drafted: Option<String>) -> FormPage {
        FormPage { drafts: Some(path.to_string()), drafted, ..self }
    }

    /// With the number of what stood on the screen, so that what came between is noticed.
    pub fn versioned(self, version: i64) -> FormPage {
        FormPage { version, ..self }
    }

    /// With an act that fills fields without saving: its path and its button.
    pub fn filling(self, path: String, button: &'static str) -> FormPage {
        FormPage { fill: Some((path, button)), ..self }
    }

    /// The answer: 422 when something is wrong.
    ///
    /// # Errors
    /// When the template fails.
    pub fn answer(&self) -> Answer {
        Reply::page_with(if self.wrongs.is_empty() { 200 } else { 422 }, self)
    }
}
