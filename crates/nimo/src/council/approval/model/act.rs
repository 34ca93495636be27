//! Acts that leave the house, and how open the paper about one is.

/// 決裁の要る行い: an act that leaves the house.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum ApprovalAct {
    /// 開催通知: what goes out to members before a meeting. Its subject is the meeting.
    Notice,
    /// 委嘱・任命. Its subject is the first day of the term.
    Appointment,
    /// 会議録の公表. Its subject is the meeting.
    Publication,
    /// 報酬等の支払. Its subject is the meeting.
    Payment,
}

impl ApprovalAct {
    /// In the order of the year.
    pub const ALL: [ApprovalAct; 4] =
        [ApprovalAct::Notice, ApprovalAct::Appointment, ApprovalAct::Publication, ApprovalAct::Payment];

    /// As stored.
    pub fn code(self) -> &'static str {
        match self {
            ApprovalAct::Notice => "notice",
            ApprovalAct::Appointment => "appointment",
            ApprovalAct::Publication => "publication",
            ApprovalAct::Payment => "payment",
        }
    }

    /// From what is stored or chosen.
    pub fn parse(code: &str) -> Option<ApprovalAct> {
        ApprovalAct::ALL.into_iter().find(|act| act.code() == code)
    }

    /// As shown.
    pub fn label(self) -> &'static str {
        match self {
            ApprovalAct::Notice => "開催通知",
            ApprovalAct::Appointment => "委嘱・任命",
            ApprovalAct::Publication => "会議録の公表",
            ApprovalAct::Payment => "報酬等の支払",
        }
    }

    /// Is its subject a meeting?
    pub fn is_of_a_meeting(self) -> bool {
        self != ApprovalAct::Appointment
    }
}

/// 公開区分 of the paper itself, as the register of documents has it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Disclosure {
    /// 公開.
    Open,
    /// 部分公開.
    Partly,
    /// 非公開.
    Closed,
    /// 時限非公開.
    Timed,
}

impl Disclosure {
    /// In the order of the form.
    pub const ALL: [Disclosure; 4] = [Disclosure::Open, Disclosure::Partly, Disclosure::Closed, Disclosure::Timed];

    /// As stored.
    pub fn code(self) -> &'static str {
        match self {
            Disclosure::Open => "open",
            Disclosure::Partly => "partly",
            Disclosure::Closed => "closed",
            Disclosure::Timed => "timed",
        }
    }

    /// From what is stored or chosen.
    pub fn parse(code: &str) -> Option<Disclosure> {
        Disclosure::ALL.into_iter().find(|one| one.code() == code)
    }

    /// As shown.
    pub fn label(self) -> &'static str {
        match self {
            Disclosure::Open => "公開",
            Disclosure::Partly => "部分公開",
            Disclosure::Closed => "非公開",
            Disclosure::Timed => "時限非公開",
        }
    }
}
