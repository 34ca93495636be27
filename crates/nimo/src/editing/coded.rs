//! Words of which a form takes one or several: each has a code, as stored, and a label, as shown. Pure.

/// Declares a list of words of which a form takes one or several: each has a code, as stored, and a label, as shown.
macro_rules! coded {
    ($(#[$doc:meta])* pub enum $name:ident { $($(#[$each:meta])* $word:ident = $code:literal, $label:literal;)* }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name {
            $($(#[$each])* $word,)*
        }

        impl $name {
            /// Each, in the order of the form.
            pub const ALL: &'static [$name] = &[$($name::$word,)*];

            /// As stored.
            pub fn code(self) -> &'static str {
                match self {
                    $($name::$word => $code,)*
                }
            }

            /// As shown.
            pub fn label(self) -> &'static str {
                match self {
                    $($name::$word => $label,)*
                }
            }

            /// From what is stored or chosen.
            pub fn parse(code: &str) -> Option<$name> {
                $name::ALL.iter().copied().find(|one| one.code() == code)
            }
        }
    };
}
pub(crate) use coded;

/// Codes of words with blanks between, as a version keeps them.
pub(crate) fn codes_of<T: Copy>(all: &[T], code: impl Fn(T) -> &'static str) -> String {
    all.iter().map(|one| code(*one)).collect::<Vec<_>>().join(" ")
}
