// A scene: how a person comes to one state of one page, and the words by which one knows that it is reached.

/** `path` as the router spells it; `says` stands on the page; `act` leads there, and may answer with the same person at another browser. */
export const scene = (path, state, who, says, act) => ({ line: `GET ${path}  ${state}  ${who}`, who, says, act });

/** The scenes of one page: [state, who, says, act]. */
export const scenes = (path, ...rows) => rows.map((row) => scene(path, ...row));

export const NOBODY = '00000000-0000-7000-8000-000000000000';
export const MISSING = 'ページが見つかりません';
export const REFUSED = 'この操作の権限がありません';
export const KEPT_INPUT = '入力した内容はここに残っています';
export const WRONG = 'まだ保存していません';

/** What went wrong, without the colours and the length of a trace. */
export const inALine = (error) => error.message.replaceAll(/\u001b\[\d+m/g, '').split('\n').slice(0, 5).map((line) => line.trim()).join(' ');
