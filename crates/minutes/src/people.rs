//! Lists of attendance (出席者・欠席者): names without title, role and blanks, every character kept.

use crate::header::Chunk;
use crate::label::Field;
use crate::model::{Attendee, Clerk, Mode, Proxy, Role};
use crate::page::Line;
use crate::source::{Claims, FURNITURE, Owner, Piece, Source};

/// Everything the lists of attendance say.
#[derive(Debug, Default)]
pub(crate) struct People {
    pub present: Option<Vec<Attendee>>,
    pub absent: Option<Vec<Attendee>>,
    pub present_count: Option<(u32, Piece)>,
    pub absent_count: Option<(u32, Piece)>,
    /// A total over groups (合計20人) and where it stands.
    pub total_count: Option<(u32, Piece)>,
    pub late: Vec<String>,
    pub left_early: Vec<String>,
    pub proxies: Vec<Proxy>,
    pub secretariat: Option<Vec<Clerk>>,
    pub invited: Option<Vec<String>>,
    /// People of other groups that a total counts too (幹事).
    pub others: usize,
    /// 傍聴者 within the list of attendance.
    pub observers: Option<(Option<u32>, Piece)>,
    /// A printed head-count for one group of names did not fit; both numbers and the place.
    pub miscounts: Vec<(u32, usize, Piece)>,
}

/// Owners of the groups' spans.
#[derive(Clone, Copy)]
pub(crate) struct Owners {
    pub present: Owner,
    pub absent: Owner,
    pub present_count: Owner,
    pub absent_count: Owner,
    pub secretariat: Owner,
    pub invited: Owner,
    pub observers: Owner,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Group {
    Present,
    Absent,
    Secretariat,
    Invited,
    Observers,
}

struct Reader<'a> {
    source: &'a Source,
    people: People,
    group: Group,
    role: Option<(Role, String)>,
    /// The role holds for one name only (会長：山田).
    is_role_single: bool,
    mode: Option<Mode>,
    /// Signs of a legend: ◎会長 ○副会長.
    legend: Vec<(char, Role, String)>,
    /// The group's printed head-count, where it stands, and how many names stood before it.
    since_count: Option<(u32, Piece, usize)>,
    /// An element since then did not read like a name: no count is judged on it.
    is_doubtful: bool,
}

/// Reads the chunks about people and claims their spans.
pub(crate) fn read(source: &Source, claims: &mut Claims, chunks: &[&Chunk], owners: Owners) -> People {
    let mut reader = Reader {
        source,
        people: People::default(),
        group: Group::Present,
        role: None,
        is_role_single: false,
        mode: None,
        legend: legend(source, chunks),
        since_count: None,
        is_doubtful: false,
    };
    for chunk in chunks {
        reader.begin(chunk);
        let owner_of = |group: Group| match group {
            Group::Present => owners.present,
            Group::Absent => owners.absent,
            Group::Secretariat => owners.secretariat,
            Group::Invited => owners.invited,
            Group::Observers => owners.observers,
        };
        for (piece, group) in reader.lines(chunk) {
            match group {
                Claimed::Group(group) => claims.claim(piece, owner_of(group)),
                Claimed::PresentCount => claims.claim(piece, owners.present_count),
                Claimed::AbsentCount => claims.claim(piece, owners.absent_count),
                Claimed::Furniture => claims.claim(piece, FURNITURE),
            }
        }
        for line in &chunk.values {
            claims.claim(line.piece, FURNITURE);
        }
    }
    reader.close_count();
    reader.people
}

#[derive(Debug, Clone, Copy)]
enum Claimed {
    Group(Group),
    PresentCount,
    AbsentCount,
    Furniture,
}

/// Group words inside a list. The longest match wins.
const GROUPS: &[(Group, &str)] = &[
    (
        Group::Present,
        "委員 出席委員 出席者 出席 構成員 部会員 協議会委員 委員出席者 会場 会場出席 会場参加 オンライン オンライン出席 オンライン参加 Web参加 WEB参加 リモート参加 代理出席 本人出席 書面提出 学識経験者 有識者委員 公募委員 専門委員 臨時委員 特別委員 市民委員 出席委員名 会場で出席 Web出席 WEB出席 オンラインで出席 来場 WEB Web リモート 来庁",
    ),
    (Group::Absent, "欠席 欠席者 欠席委員 未提出 委員欠席者"),
    (
        Group::Secretariat,
        "事務局 市 町 市側 市職員 町職員 行政 事務局職員 事務局出席者 関係課 所管課 担当課 事務局等 市事務局 町事務局 出席職員",
    ),
    (
        Group::Invited,
        "オブザーバー オブザーバ 参考人 説明員 関係者 関係機関 説明者 幹事 委託業者 受託者 アドバイザー 講師 委員以外 委員以外の報告者 その他 受託事業者 委託事業者 コンサルタント 関係団体 支援業者 ゲスト 助言者 有識者 手話通訳者 委員以外の出席者",
    ),
    (Group::Observers, "傍聴者 傍聴人 傍聴 一般傍聴者"),
];

const ROLES: &[(Role, &str)] = &[
    (Role::Chair, "会長 委員長 座長 議長 部会長 分科会長"),
    (
        Role::ViceChair,
        "副会長 副委員長 副座長 副議長 副部会長 副分科会長 会長職務代理者 職務代理者 職務代理 会長職務代理 会長代理 委員長職務代理者 委員長代理 職務代行者",
    ),
    (Role::Member, "委員 構成員 部会員 会員 メンバー 専門委員 臨時委員 特別委員 公募委員"),
];

fn group_word(bare: &str) -> Option<Group> {
    let bare = bare.trim_matches(|c: char| {
        matches!(
            c,
            '(' | ')'
                | '【'
                | '】'
                | '〔'
                | '〕'
                | '['
                | ']'
                | '<'
                | '>'
                | '《'
                | '》'
                | '≪'
                | '≫'
                | '・'
                | '■'
                | '○'
                | '●'
                | '◆'
                | '□'
                | '◎'
                | '〈'
                | '〉'
                | '*'
                | ':'
                | '※'
        )
    });
    GROUPS.iter().find(|(_, words)| words.split(' ').any(|word| word == bare)).map(|(group, _)| *group)
}

fn role_word(bare: &str) -> Option<Role> {
    ROLES.iter().find(|(_, words)| words.split(' ').any(|word| word == bare)).map(|(role, _)| *role)
}

