//! The binding as it grows, part by part.

use crate::foot;
use crate::graft::Graft;
use crate::layers::Layers;
use crate::open::Opened;
use crate::place::{Mark, Names, marks};
use crate::sheet::Sheet;
use crate::{Binding, Part, Refusal, letters, outline};
use lopdf::{Dictionary, Document, Object, ObjectId, Stream, dictionary};

/// The binding as it grows.
pub(crate) struct Whole {
    document: Document,
    tree: ObjectId,
    branches: Vec<Object>,
    marks: Vec<Mark>,
    layers: Layers,
    numbers: Option<Numbers>,
    pages: usize,
    total: usize,
}

/// What all numbers at the foot share.
#[derive(Clone, Copy)]
struct Numbers {
    font: ObjectId,
    /// The stream that keeps the state of graphics before a page's own content.
    keep: ObjectId,
}

/// What is put around the content of a page.
struct Around {
    font: String,
    before: Vec<ObjectId>,
    behind: ObjectId,
}

impl Whole {
    /// An empty binding that is to have `total` pages.
    pub(crate) fn new(total: usize, page_numbers: bool) -> Whole {
        let mut document = Document::with_version("1.7");
        let tree = document.new_object_id();
        let numbers = page_numbers.then(|| Numbers {
            font: document.add_object(foot::font()),
            keep: document.add_object(Stream::new(Dictionary::new(), b"q\n".to_vec())),
        });
        let (branches, marks, layers) = (vec![], vec![], Layers::default());
        Whole { document, tree, branches, marks, layers, numbers, pages: 0, total }
    }

    /// Puts a part behind the others.
    pub(crate) fn take(&mut self, part: &Part<'_>, opened: Opened) {
        let Opened { document, pages } = opened;
        if is_version_2(&document) {
            self.document.version = "2.0".into();
        }
        let mut sheets: Vec<Sheet> = pages.iter().map(|page| Sheet::of(&document, page)).collect();
        let around: Vec<Option<Around>> = sheets.iter_mut().map(|sheet| self.around(sheet, &document)).collect();
        let ids: Vec<ObjectId> = pages.iter().map(|page| page.id).collect();
        let names = Names::of(&document);
        let mut below = marks(&document, &names, &ids);
        let mut layers = Layers::of(&document);
        let top = sheets.first().map(|sheet| sheet.frame.upper_left());

        let branch = self.document.new_object_id();
        let font = self.numbers.map(|numbers| numbers.font);
        let mut graft = Graft::new(document, &mut self.document, names, ids);
        let mut kids = vec![];
        for (sheet, around) in sheets.into_iter().zip(around) {
            kids.extend(graft.page(sheet.id, sheet.page, branch, |page| {
                if let (Some(around), Some(font)) = (around, font) {
                    around.put(page, font);
                }
            }));
        }
        below.iter_mut().for_each(|mark| adapt(mark, &mut graft));
        layers.each(|layer| graft.adapt(layer));
        graft.settle();

        let place = kids.first().zip(top).map(|(page, (x, y))| {
            Object::Array(vec![Object::Reference(*page), "XYZ".into(), x.into(), y.into(), Object::Null])
        });
        self.marks.push(Mark { title: letters::text(&part.name()), place, below });
        self.layers.add(layers);
        let kids: Vec<Object> = kids.into_iter().map(Object::Reference).collect();
        let node =
            dictionary! { "Type" => "Pages", "Parent" => self.tree, "Count" => kids.len() as i64, "Kids" => kids };
        self.document.set_object(branch, node);
        self.branches.push(Object::Reference(branch));
    }

    /// The number of a page, ready to be put on it.
    fn around(&mut self, sheet: &mut Sheet, part: &Document) -> Option<Around> {
        let numbers = self.numbers?;
        let at = self.pages + 1;
        self.pages += 1;
        let foot = sheet.make_room(part);
        let content = foot::content(&sheet.frame, foot.missing, &foot.font, at, self.total);
        let behind = self.document.add_object(Stream::new(Dictionary::new(), content));
        Some(Around { font: foot.font, before: vec![numbers.keep; foot.missing.before + 1], behind })
    }

    /// The binding's bytes.
    pub(crate) fn written(mut self, parts: &[Part<'_>], binding: &Binding<'_>) -> Result<Vec<u8>, Refusal> {
        let count = self.total as i64;
        self.document
            .set_object(self.tree, dictionary! { "Type" => "Pages", "Count" => count, "Kids" => self.branches });
        let outlines = outline::write(&mut self.document, self.marks);
        let mut catalog = dictionary! {
            "Type" => "Catalog",
            "Pages" => self.tree,
            "Outlines" => outlines,
            "PageMode" => "UseOutlines",
            "ViewerPreferences" => dictionary! { "DisplayDocTitle" => true },
            "Lang" => Object::string_literal("ja"),
        };
        if let Some(layers) = self.layers.written() {
            catalog.set("OCProperties", layers);
        }
        let root = self.document.add_object(catalog);
        let about = self.document.add_object(dictionary! {
            "Title" => letters::text(binding.title),
            "Author" => letters::text(binding.author),
            "Producer" => Object::string_literal("nimo"),
            "CreationDate" => letters::moment(&binding.dated),
        });
        let said =
            [binding.title, binding.author, &binding.dated.to_string(), if self.numbers.is_some() { "n" } else { "" }]
                .map(str::to_string);
        let pieces = parts.iter().flat_map(|part| [part.mark.as_bytes(), part.title.as_bytes(), part.bytes]);
        let identity = letters::identity(pieces.chain(said.iter().map(String::as_bytes)));
        self.document.trailer = dictionary! { "Root" => root, "Info" => about, "ID" => identity };
        let mut bytes = vec![];
        self.document.save_modern(&mut bytes).map_err(|_| Refusal::PdfBroken)?;
        Ok(bytes)
    }
}

impl Around {
    /// Puts the number on a page that has room for it.
    fn put(self, page: &mut Dictionary, font: ObjectId) {
        let fonts = page
            .get_mut(b"Resources")
            .and_then(Object::as_dict_mut)
            .and_then(|resources| resources.get_mut(b"Font"))
            .and_then(Object::as_dict_mut);
        if let Ok(fonts) = fonts {
            fonts.set(self.font, font);
        }
        if let Ok(contents) = page.get_mut(b"Contents").and_then(Object::as_array_mut) {
            contents.splice(0..0, self.before.into_iter().map(Object::Reference));
            contents.push(Object::Reference(self.behind));
        }
    }
}

fn adapt(mark: &mut Mark, graft: &mut Graft<'_>) {
    if let Some(place) = &mut mark.place {
        graft.adapt(place);
    }
    mark.below.iter_mut().for_each(|mark| adapt(mark, graft));
}

fn is_version_2(document: &Document) -> bool {
    let said = document.catalog().and_then(|catalog| catalog.get_deref(b"Version", document)).and_then(Object::as_name);
    document.version.starts_with("2.") || said.is_ok_and(|version| version.starts_with(b"2."))
}
