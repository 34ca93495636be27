//! manifest.json: every file with its hash and the publication it comes from.

use super::{Content, Site, Thing, media};
use crate::plumbing::fault::Fault;
use crate::plumbing::secret::{hash, hash_bytes};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

/// Its own name. It does not list itself.
pub const NAME: &str = "manifest.json";
/// The name of its shape.
const SHAPE: &str = "nimo.public/1";
/// The part of what belongs to no council and no meeting.
pub const COMMON: &str = "すべてに共通のもの";

/// The list of all files.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    /// Its shape.
    pub shape: String,
    /// The six digits of the town.
    pub code: String,
    /// The town.
    pub office: String,
    /// The files, by path.
    pub files: Vec<Listed>,
}

/// A file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Listed {
    /// Its path below the folder.
    pub path: String,
    /// Its length.
    pub bytes: u64,
    /// Its SHA-256.
    pub sha256: String,
    /// Its media type.
    pub media: String,
    /// The meeting or the council that it belongs to, in words.
    pub part: String,
    /// The ids of the publications that it shows; none where it is made of many.
    pub from: Vec<String>,
}

impl Manifest {
    /// Reads what lay in a folder; nothing where that is no list of ours.
    pub fn parse(text: &str) -> Option<Manifest> {
        let manifest: Manifest = serde_json::from_str(text).ok()?;
        // A path that leads out of the folder was not written by an export; nothing is deleted by such a list.
        let is_within = |path: &str| {
            !path.is_empty()
                && path
                    .split('/')
                    .all(|part| !part.is_empty() && part != ".." && part != "." && !part.contains(['\\', ':']))
        };
        (manifest.shape == SHAPE && manifest.files.iter().all(|file| is_within(&file.path))).then_some(manifest)
    }

    /// As it is written.
    ///
    /// # Errors
    /// None that a list of ours has.
    pub fn text(&self) -> Result<String, Fault> {
        let text = serde_json::to_string_pretty(self).map_err(|_| Fault::broken("public", "unwritable"))?;
        Ok(text + "\n")
    }
}

impl Site {
    /// The line of a file that has these bytes.
    pub fn listed(&self, path: &str, bytes: u64, sha256: String) -> Listed {
        let (part, from) = self.things.get(path).map_or_else(|| (COMMON.into(), vec![]), |thing| self.origin(*thing));
        Listed { path: path.into(), bytes, sha256, media: media(path).into(), part, from }
    }

    /// The list with these lines.
    pub fn manifest_of(&self, files: Vec<Listed>) -> Manifest {
        let (code, office) = (self.published.code.clone(), self.published.office.clone());
        Manifest { shape: SHAPE.into(), code, office, files }
    }

    /// The list of all files, for which each is made once. The last one of each town is kept at hand: everybody may ask for it.
    pub(super) fn manifest(&self) -> Result<Manifest, Fault> {
        static AT_HAND: Mutex<BTreeMap<String, (String, Manifest)>> = Mutex::new(BTreeMap::new());
        let seal = hash(&format!("{:?}", self.published));
        let at_hand = || AT_HAND.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((_, manifest)) = at_hand().get(&self.published.code).filter(|(known, _)| *known == seal) {
            return Ok(manifest.clone());
        }
        let mut files = vec![];
        for path in self.paths().filter(|path| *path != NAME) {
            let (bytes, sha256) = match self.content(path)? {
                Some(Content::Kept(file)) => (file.size, file.sha256),
                Some(Content::Made(bytes)) => (bytes.len() as u64, hash_bytes(&bytes)),
                None => continue,
            };
            files.push(self.listed(path, bytes, sha256));
        }
        let manifest = self.manifest_of(files);
        at_hand().insert(self.published.code.clone(), (seal, manifest.clone()));
        Ok(manifest)
    }

    /// To what a file belongs, in words, and which publications it shows.
    fn origin(&self, thing: Thing) -> (String, Vec<String>) {
        let council = |at: usize| &self.published.councils[at];
        let meeting = |[at, of]: [usize; 2]| &council(at).meetings[of];
        match thing {
            Thing::Council(_, at) => {
                let face = council(at).face.iter().map(|one| one.id.to_string());
                (council(at).name.clone(), face.collect())
            }
            Thing::Roster(_, at) | Thing::RosterFile(at, _) => {
                let roster = council(at).roster.iter().map(|one| one.id.to_string());
                (council(at).name.clone(), roster.collect())
            }
            Thing::Notice(_, at) | Thing::NoticeFile(at, _) => {
                let notice = meeting(at).notice.iter().map(|one| one.id.to_string());
                (meeting(at).name.clone(), notice.collect())
            }
            Thing::Minutes(_, at) | Thing::MinutesFile(at, _) => {
                let minutes = meeting(at).minutes.iter().map(|one| one.id.to_string());
                (meeting(at).name.clone(), minutes.collect())
            }
            Thing::Paper(at, _) => {
                let papers = meeting(at).papers.iter().map(|one| one.id.to_string());
                (meeting(at).name.clone(), papers.collect())
            }
            Thing::Meeting(_, at) | Thing::Fragment(at) => {
                let meeting = meeting(at);
                let releases = [&meeting.notice, &meeting.papers].into_iter().flatten().map(|one| one.id.to_string());
                let minutes = meeting.minutes.iter().map(|one| one.id.to_string());
                (meeting.name.clone(), releases.chain(minutes).collect())
            }
            Thing::Index(_)
            | Thing::Search(_)
            | Thing::Feed
            | Thing::Style
            | Thing::Script
            | Thing::Words
            | Thing::Manifest => (COMMON.into(), vec![]),
        }
    }
}