fn legend(source: &Source, chunks: &[&Chunk]) -> Vec<(char, Role, String)> {
    let mut found = Vec::new();
    let texts = chunks.iter().flat_map(|chunk| {
        chunk.values.iter().map(|line| line.piece).chain([chunk.label.piece]).chain(chunk.label.note)
    });
    for piece in texts {
        let scalars = &source.chars[piece.start..piece.end];
        for (at, sign) in scalars.iter().enumerate() {
            if !"◎○◯●☆★△▲□■◇◆※〇".contains(*sign) {
                continue;
            }
            let rest: String = scalars[at + 1..]
                .iter()
                .map(|c| glyphs::plain(*c))
                .skip_while(|c| matches!(c, ' ' | ':' | '=' | '…' | '-' | '印' | 'は' | '、'))
                .take(6)
                .collect();
            for role in ["副会長", "副委員長", "副座長", "副部会長", "職務代理", "会長", "委員長", "座長", "部会長"]
            {
                if let Some(after) = rest.strip_prefix(role) {
                    let ends = after
                        .chars()
                        .next()
                        .is_none_or(|c| matches!(c, ' ' | ')' | '、' | ',' | '◎' | '○' | '・' | '。' | '】' | '〕'));
                    if ends && let Some(kind) = role_word(role) {
                        found.push((*sign, kind, role.to_string()));
                    }
                    break;
                }
            }
        }
    }
    found
}

