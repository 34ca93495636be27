//! A form of minutes made for the cells that ask for one.

use super::Scene;
use nimo::council::sheet_form::model::SheetFormEdition;
use nimo::plumbing::web::Route;

impl Scene {
    /// An edition of its own for each cell that names one; nothing for other routes.
    pub(super) async fn fresh_form(&mut self, route: &Route) -> String {
        if !route.path.starts_with("/forms/") {
            return String::new();
        }
        let fields = self.form_texts("会議録");
        let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
        let home = format!("/councils/{}/forms", self.council);
        assert_eq!(self.clerk.post(&home, &fields).await.status, 303);
        let page = self.clerk.get(&home).await.body;
        page.split("href=\"/forms/").nth(1).expect("an edition").chars().take(36).collect()
    }

    fn form_texts(&self, heading: &str) -> Vec<(&'static str, String)> {
        let texts = SheetFormEdition::begun("key_points").expect("it ships").texts();
        let names = nimo::council::sheet_form::model::SHAPE.names();
        let told = |name: &'static str| match name {
            "from_on" => (name, self.day()),
            "heading" => (name, heading.chars().take(20).collect()),
            name => (name, texts[name].clone()),
        };
        names.into_iter().map(told).collect()
    }

    /// What is typed into the forms of this desk.
    pub(super) fn of_forms(&self, path: &str, name: &str) -> Option<Vec<(&'static str, String)>> {
        let version = || ("version", "1".to_string());
        Some(match path {
            "/councils/{id}/forms" | "/councils/{id}/forms/preview" => self.form_texts(name),
            "/forms/{id}" | "/forms/{id}/draft" => [vec![version()], self.form_texts(name)].concat(),
            "/forms/{id}/discard" => vec![],
            "/forms/{id}/put-back" => vec![version(), ("to", "1".into())],
            _ => return None,
        })
    }
}
