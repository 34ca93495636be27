//! PDFs as tests need them: real ones from the press, odd ones object by object.

use lopdf::{Dictionary, Document, Object, ObjectId, Stream, dictionary};
use press::{Block, Fonts, Foot, OnMissing, PageForm, pdf};

/// A real paper: tagged, with fonts inside, of as many pages, with a heading on each.
pub fn paper(title: &str, pages: usize) -> Vec<u8> {
    let mut body = vec![Block::heading("t", 1, title)];
    for page in 1..=pages {
        if page > 1 {
            body.push(Block::PageBreak);
        }
        body.push(Block::heading(&format!("h{page}"), 2, &format!("第{page}章　{title}")));
        for line in 0..12 {
            body.push(Block::paragraph(
                &format!("p{page}-{line}"),
                "地域における精神障害者の保健・医療・福祉の連携体制について、関係機関の実務者が情報を共有し、協議する。",
            ));
        }
    }
    let document = press::Document {
        title: title.into(),
        language: "ja".into(),
        author: None,
        dated: "2024-05-23T13:30:00".parse().unwrap(),
        foot: Foot { left: title.into(), page_numbers: false },
        page: PageForm::a4(),
        body,
    };
    pdf(&document, Fonts::embedded(), OnMissing::Refuse).unwrap()
}

/// A PDF that is made object by object.
pub struct Made {
    pub document: Document,
    pub tree: ObjectId,
    pub root: ObjectId,
    pub pages: Vec<ObjectId>,
}

impl Made {
    /// As many pages, each with the word `page` and its number.
    pub fn of(pages: usize) -> Made {
        let mut document = Document::with_version("1.5");
        let tree = document.new_object_id();
        let font = document.add_object(dictionary! { "Type" => "Font", "Subtype" => "Type1", "BaseFont" => "Courier" });
        let pages: Vec<ObjectId> = (1..=pages)
            .map(|number| {
                let drawn = format!("BT /Nimo0 24 Tf 100 400 Td (page {number}) Tj ET");
                let contents = document.add_object(Stream::new(Dictionary::new(), drawn.into_bytes()));
                document.add_object(dictionary! { "Type" => "Page", "Parent" => tree, "Contents" => contents })
            })
            .collect();
        let kids: Vec<Object> = pages.iter().map(|id| Object::Reference(*id)).collect();
        document.set_object(
            tree,
            dictionary! {
                "Type" => "Pages",
                "Count" => kids.len() as i64,
                "Kids" => kids,
                "MediaBox" => vec![0.into(), 0.into(), 595.into(), 842.into()],
                "Resources" => dictionary! { "Font" => dictionary! { "Nimo0" => font } },
            },
        );
        let root = document.add_object(dictionary! { "Type" => "Catalog", "Pages" => tree });
        document.trailer.set("Root", root);
        Made { document, tree, root, pages }
    }

    /// The same with something more in its catalog.
    pub fn catalog(mut self, key: &str, value: impl Into<Object>) -> Made {
        self.document.get_dictionary_mut(self.root).unwrap().set(key, value);
        self
    }

    /// The same with something more on a page.
    pub fn page(mut self, at: usize, key: &str, value: impl Into<Object>) -> Made {
        let id = self.pages[at];
        self.document.get_dictionary_mut(id).unwrap().set(key, value);
        self
    }

    /// One object after another, with a table.
    pub fn plain(mut self) -> Vec<u8> {
        let mut bytes = vec![];
        self.document.save_to(&mut bytes).unwrap();
        bytes
    }

    /// Objects packed in streams.
    pub fn packed(mut self) -> Vec<u8> {
        let mut bytes = vec![];
        self.document.save_modern(&mut bytes).unwrap();
        bytes
    }
}