impl Reader<'_> {
    fn begin(&mut self, chunk: &Chunk) {
        self.close_count();
        self.role = None;
        self.mode = None;
        self.group = match chunk.field() {
            Field::Absent => Group::Absent,
            Field::Secretariat => Group::Secretariat,
            Field::Invited => Group::Invited,
            _ => Group::Present,
        };
        self.set_mode(chunk.label.word);
        if let Some(note) = chunk.label.note {
            let note = self.source.bare(note);
            self.set_mode(&note);
            if let Some(count) = whole_count(&note) {
                self.count(count, chunk.label.note.unwrap_or(chunk.label.piece));
            }
        }
    }

    fn set_mode(&mut self, word: &str) {
        if ["オンライン", "WEB", "Web", "リモート", "Zoom", "ZOOM"].iter().any(|w| word.contains(w))
            && !word.contains("併用")
        {
            self.mode = Some(Mode::Online);
        } else if word.contains("書面") || word.contains("回答者") {
            self.mode = Some(Mode::Written);
        } else if word.contains("会場") || word.contains("来場") {
            self.mode = Some(Mode::InPerson);
        } else if word.contains("代理") {
            self.mode = Some(Mode::Proxy);
        }
    }

    /// Reads the lines of a chunk; gives what each piece belongs to.
    fn lines(&mut self, chunk: &Chunk) -> Vec<(Piece, Claimed)> {
        let mut claimed = Vec::new();
        let style = Style::of(self.source, chunk);
        let elements =
            elements(self.source, &chunk.values, &style, &mut |piece| group_word(&self.source.bare(piece)).is_some());
        for element in elements {
            match element {
                Element::Colon(piece) => {
                    claimed.push((piece, Claimed::Furniture));
                }
                Element::Word { piece, before_colon } => {
                    self.element(piece, before_colon, &mut claimed);
                }
            }
        }
        claimed
    }

    fn element(&mut self, piece: Piece, before_colon: bool, claimed: &mut Vec<(Piece, Claimed)>) {
        let source = self.source;
        let bare = source.bare(piece);
        if bare.is_empty() {
            return;
        }
        // A parenthesis of its own: （欠席　2人）, （敬称略）, （合計20人）, （第1号委員）, （以下オンライン）.
        let inner = bare
            .strip_prefix(['(', '【', '〔', '[', '<', '《', '〈'])
            .and_then(|t| t.strip_suffix([')', '】', '〕', ']', '>', '》', '〉']));
        let word = inner.unwrap_or(&bare).trim_start_matches(['・', '■', '●', '◆', '*', '•', '※', '-', '―']);
        let is_seat = role_word(word).is_some() && self.group == Group::Absent;
        if let Some(group) = group_word(word).filter(|_| !is_seat && !self.is_a_name_here(word, before_colon)) {
            self.switch(group, word);
            claimed.push((piece, Claimed::Furniture));
            return;
        }
        if word.starts_with('第') && word.contains("号委員") && !word.ends_with("号委員会") {
            self.role = Some((Role::Member, "委員".to_string()));
            self.is_role_single = false;
            claimed.push((piece, Claimed::Furniture));
            return;
        }
        if let Some(role) = role_word(word) {
            self.role = Some((role, word.to_string()));
            self.is_role_single = role != Role::Member;
            if role == Role::Member || self.group == Group::Invited || before_colon && self.group != Group::Absent {
                self.group = if self.group == Group::Absent { Group::Absent } else { Group::Present };
            }
            claimed.push((piece, Claimed::Furniture));
            return;
        }
        if before_colon && ends_like_post(word) && inner.is_none() {
            self.switch(Group::Secretariat, word);
            claimed.push((piece, Claimed::Furniture));
            return;
        }
        if let Some((group, count)) = grouped_count(word) {
            if let Some(group) = group {
                let before = self.group;
                self.switch(group, word);
                self.count(count, piece);
                claimed.push((piece, self.count_owner()));
                if inner.is_some() {
                    self.close_count();
                    self.group = before;
                }
            } else {
                claimed.push((piece, self.count_owner()));
                self.count(count, piece);
            }
            return;
        }
        if let Some(total) = total_count(word) {
            self.people.total_count = Some((total, piece));
            claimed.push((piece, Claimed::Furniture));
            return;
        }
        if matches!(word, "なし" | "無し" | "無" | "ナシ" | "該当なし" | "特になし" | "0名" | "0人") {
            self.none();
            claimed.push((piece, Claimed::Group(self.group)));
            return;
        }
        if inner.is_some() {
            let plain_word = word;
            if plain_word.contains("オンライン")
                || plain_word.contains("Web")
                || plain_word.contains("WEB")
                || plain_word.contains("会場")
            {
                self.set_mode(plain_word);
            }
            if before_colon && plain_word.contains("代理") {
                self.set_mode(plain_word);
            }
            claimed.push((piece, Claimed::Furniture));
            return;
        }
        let owner = Claimed::Group(self.group);
        match self.group {
            Group::Present | Group::Absent => {
                if self.member(piece) {
                    claimed.push((piece, owner));
                } else {
                    self.is_doubtful = true;
                }
            }
            Group::Secretariat => {
                self.clerk(piece);
                claimed.push((piece, owner));
            }
            Group::Invited => {
                self.people.invited.get_or_insert_default().push(one_line(&source.text(piece)));
                self.people.others += 1;
                claimed.push((piece, owner));
            }
            Group::Observers => {
                let count = almanac::read_count(&bare);
                if count.is_some() {
                    self.people.observers = Some((count.and_then(almanac::Count::number), piece));
                }
                claimed.push((piece, owner));
            }
        }
    }

    /// 市 alone is a group only before a colon; 会場 in a venue is none.
    fn is_a_name_here(&self, word: &str, before_colon: bool) -> bool {
        matches!(word, "市" | "町" | "行政" | "会場" | "その他" | "WEB" | "Web") && !before_colon
    }

    fn switch(&mut self, group: Group, word: &str) {
        self.close_count();
        self.group = group;
        self.role = (word == "委員").then(|| (Role::Member, "委員".to_string()));
        self.is_role_single = false;
        self.mode = None;
        self.set_mode(word);
    }

    fn count(&mut self, count: u32, piece: Piece) {
        let names = |list: &Option<Vec<Attendee>>| list.as_ref().map_or(0, Vec::len);
        match self.group {
            Group::Present => {
                if self.people.present_count.is_none() && self.mode.is_none() {
                    self.people.present_count = Some((count, piece));
                }
                self.since_count = Some((count, piece, names(&self.people.present)));
            }
            Group::Absent => {
                self.people.absent_count = Some((count, piece));
                self.since_count = Some((count, piece, names(&self.people.absent)));
            }
            Group::Observers => self.people.observers = Some((Some(count), piece)),
            Group::Secretariat => {
                self.people.secretariat.get_or_insert_default().push(Clerk {
                    post: None,
                    name: None,
                    count: Some(count),
                });
            }
            Group::Invited => {}
        }
    }

    fn count_owner(&self) -> Claimed {
        match self.group {
            Group::Present => Claimed::PresentCount,
            Group::Absent => Claimed::AbsentCount,
            other => Claimed::Group(other),
        }
    }

    /// The names behind a head-count are all read: do they fit it?
    fn close_count(&mut self) {
        let Some((count, piece, before)) = self.since_count.take() else { return };
        let list = match self.group {
            Group::Present => &self.people.present,
            Group::Absent => &self.people.absent,
            _ => return,
        };
        let after = list.as_ref().map_or(0, Vec::len);
        let short_by = (after - before).abs_diff(count as usize);
        let odd = list.iter().flatten().skip(before).any(|a| !(2..=6).contains(&a.name.chars().count()));
        let is_doubtful = std::mem::take(&mut self.is_doubtful) || odd;
        if after > before && short_by > 0 && short_by <= 3 && !is_doubtful {
            self.people.miscounts.push((count, after - before, piece));
        }
    }

    fn none(&mut self) {
        match self.group {
            Group::Absent => {
                self.people.absent.get_or_insert_default();
            }
            Group::Secretariat => {
                self.people.secretariat.get_or_insert_default();
            }
            Group::Invited => {
                self.people.invited.get_or_insert_default();
            }
            Group::Observers => self.people.observers = Some((Some(0), Piece::new(0, 0))),
            Group::Present => {}
        }
    }

    fn clerk(&mut self, piece: Piece) {
        let source = self.source;
        let text = one_line(&source.text(piece));
        let bare = source.bare(piece);
        let list = self.people.secretariat.get_or_insert_default();
        if let Some(count) =
            bare.find(['(', '〔']).and_then(|at| whole_count(bare[at..].trim_matches(['(', ')', '〔', '〕'])))
        {
            let post = text.split(['(', '（', '〔']).next().unwrap_or("").trim().to_string();
            list.push(Clerk { post: Some(post), name: None, count: Some(count) });
            return;
        }
        let parts = source.split(piece, |c| c == ' ');
        // 課長　山田花子: the last parts that read like a name, behind a post.
        let is_post = |p: &Piece| ends_like_post(&source.bare(*p));
        if parts.len() >= 2 && parts.iter().any(is_post) {
            let at = parts.iter().rposition(is_post).unwrap_or(0);
            let name: String = parts[at + 1..].iter().map(|p| source.text(*p)).collect();
            let post: Vec<String> = parts[..=at].iter().map(|p| source.text(*p)).collect();
            if !name.is_empty() && looks_like_name(&name) {
                list.push(Clerk { post: Some(post.join(" ")), name: Some(name), count: None });
                return;
            }
        }
        if ends_like_post(&bare) || !looks_like_name(&bare) {
            list.push(Clerk { post: Some(text), name: None, count: None });
        } else {
            list.push(Clerk { post: None, name: Some(text.split_whitespace().collect()), count: None });
        }
    }

    /// One element of a list of members. False if it is no name.
    fn member(&mut self, piece: Piece) -> bool {
        let source = self.source;
        let (core, notes) = split_notes(source, piece);
        let mut role = self.role.clone();
        let mut mode = self.mode;
        let mut is_absent = self.group == Group::Absent;
        let mut core = source.trim(core);
        // Signs of the legend, and bullets.
        while !core.is_empty() && "◎○◯●☆★△▲□■◇◆※〇・•*-".contains(source.plain[core.start])
        {
            let sign = source.chars[core.start];
            if let Some((_, kind, word)) = self.legend.iter().find(|(s, ..)| *s == sign) {
                role = Some((*kind, word.clone()));
            }
            core = source.trim(Piece::new(core.start + 1, core.end));
        }
        let Some(found) = name_of(source, core) else {
            return false;
        };
        if let Some((kind, word)) = found.role {
            role = Some((kind, word));
        }
        let mut late = false;
        let mut left = false;
        let mut proxy = None;
        for note in notes {
            let text = source.bare(note);
            if text.contains("欠席") {
                is_absent = true;
            } else if let Some(who) = proxy_name(source, note) {
                proxy = Some(who);
                mode = Some(Mode::Proxy);
            } else if text.contains("遅刻")
                || text.contains("途中出席")
                || text.contains("途中参加")
                || text.contains("到着")
                || text.contains("から出席")
                || text.contains("から参加")
            {
                late = true;
            } else if text.contains("早退")
                || text.contains("途中退席")
                || text.contains("途中退出")
                || text.contains("まで出席")
                || text.contains("退席")
                || text.contains("まで参加")
            {
                left = true;
            } else if ["オンライン", "WEB", "Web", "リモート", "Zoom", "ZOOM"].iter().any(|w| text.contains(w))
            {
                mode = Some(Mode::Online);
            } else if text.contains("書面") {
                mode = Some(Mode::Written);
            } else if let Some(kind) = role_word(&text).filter(|kind| *kind != Role::Member) {
                role = Some((kind, text));
            }
        }
        if late {
            self.people.late.push(found.name.clone());
        }
        if left {
            self.people.left_early.push(found.name.clone());
        }
        if let Some(who) = proxy.filter(|who| !who.is_empty()) {
            self.people.proxies.push(Proxy { member: found.name.clone(), proxy: who });
        }
        let attendee = Attendee {
            name: found.name,
            role: role.as_ref().map(|(kind, _)| *kind),
            role_text: role.map(|(_, word)| word),
            mode: if is_absent { None } else { mode },
        };
        if self.is_role_single {
            // 副会長　A　B may name two: a single role holds until another word comes.
            if self.role.as_ref().is_some_and(|(kind, _)| *kind == Role::Chair) {
                self.role = None;
                self.is_role_single = false;
            }
        }
        let list = if is_absent { &mut self.people.absent } else { &mut self.people.present };
        list.get_or_insert_default().push(attendee);
        true
    }
}

