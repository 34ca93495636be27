//! 経緯. Each act adds a line in the same closure as its rows; a page composes its *because* sentence from the lines.
//!
//! Two planes: the nameless plane of the councils and the named plane of persons. A line of the named plane is never a
//! cause in the nameless plane. The types say it:
//!
//! ```compile_fail
//! use nimo::trail::{Line, LineId, Named, Nameless};
//! fn leak(person: LineId<Named>) -> Line<Nameless> {
//!     Line::<Nameless>::new("issue.raised", "Issue", "x").because(person)
//! }
//! ```
//!
//! and the table says it again (`trail_cause`, its last check).

mod store;

pub use store::{first, first_after, history, record, said};

use crate::plumbing::clock::Moment;
use std::marker::PhantomData;

/// One of the two planes.
pub trait Plane: Send + Sync + 'static {
    /// As stored.
    const CODE: &'static str;
}

/// 名のない面: councils, minutes, issues, figures.
pub struct Nameless;
/// 名のある面: what was done about a person, be it an account or, later, a case.
pub struct Named;

impl Plane for Nameless {
    const CODE: &'static str = "nameless";
}
impl Plane for Named {
    const CODE: &'static str = "named";
}

/// May a line of this plane stand as a cause in plane `P`? There is no `MayCause<Nameless> for Named`, and that is the wall.
pub trait MayCause<P: Plane>: Plane {}
impl MayCause<Nameless> for Nameless {}
impl MayCause<Named> for Nameless {}
impl MayCause<Named> for Named {}

/// The id of a line, which remembers its plane.
pub struct LineId<P: Plane>(pub(crate) String, pub(crate) PhantomData<P>);

impl<P: Plane> Clone for LineId<P> {
    fn clone(&self) -> Self {
        LineId(self.0.clone(), PhantomData)
    }
}

/// A line to be written: a verb, its thing, and what it came of.
pub struct Line<P: Plane> {
    verb: &'static str,
    kind: &'static str,
    thing: String,
    detail: String,
    causes: Vec<(&'static str, String)>,
    plane: PhantomData<P>,
}

impl<P: Plane> Line<P> {
    /// 「…が…された」: `verb` is a stable code such as `council.placed`.
    pub fn new(verb: &'static str, kind: &'static str, thing: impl ToString) -> Line<P> {
        Line { verb, kind, thing: thing.to_string(), detail: String::new(), causes: vec![], plane: PhantomData }
    }

    /// Stable codes that say more, such as the names of the changed fields. Never words that somebody typed.
    pub fn detail(mut self, codes: impl Into<String>) -> Self {
        self.detail = codes.into();
        self
    }

    /// What it came of.
    pub fn because<C: MayCause<P>>(mut self, cause: LineId<C>) -> Self {
        self.causes.push((C::CODE, cause.0));
        self
    }
}

/// A line as read back.
#[derive(Clone)]
pub struct Told<P: Plane> {
    /// Its id.
    pub id: LineId<P>,
    /// When.
    pub at: Moment,
    /// By whom, the name as it was then.
    pub by: String,
    /// The verb.
    pub verb: String,
    /// The codes that say more.
    pub detail: String,
}
