// What is published, as nimo serves it to everybody. Its files are walked one by one in public.mjs.
import { MISSING, scenes } from '../scene.mjs';

export const settled = [
  ...scenes('/public/{office}',
    ['many', 'visitor', '新しく公表したもの', (her) => her.go('/public/999999')],
    ['error-404', 'visitor', MISSING, (her) => her.go('/public/x')],
  ),
  ...scenes('/public/{office}/',
    ['many', 'visitor', '新しく公表したもの', (her) => her.go('/public/999999/')],
    ['error-404', 'visitor', MISSING, (her) => her.go('/public/999997/')],
  ),
  ...scenes('/public/{office}/{*path}',
    ['many', 'visitor', 'Search the minutes', (her) => her.go('/public/999999/en/search.html')],
    ['error-404', 'visitor', MISSING, (her) => her.go('/public/999999/nothing.html')],
  ),
];