/// How names are parted in a list.
#[derive(Debug, Default)]
struct Style {
    has_commas: bool,
    /// Names carry a blank inside (浅茅　和泉).
    has_inner_blanks: bool,
    /// Every letter stands alone (宮 坂 典 子).
    is_spaced_out: bool,
    /// Wide gaps part names, single blanks stand inside.
    has_wide_gaps: bool,
    /// One member a line, with columns for seat and body.
    is_roster: bool,
}

impl Style {
    fn of(source: &Source, chunk: &Chunk) -> Style {
        let mut commas = 0;
        let (mut single, mut all) = (0usize, 0usize);
        let mut pairs = 0usize;
        let mut parts_between_commas = 0usize;
        let (mut wide, mut narrow) = (0usize, 0usize);
        let mut org_lines = 0;
        let mut name_lines = 0;
        for line in &chunk.values {
            let text = line.piece;
            commas += source.plain(text).iter().filter(|c| is_comma(**c)).count();
            let words = source.split(text, |c| c == ' ' || is_comma(c) || c == ':' || c == '|');
            single += words.iter().filter(|w| w.len() == 1).count();
            all += words.len();
            for run in runs_of_names(source, text) {
                if run.len() % 2 == 0 && run.iter().all(|length| *length <= 3) {
                    pairs += run.len() / 2;
                } else {
                    parts_between_commas += run.len();
                }
            }
            for pair in words.windows(2) {
                if (pair[0].end..pair[1].start).all(|at| source.plain[at] == ' ') {
                    if pair[1].start - pair[0].end >= 2 || source.chars[pair[0].end] == '\t' {
                        wide += 1
                    } else {
                        narrow += 1
                    }
                }
            }
            let columns = roster_columns(source, text);
            if columns.len() >= 2 {
                let orgs = columns.iter().filter(|c| looks_like_body(&source.bare(**c))).count();
                let names = columns.iter().filter(|c| reads_as_full_name(source, **c)).count();
                org_lines += usize::from(orgs >= 1 && names == 1);
            }
            name_lines += 1;
        }
        let has_commas = commas >= 2 || commas == 1 && all <= 4;
        Style {
            has_commas,
            has_inner_blanks: pairs > parts_between_commas,
            is_spaced_out: all >= 6 && single * 10 >= all * 7,
            has_wide_gaps: wide > 0 && narrow > 0,
            is_roster: !has_commas && org_lines * 2 >= name_lines && org_lines >= 2
                || chunk.values.iter().filter(|l| l.is_row).count() >= 2 && org_lines >= 2,
        }
    }
}

/// Lengths of the words between commas, colons, parentheses and words for roles and bodies: 浅茅　和泉 is a run of two.
fn runs_of_names(source: &Source, text: Piece) -> Vec<Vec<usize>> {
    let mut runs: Vec<Vec<usize>> = vec![Vec::new()];
    let mut letters = String::new();
    for part in source.split(text, |c| is_comma(c) || matches!(c, ':' | '|' | '◎' | '○')) {
        runs.push(Vec::new());
        for word in words_outside_parentheses(source, part) {
            let bare = source.bare(split_notes(source, word).0);
            if bare.chars().count() == 1 {
                letters.push_str(&bare);
            } else {
                letters.clear();
            }
            let is_role = |word: &str| group_word(word).is_some() || role_word(word).is_some();
            if is_role(&letters) {
                // 委　員: the letters of a role stood alone.
                let drop = letters.chars().count() - 1;
                if let Some(last) = runs.last_mut() {
                    last.truncate(last.len().saturating_sub(drop));
                }
                letters.clear();
                runs.push(Vec::new());
            } else if is_role(&bare) || looks_like_body(&bare) || !looks_like_name(&bare) {
                runs.push(Vec::new());
            } else if let Some(last) = runs.last_mut() {
                last.push(strip_title(&bare).chars().count());
            }
        }
    }
    runs.retain(|run| !run.is_empty());
    runs
}

fn is_comma(c: char) -> bool {
    matches!(c, '、' | ',' | '，' | ';' | '；' | '/')
}

enum Element {
    Word { piece: Piece, before_colon: bool },
    Colon(Piece),
}

/// Cuts the lines of a list into elements: names, group words, counts, parentheses.
fn elements(source: &Source, lines: &[Line], style: &Style, is_group: &mut dyn FnMut(Piece) -> bool) -> Vec<Element> {
    let mut found = Vec::new();
    let mut open: Option<Piece> = None;
    let lines = &with_parentheses_closed(source, lines);
    for line in lines {
        if style.is_roster
            && let Some(name) = roster_name(source, line.piece)
        {
            flush(&mut open, &mut found);
            found.push(Element::Word { piece: name, before_colon: false });
            continue;
        }
        let starts_group = {
            let head = first_word(source, line.piece);
            is_group(head)
                || role_word(&source.bare(head)).is_some()
                || "◎○◯●・•■◆-*".contains(source.plain[line.piece.start])
        };
        if let Some(piece) = open.take() {
            // An element without its comma goes on in the next line, if the lists of this sheet have commas.
            if style.has_commas && !starts_group && !starts_with_parenthesis(source, line.piece) && piece.len() <= 8 {
                let head_end = (line.piece.start..line.piece.end)
                    .find(|at| is_comma(source.plain[*at]) || matches!(source.plain[*at], '(' | ':'))
                    .unwrap_or(line.piece.end);
                let tail = Piece::new(line.piece.start, head_end);
                let joined = format!("{}{}", source.bare(piece), source.bare(tail));
                let short = joined.chars().count() <= 7 || joined.ends_with("委員") && joined.chars().count() <= 9;
                let both_names = reads_as_full_name(source, piece)
                    && reads_as_full_name(source, tail)
                    && source.bare(piece).chars().count() >= 4
                    && source.bare(tail).chars().count() >= 3;
                if short && !both_names {
                    cut_line(source, Piece::new(piece.start, line.piece.end), style, &mut open, &mut found);
                    continue;
                }
            }
            found.push(Element::Word { piece, before_colon: false });
        }
        cut_line(source, line.piece, style, &mut open, &mut found);
    }
    flush(&mut open, &mut found);
    found
}

