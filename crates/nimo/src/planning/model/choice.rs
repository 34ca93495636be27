//! What an office chooses on the form: whether it takes people in, whether it closes.

/// 新規を受けるか.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum NewClients {
    /// 受ける.
    Taken,
    /// 条件つきで受ける.
    Conditional,
    /// 受けない.
    Refused,
}

impl NewClients {
    /// Each, in the order of the form.
    pub const ALL: [NewClients; 3] = [NewClients::Taken, NewClients::Conditional, NewClients::Refused];

    /// As stored.
    pub fn code(self) -> &'static str {
        match self {
            NewClients::Taken => "taken",
            NewClients::Conditional => "conditional",
            NewClients::Refused => "refused",
        }
    }

    /// From what is stored or chosen.
    pub fn parse(code: &str) -> Option<NewClients> {
        NewClients::ALL.into_iter().find(|one| one.code() == code)
    }

    /// As shown.
    pub fn label(self) -> &'static str {
        match self {
            NewClients::Taken => "受ける",
            NewClients::Conditional => "条件つき",
            NewClients::Refused => "受けない",
        }
    }

    /// The mark beside the word.
    pub fn mark(self) -> &'static str {
        match self {
            NewClients::Taken => "tied",
            NewClients::Conditional => "going",
            NewClients::Refused => "out",
        }
    }
}

/// 閉じる・減らす予定.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Closing {
    /// なし.
    No,
    /// 検討中.
    Weighed,
    /// 決まっている.
    Decided,
}

impl Closing {
    /// Each, in the order of the form.
    pub const ALL: [Closing; 3] = [Closing::No, Closing::Weighed, Closing::Decided];

    /// As stored.
    pub fn code(self) -> &'static str {
        match self {
            Closing::No => "no",
            Closing::Weighed => "weighed",
            Closing::Decided => "decided",
        }
    }

    /// From what is stored or chosen.
    pub fn parse(code: &str) -> Option<Closing> {
        Closing::ALL.into_iter().find(|one| one.code() == code)
    }

    /// As shown.
    pub fn label(self) -> &'static str {
        match self {
            Closing::No => "なし",
            Closing::Weighed => "検討中",
            Closing::Decided => "決まっている",
        }
    }
}
