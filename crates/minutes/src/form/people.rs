//! Who was there and who was not, written in the town's form.

use super::figures::wide;
use super::naming::{MEMBER, Naming, folded, parted};
use super::outline::Writer;
use super::{Group, NameDisplay, OutlineLine, SheetForm, Words};
use crate::model::{Attendee, Minutes, Mode};

/// The people of one sheet.
pub(super) struct People<'a> {
    minutes: &'a Minutes,
    form: &'a SheetForm,
    naming: &'a Naming<'a>,
}

impl<'a> People<'a> {
    pub(super) fn of(writer: &'a Writer<'a>) -> People<'a> {
        People { minutes: writer.minutes, form: writer.form, naming: &writer.naming }
    }

    /// 委員：髙梨会長、…、三好委員（欠席）; 事務局：…
    pub(super) fn listed(&self) -> Vec<OutlineLine> {
        let parts_absent = self.form.groups.iter().any(|(group, _)| *group == Group::Absent);
        let group = |(group, word): &(Group, String)| match group {
            Group::Members if parts_absent => {
                self.some(self.minutes.attendance.present.as_ref(), self.minutes.present_count, Some(word))
            }
            Group::Members => self.members(word),
            Group::Absent => self.missing(Some(word)),
            Group::Secretariat => self.secretariat(Some(word)),
            Group::Invited => self.guests(Some(word)),
        };
        self.form.groups.iter().flat_map(group).collect()
    }

    /// Those who were there, in a row of their own.
    pub(super) fn present(&self) -> Vec<OutlineLine> {
        self.some(self.minutes.attendance.present.as_ref(), self.minutes.present_count, None)
    }

    /// Those who were not.
    pub(super) fn absent(&self) -> Vec<OutlineLine> {
        self.missing(None)
    }

    /// 事務局.
    pub(super) fn clerks(&self) -> Vec<OutlineLine> {
        self.secretariat(None)
    }

    /// オブザーバー and the like.
    pub(super) fn invited(&self) -> Vec<OutlineLine> {
        self.guests(None)
    }

    /// No list of names is written: there is none, or the form wants figures.
    fn is_counted(&self) -> bool {
        let attendance = &self.minutes.attendance;
        matches!(self.form.names, NameDisplay::Counted | NameDisplay::Unnamed)
            || attendance.present.is_none() && attendance.absent.is_none()
    }

    fn members(&self, word: &str) -> Vec<OutlineLine> {
        let (present, absent) = (self.minutes.attendance.present.as_ref(), self.minutes.attendance.absent.as_ref());
        if self.is_counted() {
            let there = figure(Some(word), counted(present, self.minutes.present_count));
            return there.into_iter().chain(figure(Some("欠席"), counted(absent, self.minutes.absent_count))).collect();
        }
        let all = present.into_iter().flatten().map(|who| (who, self.named(who, false)));
        let names = all.chain(absent.into_iter().flatten().map(|who| (who, self.named(who, true)))).collect();
        let mut lines = self.grouped(names, Some(word));
        // The sheet says that nobody was missing; a list without （欠席） does not say so.
        if absent.is_some_and(Vec::is_empty) {
            lines.push(OutlineLine::of("なし").marked("欠席者：", false));
        }
        lines
    }

    /// Those who were there, or those who were not, alone.
    fn some(&self, list: Option<&Vec<Attendee>>, count: Option<u32>, word: Option<&str>) -> Vec<OutlineLine> {
        if self.is_counted() || list.is_none() {
            return figure(word, counted(list, count)).into_iter().collect();
        }
        let names: Vec<(&Attendee, String)> =
            list.into_iter().flatten().map(|who| (who, self.named(who, false))).collect();
        if names.is_empty() { vec![listed(vec!["なし".into()], word)] } else { self.grouped(names, word) }
    }

    fn missing(&self, word: Option<&str>) -> Vec<OutlineLine> {
        let absent = self.minutes.attendance.absent.as_ref();
        if absent.is_some_and(Vec::is_empty) {
            return vec![listed(vec!["なし".into()], word)];
        }
        self.some(absent, self.minutes.absent_count, word)
    }

    /// A line for each 号 in the order of the roster, then one for those of whom none is told; one line where no 号 is told.
    fn grouped(&self, names: Vec<(&Attendee, String)>, word: Option<&str>) -> Vec<OutlineLine> {
        let group_of = |who: &Attendee| {
            let known = self.naming.known(&who.name).filter(|_| self.form.by_category);
            known.map(|member| member.group.clone()).unwrap_or_default()
        };
        let mut groups: Vec<(String, Vec<String>)> = Vec::new();
        for category in self.naming.categories().filter(|_| self.form.by_category) {
            if groups.iter().all(|(group, _)| group != category) {
                groups.push((category.to_string(), Vec::new()));
            }
        }
        groups.push((String::new(), Vec::new()));
        for (who, name) in names {
            let group = group_of(who);
            if let Some((_, names)) = groups.iter_mut().find(|(other, _)| *other == group) {
                names.push(name);
            }
        }
        groups.retain(|(_, names)| !names.is_empty());
        let is_parted = groups.iter().any(|(group, _)| !group.is_empty());
        let line = |(group, names): (String, Vec<String>)| match group.as_str() {
            "" if is_parted => listed(names, Some(word.unwrap_or(MEMBER))),
            "" => listed(names, word),
            group => listed(names, Some(group)),
        };
        groups.into_iter().map(line).collect()
    }

    fn secretariat(&self, word: Option<&str>) -> Vec<OutlineLine> {
        let Some(clerks) = self.minutes.secretariat.as_ref() else { return Vec::new() };
        let hides = self.naming.hides();
        let named = |clerk: &crate::model::Clerk| {
            let count = clerk.count.map_or(String::new(), |count| wide(&format!("（{count}名）")));
            let post = self.naming.without_names(clerk.post.as_deref().unwrap_or_default());
            let name = clerk.name.as_deref().filter(|_| !hides).unwrap_or_default();
            let between = if post.is_empty() || name.is_empty() { "" } else { "　" };
            let nobody = if hides && post.is_empty() && clerk.name.is_some() { "職員" } else { "" };
            format!("{post}{between}{name}{nobody}{count}")
        };
        let names: Vec<String> = clerks.iter().map(named).filter(|name| !name.is_empty()).collect();
        vec![listed(if names.is_empty() { vec!["なし".into()] } else { names }, word)]
    }

    fn guests(&self, word: Option<&str>) -> Vec<OutlineLine> {
        match self.minutes.invited.as_deref() {
            None => Vec::new(),
            Some([]) => vec![listed(vec!["なし".into()], word)],
            // Body and name of a guest stand in one line, and nothing says where the name begins.
            Some(names) if self.naming.hides() => vec![listed(vec![wide(&format!("{}人", names.len()))], word)],
            Some(names) => vec![listed(names.to_vec(), word)],
        }
    }

    fn named(&self, who: &Attendee, is_absent: bool) -> String {
        let minutes = self.minutes;
        let mut notes = Vec::new();
        if is_absent {
            notes.push("欠席".to_string());
        }
        let proxy = minutes.proxies.iter().flatten().find(|proxy| proxy.member == who.name);
        match proxy {
            Some(proxy) if !self.naming.hides() => notes.push(format!("代理：{}", proxy.proxy)),
            Some(_) => notes.push("代理".into()),
            None if who.mode == Some(Mode::Proxy) => notes.push("代理".into()),
            None => {}
        }
        match who.mode {
            Some(Mode::Online) => notes.push("オンライン".into()),
            Some(Mode::Written) => notes.push("書面".into()),
            // Said of those in the room only where others were not.
            Some(Mode::InPerson) if is_hybrid(minutes) => notes.push("会場".into()),
            _ => {}
        }
        for (list, word) in [(&minutes.late, "遅刻"), (&minutes.left_early, "早退")] {
            // The room writes from when on: 三好 花（9:30から）.
            let line =
                list.iter().flatten().map(|line| parted(line)).find(|(name, _)| folded(name) == folded(&who.name));
            if let Some((_, note)) = line {
                let note = self.naming.without_names(note);
                notes.push(if note.is_empty() { word.into() } else { format!("{word}、{note}") });
            }
        }
        let notes: String = notes.iter().map(|note| format!("（{note}）")).collect();
        if self.naming.hides() {
            return format!("{}{notes}", self.naming.attendee(who));
        }
        format!("{}{}{notes}", who.name, who.role_text.as_deref().unwrap_or(MEMBER))
    }
}

fn counted(list: Option<&Vec<Attendee>>, count: Option<u32>) -> Option<u32> {
    count.or(list.and_then(|list| u32::try_from(list.len()).ok()))
}

fn figure(word: Option<&str>, count: Option<u32>) -> Option<OutlineLine> {
    count.map(|count| labelled(OutlineLine::of(wide(&format!("{count}人"))), word))
}

fn listed(names: Vec<String>, word: Option<&str>) -> OutlineLine {
    let last = names.len().saturating_sub(1);
    let words = names
        .into_iter()
        .enumerate()
        .map(|(at, name)| Words { text: if at == last { name } else { format!("{name}、") }, is_name: true });
    labelled(OutlineLine { words: words.collect(), ..OutlineLine::default() }, word)
}

fn labelled(line: OutlineLine, word: Option<&str>) -> OutlineLine {
    match word {
        Some(word) => line.marked(format!("{word}："), false),
        None => line,
    }
}

fn is_hybrid(minutes: &Minutes) -> bool {
    minutes.attendance.present.iter().flatten().any(|who| !matches!(who.mode, None | Some(Mode::InPerson)))
}