/// A parenthesis that a line leaves open takes the next line with it (（訪／問看護ステーション）).
fn with_parentheses_closed(source: &Source, lines: &[Line]) -> Vec<Line> {
    let mut joined: Vec<Line> = Vec::new();
    for line in lines {
        let is_open = |piece: Piece| {
            let text = source.plain(piece);
            let count = |wanted: &[char]| text.iter().filter(|c| wanted.contains(c)).count();
            count(&['(']) > count(&[')'])
        };
        match joined.last_mut() {
            Some(last) if is_open(last.piece) && last.piece.len() < 400 => last.piece.end = line.piece.end,
            _ => joined.push(*line),
        }
    }
    joined
}

fn flush(open: &mut Option<Piece>, found: &mut Vec<Element>) {
    if let Some(piece) = open.take() {
        found.push(Element::Word { piece, before_colon: false });
    }
}

fn first_word(source: &Source, piece: Piece) -> Piece {
    let end = (piece.start..piece.end)
        .find(|at| matches!(source.plain[*at], ' ' | ':' | '\n') || is_comma(source.plain[*at]))
        .unwrap_or(piece.end);
    Piece::new(piece.start, end)
}

fn starts_with_parenthesis(source: &Source, piece: Piece) -> bool {
    matches!(source.plain[piece.start], '(' | '【' | '〔' | '[')
}

/// One line (or two that were joined): commas, colons, parentheses, then blanks.
fn cut_line(source: &Source, piece: Piece, style: &Style, open: &mut Option<Piece>, found: &mut Vec<Element>) {
    let mut start = piece.start;
    let mut depth = 0;
    let mut at = piece.start;
    while at <= piece.end {
        let c = if at < piece.end { source.plain[at] } else { '\n' };
        match c {
            '(' | '【' | '〔' | '[' => depth += 1,
            ')' | '】' | '〕' | ']' => depth -= 1,
            _ => {}
        }
        let ends = at == piece.end || depth <= 0 && (is_comma(c) || c == ':' || c == '|' || c == '\t');
        if ends {
            let part = source.trim(Piece::new(start, at));
            let at_end = at == piece.end;
            if !part.is_empty() {
                cut_blanks(source, part, style, c == ':', at_end, open, found);
            }
            if c == ':' && at < piece.end {
                found.push(Element::Colon(Piece::new(at, at + 1)));
            }
            start = at + 1;
            depth = 0;
        }
        at += 1;
    }
}

/// What stands between two commas: one name, or a group word and a name, or names parted by blanks.
fn cut_blanks(
    source: &Source,
    part: Piece,
    style: &Style,
    before_colon: bool,
    ends_line: bool,
    open: &mut Option<Piece>,
    found: &mut Vec<Element>,
) {
    let words = words_outside_parentheses(source, part);
    let mut groups: Vec<Piece> = Vec::new();
    if style.is_spaced_out && !style.has_commas {
        spaced_names(source, part, found);
        return;
    }
    let mut at = 0;
    while at < words.len() {
        let word = words[at];
        let bare = source.bare(word);
        if bare.chars().all(|c| matches!(c, '-' | '・' | '•' | '*' | '·')) {
            at += 1;
            continue;
        }
        // A group or role word of spaced letters: 会 長, 副 会 長, 事 務 局.
        let mut ahead = at + 1;
        let mut joined = bare.clone();
        while ahead < words.len()
            && source.bare(words[ahead]).chars().count() == 1
            && joined.chars().count() < 5
            && joined.chars().count() == ahead - at
        {
            joined.push_str(&source.bare(words[ahead]));
            ahead += 1;
            if group_word(&joined).is_some() || role_word(&joined).is_some() {
                break;
            }
        }
        if ahead > at + 1 && (group_word(&joined).is_some() || role_word(&joined).is_some()) {
            groups.push(Piece::new(word.start, words[ahead - 1].end));
            at = ahead;
            continue;
        }
        groups.push(word);
        at += 1;
    }
    let mut names: Vec<Piece> = Vec::new();
    let push = |piece: Piece, is_last: bool, found: &mut Vec<Element>, open: &mut Option<Piece>| {
        if is_last && ends_line && style.has_commas && !before_colon {
            *open = Some(piece);
        } else {
            found.push(Element::Word { piece, before_colon: is_last && before_colon });
        }
    };
    let mut index = 0;
    while index < groups.len() {
        let word = groups[index];
        let bare = source.bare(word);
        let is_special = group_word(&bare).is_some()
            || role_word(&bare).is_some()
            || starts_with_parenthesis(source, word)
            || grouped_count(&bare).is_some()
            || total_count(&bare).is_some()
            || is_number_token(&bare)
            || bare.starts_with('第') && bare.contains("号委員");
        if is_special {
            if let Some(last) = names.last().copied()
                && starts_with_parenthesis(source, word)
                && grouped_count(bare.trim_matches(['(', ')', '〔', '〕', '[', ']'])).is_none()
            {
                // A parenthesis behind a name belongs to it.
                names.pop();
                names.push(Piece::new(last.start, word.end));
                index += 1;
                continue;
            }
            settle_names(source, &mut names, style, &mut |piece, last| push(piece, last, found, open), false);
            if !is_number_token(&bare) {
                push(word, index + 1 == groups.len(), found, open);
                if open.is_some() {
                    flush(open, found);
                }
            }
        } else {
            names.push(word);
        }
        index += 1;
    }
    settle_names(source, &mut names, style, &mut |piece, last| push(piece, last, found, open), true);
}

fn is_number_token(bare: &str) -> bool {
    !bare.is_empty()
        && bare.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | '(' | ')') || glyphs::enclosed(c).is_some())
}

