//! Why a file is not taken in, for the person who sent it.

/// Why a file is not taken in. Shown as it is to the person who sent it.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// No bytes.
    #[error("ファイルの中身が空です。ファイルを開いて中身を確かめ、もう一度選んでください。")]
    Empty,
    /// Told by its first bytes, neither a PDF nor an office file.
    #[error("PDF・Word・Excel・PowerPointのファイルではありません。PDFか、.docx・.xlsx・.pptxで保存し直してください。")]
    UnknownKind,
    /// It begins like a PDF and cannot be read.
    #[error("PDFが壊れていて読めません。元のファイルから、もう一度PDFを作ってください。")]
    PdfBroken,
    /// Encrypted, also where no password is asked for.
    #[error("パスワードや印刷・編集の制限が付いたPDFです。制限を外したPDFを作り直してください。")]
    PdfLocked,
    /// It carries a program or an action that reaches outside of it.
    #[error(
        "プログラム（JavaScriptなど）が入ったPDFです。元のファイルを開き、「Microsoft Print to PDF」などで印刷してPDFを作り直してください。"
    )]
    PdfProgram,
    /// It carries other files.
    #[error("別のファイルが添付されたPDFです。添付を外したPDFを作り直し、添付されていたファイルは別に送ってください。")]
    PdfAttachment,
    /// A form that only one program draws.
    #[error(
        "特別な入力フォーム（XFA）のPDFで、ほかのソフトでは中身が表示されません。開いて「印刷」からPDFを作り直してください。"
    )]
    PdfForm,
    /// What it unpacks to is out of proportion.
    #[error(
        "PDFの中身が大きすぎて、確かめられません。元のファイルから「サイズを小さくして」PDFを作り直すか、分けてください。"
    )]
    PdfTooLarge,
    /// More pages than [`MOST_PAGES`](crate::MOST_PAGES).
    #[error("2,000ページを超えています。2,000ページまでに分けてください。")]
    TooManyPages,
    /// A PDF without a page.
    #[error("ページのないPDFです。元のファイルから、もう一度PDFを作ってください。")]
    NoPages,
    /// An office file that cannot be read.
    #[error(
        "ファイルが壊れていて読めません。WordやExcelなどで開けるかを確かめ、「名前を付けて保存」で保存し直してください。"
    )]
    OfficeBroken,
    /// An office file with macros.
    #[error(
        "マクロが入ったファイルです。「名前を付けて保存」で、マクロのない.docx・.xlsx・.pptxか、PDFにしてください。"
    )]
    OfficeMacro,
    /// An office file with ActiveX controls.
    #[error("プログラムの部品（ActiveX）が入ったファイルです。部品を消して保存し直すか、PDFにしてください。")]
    OfficeControl,
    /// .doc, .xls, .ppt, or an office file with a password: both begin the same.
    #[error(
        "古い形式（.doc・.xls・.ppt）か、パスワードの付いたファイルです。パスワードを外し、「名前を付けて保存」で.docx・.xlsx・.pptxか、PDFにしてください。"
    )]
    OfficeOldOrLocked,
    /// What it unpacks to is out of proportion.
    #[error("広げると大きすぎるファイルです。画像を小さくして保存し直すか、PDFにしてください。")]
    OfficeTooLarge,
    /// Nothing to bind.
    #[error("綴じる資料がありません。資料を1つ以上選んでください。")]
    NoParts,
    /// The pages of all parts together are more than [`MOST_PAGES`](crate::MOST_PAGES).
    #[error("資料一式が2,000ページを超えます。資料を減らすか、一式を分けてください。")]
    BindingTooLong,
    /// A part that was not taken in.
    #[error("「{name}」は綴じられません。{reason}")]
    Part {
        /// Its mark and title: 資料1　名簿
        name: String,
        /// Why.
        reason: Box<Refusal>,
    },
}
