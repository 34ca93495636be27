// The people of the councils of みほん市, all invented, as a town pastes them.

const HEADS = [
  '席の名', '選出区分', '氏名', 'ふりがな', '所属', '役職', '役', '関係者の種別', '文書', '公表してよいもの', '承諾を得た日',
  '守秘の誓約',
];
const ALL = '氏名・所属・選出区分';
const [DOCTORS, WELFARE, PEOPLE] = ['第1号　医療関係者', '第2号　福祉関係者', '第3号　市民'];
/** The day of the first meeting of the first term. */
const HELD = 'R6.5.23';

/** 協議会の決まり with nothing left open. */
export const RULES = {
  from_on: 'R3.7.15', basis: 'ordinance', basis_title: 'みほん市精神保健福祉連絡協議会条例（令和3年条例第12号）',
  'categories.0.0': DOCTORS, 'categories.0.1': '医療（精神科）',
  'categories.1.0': WELFARE, 'categories.1.1': '福祉',
  'categories.2.0': PEOPLE, 'categories.2.1': '当事者',
  most_members: '13人', term_years: '2年', chair: '会長は委員の互選、副会長は会長の指名', secrecy: 'rules',
  quorum: 'majority', counts: 'online', openness: 'partly', openness_ground: 'みほん市情報公開条例 第7条第1号',
  notice_days: '14日', outline_days: '2日', minutes_days: '45日', confirmation: 'chair_and_member',
  confirmation_days: '14日', publication_days: '14日', name_display: 'nothing', spelling: 'kanji', appointer: 'みほん市長　見本 太郎',
};

export const FIRST_TERM = [
  ['みほん市医師会の推薦', DOCTORS, '髙梨 一郎', 'たかなし いちろう', 'みほん病院', '院長', '会長', '', '', ALL, HELD, HELD],
  ['みほん市社会福祉協議会の推薦', WELFARE, '渡邉 悟', 'わたなべ さとる', 'みほん市社会福祉協議会', '事務局長', '副会長', '', '',
    ALL, HELD, HELD],
  ['家族会の推薦', PEOPLE, '三好 花', 'みよし はな', 'みほん家族会', '', '', '家族', '', '', '', ''],
  ['みほん保健所長の職', DOCTORS, '平井 学', 'ひらい まなぶ', 'みほん保健所', '所長', '', '保健', '任命', '氏名・所属', HELD, ''],
  ['相談支援事業所連絡会の推薦', WELFARE, '小野寺 光', 'おのでら ひかる', 'みほん相談支援センター', '相談支援専門員', '', '', '',
    ALL, HELD, HELD],
];
const [doctor, welfare, family, health, support] = FIRST_TERM;

/** Another director, and a sixth seat. */
export const SECOND_TERM = [
  doctor,
  welfare,
  family,
  [...health.slice(0, 2), '遠山 武', 'とおやま たけし', ...health.slice(4)],
  support,
  ['公募の市民', PEOPLE, '岡地 純', 'おかち じゅん', '', '', '', '', '', '氏名', 'R8.5.14', 'R8.5.14'],
];

/** Of the part; one has a name with a character that no font has. */
export const PART = [
  ['訪問看護の事業所', '', '藤代 実', 'ふじしろ みのる', 'みほん訪問看護ステーション', '管理者', '会長', '', '', '氏名・所属', 'R8.4.9', ''],
  ['グループホーム連絡会', '', '\ue001田 明', 'まきた あきら', 'ハイツみほん', '世話人', '', '', '', '', '', ''],
  ['ピアサポーター', '', '古賀 順', 'こが じゅん', '', '', '', '当事者', '', '', '', ''],
  ['障害福祉課長の職', '', '宮下 環', 'みやした たまき', 'みほん市障害福祉課', '課長', '', '', '任命', '', '', ''],
];

/** A table as it is pasted. */
export const table = (lines) => [HEADS, ...lines].map((line) => line.join('\t')).join('\n');