/// Words of one part: decides which blanks stand inside a name.
fn settle_names(
    source: &Source,
    names: &mut Vec<Piece>,
    style: &Style,
    push: &mut dyn FnMut(Piece, bool),
    is_end: bool,
) {
    let words = std::mem::take(names);
    if words.is_empty() {
        return;
    }
    if style.is_spaced_out && words.len() > 1 {
        // 蓼 沼 佳 澄、: every letter stands alone, commas part the names.
        push(Piece::new(words[0].start, words[words.len() - 1].end), is_end);
        return;
    }
    let mut merged: Vec<Piece> = Vec::new();
    let bare = |piece: &Piece| source.bare(*piece);
    let all_titled = words.iter().filter(|w| ends_with_title(&bare(w))).count() * 2 >= words.len();
    let mut at = 0;
    while at < words.len() {
        let word = words[at];
        let here = bare(&word);
        let next = words.get(at + 1).copied();
        let joins = next.is_some_and(|next| {
            let there = bare(&next);
            let gap = next.start - word.end;
            // 水城委 員: a title that broke.
            if here.ends_with('委') && there.starts_with('員')
                || there == "員"
                || there == "長" && here.ends_with(['会', '員'])
            {
                return true;
            }
            if all_titled {
                let titled = there.split(['(', '〔', '[', '【']).next().unwrap_or(&there).chars().count();
                return ends_with_title(&there)
                    && !ends_with_title(&here)
                    && here.chars().count() <= 3
                    && !looks_like_body(&here)
                    && titled <= 6;
            }
            if ends_like_post(&here) || looks_like_body(&here) {
                return style.has_commas && !looks_like_body(&there) || style.has_commas && looks_like_body(&here);
            }
            let short = here.chars().count() <= 3
                && strip_title(there.split(['(', '〔', '[', '【']).next().unwrap_or(&there)).chars().count() <= 3;
            if style.has_wide_gaps && !style.has_commas {
                return gap == 1 && short;
            }
            short
                && (style.has_inner_blanks
                    || (here.chars().count() <= 2 && there.chars().count() <= 3 && words.len() == 2))
        });
        if joins {
            let next = words[at + 1];
            merged.push(Piece::new(word.start, next.end));
            // Body + name: keep gathering (社会福祉協議会　山本　花子).
            let mut end = at + 2;
            while looks_like_body(&here) && end < words.len() && bare(&words[end]).chars().count() <= 3 {
                let last = merged.len() - 1;
                merged[last].end = words[end].end;
                end += 1;
            }
            at = end;
        } else {
            merged.push(word);
            at += 1;
        }
    }
    let count = merged.len();
    for (index, piece) in merged.into_iter().enumerate() {
        push(piece, is_end && index + 1 == count);
    }
}

fn words_outside_parentheses(source: &Source, part: Piece) -> Vec<Piece> {
    let mut words = Vec::new();
    let mut depth = 0i32;
    let mut start = part.start;
    for at in part.start..=part.end {
        let c = if at < part.end { source.plain[at] } else { ' ' };
        if depth <= 0 && (c == ' ' || c == '\n') || at == part.end {
            let word = source.trim(Piece::new(start, at));
            if !word.is_empty() {
                words.push(word);
            }
            start = at + 1;
        }
        match c {
            '(' | '【' | '〔' | '[' => {
                depth += 1;
            }
            ')' | '】' | '〕' | ']' => {
                depth -= 1;
                // （保育課） alone, then a name without a blank.
                if depth == 0 && start < at && matches!(source.plain[start], '(' | '【' | '〔' | '[') {
                    words.push(Piece::new(start, at + 1));
                    start = at + 1;
                }
            }
            _ => {}
        }
    }
    words
}

/// 宮 坂 典 子, 副 会 長 堀 切 恭 平 笹 原 久 雄: letters that all stand alone. Wide gaps part names where there are any;
/// else names of four letters are the rule.
fn spaced_names(source: &Source, part: Piece, found: &mut Vec<Element>) {
    let letters = source.split(part, |c| c == ' ');
    let mut at = 0;
    let mut run: Vec<Piece> = Vec::new();
    while at < letters.len() {
        let mut taken = 0;
        let mut joined = String::new();
        for ahead in at..letters.len().min(at + 6) {
            joined.push_str(&source.bare(letters[ahead]));
            let special =
                group_word(&joined).is_some() || role_word(&joined).is_some() || matches!(joined.as_str(), "なし");
            let starts_another = joined == "会長" && at > 0 && source.bare(letters[at - 1]) == "副";
            if special && !starts_another {
                taken = ahead + 1 - at;
            }
        }
        let word = source.bare(letters[at]);
        if taken == 0
            && (word.chars().count() > 4
                || starts_with_parenthesis(source, letters[at])
                || total_count(&word).is_some())
        {
            taken = 1;
        }
        if taken > 0 {
            split_letters(source, &mut run, found);
            found.push(Element::Word {
                piece: Piece::new(letters[at].start, letters[at + taken - 1].end),
                before_colon: false,
            });
            at += taken;
        } else {
            run.push(letters[at]);
            at += 1;
        }
    }
    split_letters(source, &mut run, found);
}

fn split_letters(source: &Source, run: &mut Vec<Piece>, found: &mut Vec<Element>) {
    let letters = std::mem::take(run);
    if letters.is_empty() {
        return;
    }
    let gap = |pair: &[Piece]| pair[1].start - pair[0].end;
    let widest = letters.windows(2).map(gap).max().unwrap_or(1);
    let narrowest = letters.windows(2).map(gap).min().unwrap_or(1);
    let mut names: Vec<Piece> = Vec::new();
    if widest >= narrowest + 2 {
        let mut start = 0;
        for at in 1..=letters.len() {
            if at == letters.len() || gap(&letters[at - 1..=at]) == widest {
                names.push(Piece::new(letters[start].start, letters[at - 1].end));
                start = at;
            }
        }
    } else {
        let text: Vec<char> = letters.iter().flat_map(|p| source.bare(*p).chars().collect::<Vec<_>>()).collect();
        let mut start = 0;
        for length in crate::surname::name_lengths(&text) {
            names.push(Piece::new(letters[start].start, letters[(start + length - 1).min(letters.len() - 1)].end));
            start = (start + length).min(letters.len());
            if start >= letters.len() {
                break;
            }
        }
    }
    found.extend(names.into_iter().map(|piece| Element::Word { piece, before_colon: false }));
}

/// Columns of a line of a roster: parted by bars, tabs or wide gaps.
fn roster_columns(source: &Source, piece: Piece) -> Vec<Piece> {
    let mut columns = Vec::new();
    let mut start = piece.start;
    let mut at = piece.start;
    while at <= piece.end {
        let gap = at < piece.end
            && (matches!(source.chars[at], '\t' | '|' | '｜' | '│')
                || source.plain[at] == ' ' && source.plain.get(at + 1) == Some(&' ') && at + 1 < piece.end
                || source.chars[at] == '\u{3000}' && start + 4 <= at);
        if gap || at == piece.end {
            let column = source.trim(Piece::new(start, at));
            if !column.is_empty() {
                columns.push(column);
            }
            start = at + 1;
        }
        at += 1;
    }
    columns
}

/// The name in a line of a roster, with the parenthesis behind it.
fn roster_name(source: &Source, piece: Piece) -> Option<Piece> {
    let columns = roster_columns(source, piece);
    let names: Vec<&Piece> = columns.iter().filter(|column| reads_as_full_name(source, **column)).collect();
    match names[..] {
        [name] if columns.len() >= 2 => {
            let next = columns.iter().find(|c| {
                c.start >= name.end && starts_with_parenthesis(source, **c)
                    || c.start >= name.end
                        && matches!(source.bare(**c).as_str(), "欠席" | "会長" | "副会長" | "オンライン")
            });
            Some(match next {
                Some(next) if starts_with_parenthesis(source, *next) => Piece::new(name.start, next.end),
                _ => *name,
            })
        }
        _ => None,
    }
}

fn reads_as_full_name(source: &Source, piece: Piece) -> bool {
    let (core, _) = split_notes(source, piece);
    let bare = source.bare(core);
    let bare = strip_title(bare.trim_start_matches(['◎', '○', '●', '◯', '・', '◇', '☆']));
    looks_like_name(bare)
        && !looks_like_body(bare)
        && role_word(bare).is_none()
        && (2..=7).contains(&bare.chars().count())
}

/// The words for bodies and seats: they are no names.
fn looks_like_body(bare: &str) -> bool {
    const BODIES: &[&str] = &[
        "協議会", "協会", "病院", "センター", "事業所", "連合会", "組合", "大学", "学校", "クリニック", "医院",
        "診療所", "法人", "団体", "保健所", "会社", "家族会", "学識", "経験者", "関係者", "公募", "民生委員",
        "児童委員", "代表", "当事者", "連盟", "社協", "施設", "ステーション", "連絡会", "医師会", "薬局", "薬剤師会",
        "歯科医師会", "弁護士会", "老人クラブ", "自治会", "町会", "商工会", "福祉会", "の会", "公共職業安定所",
        "ハローワーク", "警察署", "消防署", "消防本部", "教育委員会", "委員会", "市民", "区民", "町民", "研究科",
        "学部", "教授", "作業所", "ホーム", "支援室", "事務所", "支部", "本部", "連絡協議会", "機関", "号委員", "区分",
        "所属", "氏名", "役職", "備考", "選出", "住民", "事業者", "従事者", "条例", "基づ", "行政", "福祉", "保健",
        "医療",
    ];
    bare.ends_with('会') || BODIES.iter().any(|word| bare.contains(word))
}

fn ends_like_post(bare: &str) -> bool {
    const POSTS: &[&str] = &[
        "課長", "部長", "係長", "次長", "局長", "室長", "館長", "所長", "センター長", "主幹", "主査", "主任", "主事",
        "補佐", "参事", "市長", "町長", "村長", "区長", "教育長", "担当", "職員", "保健師", "課員", "係", "課", "室",
        "局", "部", "理事", "技師", "専門員", "相談員", "支援員", "園長", "校長", "事務長", "参与", "副参事", "副主幹",
        "課付", "他", "主任主事", "会計年度任用職員", "社会福祉士", "精神保健福祉士", "監", "班長", "チーフ",
        "リーダー", "書記",
    ];
    // 曽我部, 矢作部: a name of three letters may end like a section.
    let short = bare.chars().count() <= 3;
    POSTS.iter().any(|post| bare.ends_with(post) && !(short && matches!(*post, "部" | "局" | "室" | "監" | "他")))
}

/// Could be a person's name: ideographs, kana, 々 ヶ, no digit, no word of a body.
pub(crate) fn looks_like_name(bare: &str) -> bool {
    let count = bare.chars().count();
    (1..=12).contains(&count)
        && bare.chars().all(|c| matches!(c, '一'..='鿿' | '㐀'..='䶿' | '豈'..='﫿' | '𠀀'..='𯿿' | '々' | 'ヶ' | 'ケ' | 'ノ' | 'ぁ'..='ゖ' | 'ァ'..='ヺ' | 'ー' | '・' | ' ' | '\u{e0100}'..='\u{e01ef}' | '●' | '〇' | 'A'..='Z'))
        && !matches!(bare, "なし" | "以上" | "ほか" | "他" | "外" | "敬称略" | "順不同" | "欠員" | "氏名" | "役職" | "所属" | "区分" | "備考" | "出欠" | "団体名" | "五十音順" | "うち" | "計" | "合計" | "出席" | "欠席" | "名" | "人" | "名簿のとおり" | "別紙のとおり" | "別紙" | "次頁" | "以下" | "及び" | "印" | "欄" | "会場" | "全員" | "全委員" | "のとおり" | "名簿" | "委員名簿")
        && !bare.contains("とおり")
        && !bare.contains("参照")
}

const TITLES: &[&str] = &[
    "副会長", "会長", "副委員長", "委員長", "副座長", "座長", "副議長", "議長", "副部会長", "部会長", "副分科会長",
    "分科会長", "会長職務代理者", "会長職務代理", "職務代理者", "職務代理", "委員", "構成員", "部会員", "会員", "氏",
    "様", "殿", "さん", "先生", "オブザーバー", "専門委員", "臨時委員", "会長代理", "メンバー",
];

fn ends_with_title(bare: &str) -> bool {
    let core = bare.split('(').next().unwrap_or(bare);
    TITLES.iter().any(|title| core.ends_with(title))
}

fn strip_title(bare: &str) -> &str {
    let title = TITLES
        .iter()
        .filter(|title| bare.ends_with(**title) && bare.len() > title.len())
        .max_by_key(|title| title.len());
    title.map_or(bare, |title| &bare[..bare.len() - title.len()])
}

struct Named {
    name: String,
    role: Option<(Role, String)>,
}

/// The name in an element, its title taken off both ends.
fn name_of(source: &Source, core: Piece) -> Option<Named> {
    let bare = source.bare(core);
    let is_staff = ends_like_post(&bare) && !ends_with_title(&bare) && bare.chars().count() > 3;
    if bare.is_empty() || role_word(&bare).is_some() || is_staff || bare.chars().any(|c| c.is_ascii_digit()) {
        return None;
    }
    let words = source.split(core, |c| matches!(c, ' ' | '\n'));
    let mut role = None;
    let mut words: Vec<Piece> = words;
    // Titles before the name: 会長　山田, 会長・山田.
    if words.len() > 1
        && let Some(kind) = role_word(&source.bare(words[0]))
    {
        role = Some((kind, source.bare(words[0])));
        words.remove(0);
    }
    // Bodies and posts before the name.
    while words.len() > 1
        && (looks_like_body(&source.bare(words[0]))
            || ends_like_post(&source.bare(words[0])) && source.bare(words[0]).chars().count() > 2
            || source.bare(words[0]).ends_with("代表"))
    {
        words.remove(0);
    }
    if words.len() > 2 {
        // A column of letters (会 長) or a body that we do not know: the last two short words are the name.
        let tail = words[words.len() - 2..].iter().all(|w| source.bare(*w).chars().count() <= 3);
        let alone = source.bare(words[0]).chars().count() == 1;
        if tail && !alone {
            words = words.split_off(words.len() - 2);
        }
    }
    let joined: String = words.iter().map(|w| source.text(*w)).collect();
    let plain: String = joined.chars().map(glyphs::plain).collect();
    // 会長・山田花子, 会長山田花子
    let mut rest: String = joined.clone();
    for (kind, list) in ROLES {
        for word in list.split(' ') {
            if *kind == Role::Member && !plain.starts_with(&format!("{word}・")) {
                continue;
            }
            if plain.starts_with(word) && role.is_none() {
                let after: String = rest.chars().skip(word.chars().count()).collect();
                let after = after.trim_start_matches(['・', '：', ':', '　', ' ']).to_string();
                if after.chars().count() >= 2
                    && looks_like_name(&after)
                    && role_word(&after).is_none()
                    && !TITLES.contains(&after.as_str())
                {
                    role = Some((*kind, word.to_string()));
                    rest = after;
                }
            }
        }
    }
    // Titles behind it, 第一部会長 with its number.
    loop {
        let bare_rest: String = rest.chars().map(glyphs::plain).collect();
        let Some(title) = TITLES
            .iter()
            .filter(|title| bare_rest.ends_with(**title) && bare_rest.len() > title.len())
            .max_by_key(|t| t.chars().count())
        else {
            break;
        };
        let keep = rest.chars().count() - title.chars().count();
        let mut name: String = rest.chars().take(keep).collect();
        if *title == "部会長" {
            name = name
                .trim_end_matches(|c: char| "第一二三四五六七八九十0123456789１２３４５６７８９".contains(c))
                .to_string();
        }
        if name.is_empty() {
            break;
        }
        if let Some(kind) = role_word(title) {
            role = role.or(Some((kind, (*title).to_string())));
        }
        rest = name;
    }
    let name: String = rest.chars().filter(|c| !glyphs::is_blank(*c)).collect();
    let name = name.trim_matches(['・', '。', '．', '.', '*', '●']).to_string();
    let length = name.chars().count();
    let is_letter = length == 1 && name.chars().all(|c| c.is_ascii_uppercase() || ('Ａ'..='Ｚ').contains(&c));
    let plain_name: String = name.chars().map(glyphs::plain).collect();
    if !looks_like_name(&plain_name) || looks_like_body(&name) || length > 9 || is_letter || role_word(&name).is_some()
    {
        return None;
    }
    Some(Named { name, role })
}

/// The parentheses at the end of an element.
fn split_notes(source: &Source, piece: Piece) -> (Piece, Vec<Piece>) {
    let mut core = source.trim(piece);
    let mut notes = Vec::new();
    while core.len() > 1 && matches!(source.plain[core.end - 1], ')' | '〕' | ']' | '】') {
        let mut depth = 0;
        let open = (core.start..core.end).rev().find(|at| {
            match source.plain[*at] {
                ')' | '〕' | ']' | '】' => depth += 1,
                '(' | '〔' | '[' | '【' => depth -= 1,
                _ => {}
            }
            depth == 0
        });
        let Some(open) = open else { break };
        notes.push(source.trim(Piece::new(open + 1, core.end - 1)));
        core = source.trim(Piece::new(core.start, open));
    }
    // A parenthesis in front: （会長）山田花子, （公募）山田花子.
    if !core.is_empty()
        && matches!(source.plain[core.start], '(' | '〔' | '[' | '【')
        && let Some(close) = (core.start..core.end).find(|at| matches!(source.plain[*at], ')' | '〕' | ']' | '】'))
    {
        notes.push(source.trim(Piece::new(core.start + 1, close)));
        core = source.trim(Piece::new(close + 1, core.end));
    }
    (core, notes)
}

/// 代理：田中, 代理出席 田中主任, 田中代理
fn proxy_name(source: &Source, note: Piece) -> Option<String> {
    let text = source.text(note);
    let at = text.find("代理")?;
    let after: String = text[at + "代理".len()..].trim_start_matches("出席").trim_start_matches("者").to_string();
    let after = after.trim_matches(|c: char| matches!(c, '：' | ':' | '　' | ' ' | '・' | '）' | ')' | '＝' | '='));
    let before = text[..at].trim_matches(|c: char| matches!(c, '：' | ':' | '　' | ' '));
    let pick = if after.is_empty() { before } else { after };
    if pick.starts_with("職務") || after.starts_with("人") {
        return None;
    }
    let who: String = pick.chars().filter(|c| !glyphs::is_blank(*c)).collect();
    let who = strip_title(&who).to_string();
    Some(who)
}

/// 10人, 3名, 委員10人, 欠席2人, １４名
fn grouped_count(bare: &str) -> Option<(Option<Group>, u32)> {
    if let Some(count) = whole_count(bare) {
        return Some((None, count));
    }
    let at = bare.find(|c: char| c.is_ascii_digit())?;
    let (head, tail) = bare.split_at(at);
    let group = group_word(head.trim_end_matches(['数', ':', '、', '・', '計']))?;
    whole_count(tail).map(|count| (Some(group), count))
}

/// 16名, 16人, 16名中14名 → 14; the whole of it.
fn whole_count(bare: &str) -> Option<u32> {
    let bare = bare.trim_start_matches(['計', '全', '(', '約']).trim_end_matches([')', '。', '、']);
    let bare = bare.strip_suffix("出席").or_else(|| bare.strip_suffix("欠席")).unwrap_or(bare);
    let number = |text: &str| {
        text.strip_suffix(['名', '人'])
            .filter(|t| !t.is_empty() && t.chars().all(|c| c.is_ascii_digit()))
            .and_then(|t| t.parse().ok())
    };
    if let Some((_, part)) = bare.split_once("名中").or_else(|| bare.split_once("人中")) {
        return number(part.trim_end_matches("出席"));
    }
    if let Some((part, all)) = bare.split_once('/') {
        return number(all).and_then(|_: u32| part.trim_end_matches(['名', '人']).parse().ok());
    }
    number(bare)
}

/// 合計20人, 以上28名, 計20名
fn total_count(bare: &str) -> Option<u32> {
    let bare = bare.trim_matches(['(', ')', '。', '、']);
    let tail = ["合計", "以上", "総計", "計"].iter().find_map(|word| bare.strip_prefix(word))?;
    whole_count(tail.trim_start_matches([':', ' ', '、']))
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
